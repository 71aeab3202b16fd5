"""Numbers sent as strings: refused where they could be two numbers.

JSON has numbers of its own. A string such as "200.000" is two hundred to a program and two hundred
thousand to a German; whoever sends it has not said which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from babel import numbers

from bot.display.locales import locale_of
from web import conversations
from web.api.problems import Problem
from web.api.turns import turn_of
from web.visitor.forms import question_of

#: Types whose value is a number, or numbers.
NUMERIC: Final = frozenset({"number", "money", "percent", "slider", "scale", "rating", "nps"})

#: One separator before exactly three digits: of thousands, or of decimals.
_EITHER = re.compile(r"\s*[-+−]?(?P<front>[1-9]\d{0,2})(?P<mark>[.,])(?P<rest>\d{3})\s*%?\s*")


def two_numbers(text: str, language: str) -> tuple[str, str] | None:
    """The two numbers that a string may stand for; None where it is one, or none.

    A comma is a mark of thousands where the language writes so: a decimal comma it cannot be there.
    """
    found = _EITHER.fullmatch(text)
    if found is None:
        return None
    if found["mark"] == "," == numbers.get_group_symbol(locale_of(language)):
        return None
    decimals = found["rest"].rstrip("0")
    small = f"{found['front']}.{decimals}" if decimals else found["front"]
    return small, found["front"] + found["rest"]


def refuse_two_numbers(token: str, turn: int, slot: str | None, value: Any) -> None:
    """Raise a `Problem` where the answer to a question for a number may be two.

    The conversation is looked at only where there is such a string.
    """
    if not any(_EITHER.fullmatch(text) for text in _strings(value)):
        return
    reply = conversations.current(token)
    screen = reply.view.screen
    asked = screen.questions[0].slot if screen and screen.questions else ""
    question = question_of(reply.flow, slot or asked)
    if reply.turn != turn or question is None or question.type not in NUMERIC:
        return
    for text in _strings(value):
        either = two_numbers(text, reply.view.language)
        if either is not None:
            raise Problem(
                422,
                "Two numbers",
                f"“{text.strip()}” may be {either[0]} or {either[1]}. Send a JSON number, or what "
                "the visitor typed as `text`.",
                slot=question.slot,
                turn=turn_of(reply),
            )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):  # the ends of an amount
        yield from (one for one in value.values() if isinstance(one, str))
