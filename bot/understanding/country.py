"""Countries by name in any of our languages, or by code."""

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance, fold
from bot.understanding.vocabulary import LANGUAGES

_ALSO = {
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "britain": "GB", "great britain": "GB",
    "usa": "US", "america": "US", "the states": "US", "united states of america": "US", "us": "US",
    "holland": "NL", "czech republic": "CZ", "uae": "AE", "korea": "KR", "turkey": "TR",
    "ingiltere": "GB", "amerika": "US", "abd": "US", "hollanda": "NL", "cek cumhuriyeti": "CZ",
    "bae": "AE", "almanyali": "DE", "anglia": "GB", "anglii": "GB", "stany": "US", "holandia": "NL",
    "czechy": "CZ", "usa.": "US", "england.": "GB", "grossbritannien": "GB", "vae": "AE",
    "inglaterra": "GB", "estados unidos": "US", "eeuu": "US", "ee uu": "US", "holanda": "NL",
    "angleterre": "GB", "etats unis": "US", "hollande": "NL", "republique tcheque": "CZ",
    "niemczech": "DE", "polsce": "PL", "polski": "PL", "wloszech": "IT", "francji": "FR", "turcji": "TR",
    "turkei": "TR", "turkiye": "TR", "wegrzech": "HU", "czechach": "CZ", "hiszpanii": "ES", "niemiec": "DE",
    "stanach": "US", "wielkiej brytanii": "GB",
}  # fmt: skip
_LONGEST_NAME = 5
_ENDING = 5


@cache
def _names(language: str) -> dict[str, str]:
    """Folded names to alpha-2 codes."""
    from babel import Locale

    return {
        _folded(name): code
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "ZZ", "XA", "XB", "EZ", "QO")
    }


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names("en").values())


def _folded(name: str) -> str:
    return " ".join(fold(word) for word in name.replace("-", " ").replace("&", " ").split())


def _named(words: tuple[str, ...], names: dict[str, str]) -> str | None:
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if name in names:
                return names[name]
    return None


def _inflected(words: tuple[str, ...], names: dict[str, str]) -> str | None:
    """ "almanyadan", "polsce": a name whose stem the word keeps."""
    for word in words:
        if len(word) < 5:
            continue
        for name, code in names.items():
            if len(name) >= 4 and word.startswith(name) and len(word) - len(name) <= _ENDING:
                return code
    return None


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The ISO alpha-2 code; a name with a typing error is confirmed."""
    words = tuple(utterance.spoken)
    if len(words) == 1 and (code := words[0].upper()) in _codes():
        return Reading("answer", code)
    order = dict.fromkeys((language, "en", *LANGUAGES))
    for names in (_ALSO, *(_names(code) for code in order)):
        if (named := _named(words, names)) is not None:
            return Reading("answer", named)
    own = _names(language)
    if (named := _inflected(words, own)) is not None:
        return Reading("answer", named)
    typed = max(words, key=len, default="")
    if len(typed) < 5:
        return None
    near = process.extractOne(
        typed, own.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.74
    )
    return Reading("confirm", own[near[0]]) if near else None
