"""Countries by name in any of our languages, or by code."""

from functools import cache

from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance, fold
from bot.understanding.vocabulary import LANGUAGES

_ALSO_KNOWN_AS = {
    "GB": (
        "uk, england, scotland, wales, britain, great britain, ingiltere, anglia, "
        "anglii, england., grossbritannien, inglaterra, angleterre, wielkiej brytanii"
    ),
    "US": (
        "usa, america, the states, united states of america, us, amerika, abd, stany, "
        "usa., estados unidos, eeuu, ee uu, etats unis, stanach"
    ),
    "NL": "holland, hollanda, holandia, holanda, hollande",
    "CZ": "czech republic, cek cumhuriyeti, czechy, republique tcheque, czechach",
    "AE": "uae, bae, vae",
    "KR": "korea",
    "TR": "turkey, turcji, turkei, turkiye",
    "DE": "almanyali, niemczech, niemiec",
    "PL": "polsce, polski",
    "IT": "wloszech",
    "FR": "francji",
    "HU": "wegrzech",
    "ES": "hiszpanii",
}
_ALSO = {name: code for code, names in _ALSO_KNOWN_AS.items() for name in names.split(", ")}
_LONGEST_NAME = 5
_ENDING = 5


@cache
def _names(language: str) -> dict[str, str]:
    """Folded names to alpha-2 codes."""
    from babel import Locale

    return {
        _folded(name): code
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2
        and code.isalpha()
        and code not in ("EU", "UN", "ZZ", "XA", "XB", "EZ", "QO")
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
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extractOne(
        typed, own.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.74
    )
    return Reading("confirm", own[near[0]]) if near else None
