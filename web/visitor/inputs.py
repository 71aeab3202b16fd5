"""Text inputs: what keyboard a phone shows, and what a browser may fill in."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Input:
    """Attributes of a text input; `longest` counts characters."""

    type: str = "text"
    mode: str = ""
    autocomplete: str = "off"
    longest: int = 500
    rows: int = 1


INPUTS = {
    "text": Input(),
    "long_text": Input(longest=10_000, rows=4),
    "email": Input("email", "email", "email", 254),
    "phone": Input("tel", "tel", "tel", 40),
    "url": Input("url", "url", "url", 2000),
    "name": Input(autocomplete="name", longest=200),
    "company": Input(autocomplete="organization", longest=200),
    "address": Input(autocomplete="street-address", rows=3),
    "country": Input(autocomplete="country-name"),
    "number": Input(mode="decimal"),
    "money": Input(mode="decimal"),
    "percent": Input(mode="decimal"),
    "slider": Input(mode="decimal"),
}

#: Contact slots are filled in by browsers as what they are, whatever their type is.
_AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "company": "organization",
    "job_title": "organization-title",
    "website": "url",
    "address": "street-address",
    # asked by `confirm: code`; phones offer the digits of the message that just came
    "email_code": "one-time-code",
    "phone_code": "one-time-code",
}


def input_for(type_: str, slot: str) -> Input:
    """The input of a question; contact slots are filled in as what they are."""
    usual = INPUTS.get(type_, Input())
    filled_as = _AUTOCOMPLETE.get(slot)
    return replace(usual, autocomplete=filled_as) if filled_as else usual
