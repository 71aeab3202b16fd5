"""Mails to the house's own people, in English like the studio."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from outreach.mail import Letter

_SWITCH_OFF = "You choose what you are told by mail under My account in the studio."


class _Words(NamedTuple):
    """`{flow}` is the flow's title; `path` begins at the site's address."""

    subject: str
    first: str
    button: str
    path: str


_ABOUT: Mapping[str, _Words] = {
    "talk": _Words(
        "A visitor wants a person: {flow}",
        "Somebody playing “{flow}” asked for a person and waits now.",
        "Open the talk",
        "/studio/people/{id}",
    ),
    "question": _Words(
        "A question was left: {flow}",
        "Somebody playing “{flow}” asked what no answer is known to.",
        "Open the questions",
        "/studio/questions",
    ),
    "lead": _Words(
        "A lead is yours: {flow}",
        "A lead that came by “{flow}” was handed to you. The sooner you call, the better.",
        "Open the brief",
        "/studio/leads/{id}/brief",
    ),
}


def staff_letter(said: Mapping[str, Any], public_url: str) -> Letter:
    """The mail of a payload of `leads.telling`: `about`, `id`, `flow`, `words`."""
    about = _ABOUT[said["about"]]
    flow = said["flow"] or "a flow"
    quoted = f"\n\n“{said['words']}”" if said["words"] else ""
    return Letter(
        subject=about.subject.replace("{flow}", flow),
        text=about.first.replace("{flow}", flow) + quoted,
        language="en",
        button=(about.button, public_url + about.path.replace("{id}", str(said["id"]))),
        small=_SWITCH_OFF,
    )
