"""The bot's session as the JSON text that a conversation keeps."""

from __future__ import annotations

import json
from typing import Any

from bot.session import (
    Entry,
    Session,
    aside_from_json,
    aside_to_json,
    proposal_from_json,
    proposal_to_json,
)


def dump(session: Session) -> str:
    """The session as text; short, as it is written with every turn."""
    state: dict[str, Any] = {
        "language": session.language,
        "today": session.today,
        "turn": session.turn,
        "log": [
            [entry.kind, entry.name, entry.value, entry.raw, entry.unparsed]
            for entry in session.log
        ],
    }
    for name in ("kept", "context", "prefill", "known", "axes"):
        if value := getattr(session, name):
            state[name] = dict(value)
    for name in ("misses", "notice", "done"):
        if value := getattr(session, name):
            state[name] = value
    if session.proposal is not None:
        state["proposal"] = proposal_to_json(session.proposal)
    if session.aside is not None:
        state["aside"] = aside_to_json(session.aside)
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Session:
    """The session that `dump` wrote."""
    state = json.loads(text)
    log = tuple(
        Entry(kind=kind, name=name, value=value, raw=raw, unparsed=unparsed)
        for kind, name, value, raw, unparsed in state.pop("log")
    )
    proposal = proposal_from_json(state.pop("proposal", None))
    aside = aside_from_json(state.pop("aside", None))
    return Session(log=log, proposal=proposal, aside=aside, **state)
