"""A flow file with every question type, whose texts say back what the visitor said."""

from __future__ import annotations

import json
from typing import Any

LEAD = """\
axes: {need: {cap: 25}, budget: {cap: 25}, authority: {cap: 15}, interest: {cap: 15}}
stages:
  IQL: {needs: [email]}
  MQL: {score: 5, needs: [email]}
"""

_OPTIONS = [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}]
_OWN = [{"value": "a", "label": "A"}, {"value": "own", "label": "Another", "other": True}]


def _ask(slot: str, type: str, text: str, **keys: Any) -> dict[str, Any]:
    optional = {} if slot in ("first_name", "email", "colour") else {"required": False}
    return {"ask": slot, "type": type, "text": text, **optional, **keys}


def _worth(axis: str) -> dict[str, Any]:
    return {"axis": axis, "points": [{"give": 5}]}


_QUESTIONS = [
    _ask("first_name", "name", "Your name?", **_worth("interest")),
    _ask("email", "email", "Your e-mail, {first_name}?"),
    _ask("company", "company", "Company?"),
    _ask("job_title", "text", "What do you do?", **_worth("authority")),
    _ask("note", "long_text", "And {job_title}, what else?", **_worth("need")),
    _ask("address", "address", "Where?"),
    _ask("website", "url", "Site?"),
    _ask("phone", "phone", "Phone?"),
    _ask("country", "country", "Country?"),
    _ask("colour", "choice", "Which one, {first_name}?", options=_OWN),
    _ask("several", "multi_choice", "Which ones?", options=_OWN),
    _ask("budget", "money", "Budget?", currency="EUR", **_worth("budget")),
    _ask("seats", "number", "Seats?"),
    _ask("share", "percent", "Share?"),
    _ask("day", "date", "Day?"),
    _ask("start", "timeframe", "When?"),
    _ask("likely", "nps", "How likely?"),
    _ask("stars", "rating", "Stars?"),
    _ask("point", "scale", "Point?"),
    _ask("level", "slider", "Level?", min=0, max=10),
    _ask("sure", "yes_no", "Sure?"),
    _ask("face", "picture", "Face?", options=_OPTIONS),
    _ask("order", "ranking", "Order?", options=_OPTIONS),
    _ask("grid", "matrix", "Grid?", rows=_OPTIONS[:1], columns=_OPTIONS),
    _ask("brief", "file", "File?"),
    _ask("news", "consent", "May we write?", purpose="news"),
    {"ask": "campaign", "type": "hidden", "prefill": "utm.campaign"},
    {"ask": "partner", "type": "hidden", "prefill": "partner"},
]

_SAYS = {
    "say": "## {first_name}\n\n* {note}\n* **{job_title}**, {address}, {website}, {colour},"
    " {campaign}, {partner}"
}

_OUTCOME = {
    "id": "end",
    "title": "Thank you, {first_name}",
    "text": "**{company}** said _{note}_ and [{job_title}](https://acme.example/),"
    " {colour} {several} {campaign} {partner}",
    "results": [
        {"label": "For {first_name}", "value": "note"},
        {"label": "Company", "value": "company"},
    ],
}


def flow(kind: str) -> str:
    """The flow as one of the kinds, chat or form; JSON is YAML too."""
    says = [_SAYS] if kind == "chat" else []
    return json.dumps(
        {
            "format": 1,
            "kind": kind,
            "title": "Everything",
            "language": "en",
            "currency": "EUR",
            "steps": [*_QUESTIONS, *says],
            "outcomes": [_OUTCOME],
        },
        indent=1,
    )


#: Answers that every question takes, in its own shape.
PLAIN = {
    "first_name": "Ada",
    "email": "ada@acme.example",
    "company": "Acme",
    "job_title": "Engineer",
    "note": "Words",
    "address": "A street",
    "website": "https://acme.example/",
    "phone": "+48601234567",
    "country": "PL",
    "colour": {"other": "Green"},
    "several": ["a", {"other": "Blue"}],
    "budget": 2000,
    "seats": 3,
    "share": 4,
    "day": "2026-05-01",
    "start": "month",
    "likely": 9,
    "stars": 4,
    "point": 3,
    "level": 5,
    "sure": True,
    "face": "x",
    "order": ["y", "x"],
    "grid": {"x": "y"},
    "brief": None,  # files come by a page's form
    "news": True,
}


def with_words(words: str) -> dict[str, object]:
    """The answers with `words` wherever words can stand."""
    own = dict(PLAIN)
    for slot in ("first_name", "company", "job_title", "note", "address"):
        own[slot] = words
    own["colour"] = {"other": words}
    own["several"] = ["a", {"other": words}]
    return own
