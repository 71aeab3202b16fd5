"""`python -m bot understand`: requests as JSON Lines in, readings as JSON Lines out, in order."""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.understanding.reader import understand
from bot.understanding.request import Choice, Reading, Request

# The format of the lines has no words for these two moves.
_WRITTEN_AS = {"skip": "refused", "back": "unclear"}


class Writer(Protocol):
    """Where the lines go."""

    def write(self, text: str, /) -> object:
        """Takes some text."""


def _choice(option: object) -> Choice:
    if not isinstance(option, Mapping):
        return Choice(str(option), str(option))
    value = str(option.get("value", option.get("label", "")))
    also = option.get("also") or ()
    words = (also,) if isinstance(also, str) else tuple(str(word) for word in also)
    return Choice(value, str(option.get("label", value)), words)


def parse(line: Mapping[str, object]) -> Request:
    """The request written as `line`. Raises ValueError for a date that is none."""
    today = line.get("today")
    options = line.get("options")
    return Request(
        type=str(line.get("type", "text")),
        text=str(line.get("text", "")),
        language=str(line.get("language") or "en"),
        currency=_optional(line.get("currency")),
        country=_optional(line.get("country")),
        today=datetime.date.fromisoformat(str(today)[:10])
        if today
        else datetime.datetime.now().astimezone().date(),
        question=_optional(line.get("question")),
        options=tuple(_choice(one) for one in options) if isinstance(options, list) else (),
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _written(line: Mapping[str, object], reading: Reading) -> dict[str, object]:
    outcome = _WRITTEN_AS.get(reading.outcome, reading.outcome)
    return {"id": line.get("id"), "outcome": outcome, "value": reading.value}


def run(stdin: Iterable[str], stdout: Writer) -> int:
    """Answers every line; 1 if a line was no request, which is answered with its error."""
    status = 0
    for text in stdin:
        if not text.strip():
            continue
        line: object = None
        try:
            line = json.loads(text)
            if not isinstance(line, dict):
                raise ValueError("a line must be a JSON object")
            answer = _written(line, understand(parse(line)))
        except ValueError as error:
            status = 1
            known = line.get("id") if isinstance(line, dict) else None
            answer = {"id": known, "outcome": "unclear", "value": None, "error": str(error)}
        stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status
