"""phone: one number, kept as E.164 (+905012345678)."""

from __future__ import annotations

from collections.abc import Mapping

import phonenumbers

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases.typed import country_of, read, refuse
from bot.questions.bases.writing import asked, chosen, from_fields, to_formula

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

NAME = "phone"
KEYS: tuple[str, ...] = ("confirm",)
FORMULA_TYPE = Type.TEXT

#: Numbers to copy the form from, by the visitor's language.
_EXAMPLES = {
    "tr": "0501 234 56 78",
    "pl": "+48 512 345 678",
    "de": "+49 1512 3456789",
    "es": "+34 612 34 56 78",
    "fr": "+33 6 12 34 56 78",
}


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The number in E.164, from its digits or `{"number", "country"}`.

    Without a country or its code it is taken as one of the visitor's country.
    """
    given: Mapping[str, Json] = value if isinstance(value, dict) else {"number": value}
    digits, country = given.get("number"), given.get("country")
    region = country.upper() if isinstance(country, str) and country else country_of(language)
    text = str(digits).strip() if isinstance(digits, str | int) else ""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise _refused(question, language) from None
    if not phonenumbers.is_possible_number(number) or len(text) > 40:
        raise _refused(question, language)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _refused(question: Question, language: str) -> Exception:
    example = _EXAMPLES.get(language.split("-")[0], "+1 201 555 0123")
    return refuse(question, "phone", language, example=example)


def show(question: Question, value: Json, language: str) -> str:
    """The number in international spelling."""
    try:
        number = phonenumbers.parse(str(value), None)
    except phonenumbers.NumberParseException:
        return str(value)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
