"""email: one address, spelled as the standard says; whether it exists is not asked."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.typed import read, refuse
from bot.questions.bases.writing import asked, chosen, from_fields, show, to_formula

__all__ = [
    "FORMULA_TYPE",
    "KEYS",
    "NAME",
    "accept",
    "asked",
    "chosen",
    "from_fields",
    "read",
    "show",
    "to_formula",
]

NAME = "email"
KEYS: tuple[str, ...] = ("confirm",)
FORMULA_TYPE = Type.TEXT

_LONGEST = 254


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The address with its domain in lower case."""
    if not isinstance(value, str) or len(value) > 2 * _LONGEST:
        raise refuse(question, "email", language)
    text = value.strip().removeprefix("mailto:")
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise _refused(question, text, language, today) from None
    return found.normalized


def _refused(question: Question, text: str, language: str, today: str) -> Exception:
    """What the recognisers make of a wrong address is offered as the one that was meant."""
    reading = typed.read(question, text, language=language, today=today)
    if isinstance(reading.value, str) and "@" in reading.value:
        return refuse(question, "email_hint", language, suggestion=reading.value)
    return refuse(question, "email", language)
