"""Countries for a select: names in the visitor's language, the likely ones first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.display.locales import locale_of
from web.words import word

#: Countries that visitors of a language most often live in.
_LIKELY = {
    "en": ("US", "GB", "CA", "AU", "IE"),
    "tr": ("TR", "DE", "CY"),
    "pl": ("PL", "DE", "GB"),
    "de": ("DE", "AT", "CH"),
    "es": ("ES", "MX", "AR", "CO", "CL"),
    "fr": ("FR", "BE", "CH", "CA"),
    "ar": ("SA", "AE", "EG", "MA"),
    "he": ("IL",),
}

#: Territories in the locale data that are no countries one lives in.
_NOT_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ BV HM AQ TF UM".split())


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """One group of the select; `marks` is True in the one where the chosen country is marked."""

    label: str
    countries: tuple[tuple[str, str], ...]
    marks: bool


@lru_cache(maxsize=16)
def country_groups(language: str) -> tuple[CountryGroup, ...]:
    """The likely countries, then all of them in the language's alphabetical order."""
    names = {
        code: name
        for code, name in locale_of(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }
    base, _, region = language.partition("-")
    likely = [code for code in (region, *_LIKELY.get(base, ())) if code in names]
    every = sorted(names.items(), key=lambda item: _folded(item[1]))
    return (
        CountryGroup(
            word("likely_countries", language),
            tuple((code, names[code]) for code in dict.fromkeys(likely)),
            marks=False,
        ),
        CountryGroup(word("all_countries", language), tuple(every), marks=True),
    )


#: Letters that stand after their base letter, so that Ł follows L and Ç follows C.
_ORDER = str.maketrans(
    {
        **{letter: base + "\uffff" for letter, base in zip("çğıöşü", "cghosu", strict=True)},
        **{letter: base + "\uffff" for letter, base in zip("ąćęłńóśźż", "acelnoszz", strict=True)},
        **dict(zip("äáàâéèêëíîïñôúûåø", "aaaaeeeeiiinouuao", strict=True)),
    }
)


def _folded(name: str) -> str:
    return name.lower().replace("i̇", "i").translate(_ORDER)
