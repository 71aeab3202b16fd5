"""Phone numbers in any notation, to E.164."""

import re

from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.utterance import Utterance

_NUMBER = re.compile(r"(?:\+|\(\+?)?\d(?:[\s().\-/]{0,3}\d){5,16}")
_COUNTRIES = {
    "en": ("US", "GB"), "tr": ("TR",), "pl": ("PL",), "de": ("DE", "AT", "CH"),
    "es": ("ES", "MX"), "fr": ("FR", "BE"),
}  # fmt: skip
_CURRENCY_COUNTRIES = {"GBP": "GB", "TRY": "TR", "PLN": "PL", "CHF": "CH", "USD": "US"}


def _countries(request: Request) -> list[str]:
    """The countries whose way of writing numbers may be meant, the likeliest first."""
    if request.country:
        return [request.country.upper()]
    by_currency = _CURRENCY_COUNTRIES.get((request.currency or "").upper())
    by_language = _COUNTRIES.get(request.language[:2].lower(), ("US", "GB"))
    return list(dict.fromkeys(([by_currency] if by_currency else []) + list(by_language)))


def _parsed(digits: str, country: str) -> tuple[str, bool] | None:
    """The number in E.164 and whether it can exist; None when it cannot be one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written, phonenumbers.is_valid_number(number)


def _best(typed: str, countries: list[str]) -> tuple[str, bool] | None:
    digits = re.sub(r"[^\d+]", "", typed)
    if "+" in digits:
        digits = "+" + digits.replace("+", "")
        digits = digits.replace("+00", "+")
    elif digits.startswith("00"):
        digits = "+" + digits[2:]
    possible = None
    for country in countries:
        found = _parsed(digits, country)
        if found and found[1]:
            return found
        possible = possible or found
    if not digits.startswith("+") and len(digits) > 9:
        found = _parsed("+" + digits, countries[0])
        if found and found[1]:
            return found
    return possible


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The number in E.164; `confirm` when its form is right but no such number is in use."""
    text = re.sub(r"\(0\)", "", utterance.text)
    found = [
        best
        for match in _NUMBER.finditer(text)
        if (best := _best(match[0], _countries(request))) is not None
    ]
    if not found:
        return None
    valid = [number for number in found if number[1]]
    chosen = (valid or found)[-1]
    outcome: Outcome = "answer" if chosen[1] and len(valid) < 3 else "confirm"
    return Reading(outcome, chosen[0])
