"""E-mail addresses as people type and spell them, mended and normalised."""

import re
from functools import cache

from bot.understanding.phrases import phrases
from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.utterance import Utterance, fold
from bot.understanding.vocabulary import vocabulary

_ADDRESS = re.compile(r"[^\s@<>()\[\]\"',;:!?]{1,64}@[^\s@<>()\[\]\"',;:!?/]{1,190}")
_MANY_AT = re.compile(r"@{2,}")
_SPACED_AT = re.compile(r"\s*[(\[{<]?\s*@\s*[)\]}>]?\s*")
_SPACED_DOT = re.compile(r"\s*\.\s*(?=[^\W\d_]{2,})|(?<=\w)\s+\.(?=\w)")
_COMMA_DOT = re.compile(r"(@[\w-]+),\s?(?=\w)")
_END = re.compile(r"[.\-_]+$")
_LOST_DOT = re.compile(
    r"@([\w-]+)\s+(com|net|org|de|pl|fr|es|tr|eu|io|co|info|biz)\b", re.IGNORECASE
)
_CHARACTERS = {"at": "@", "dot": ".", "dash": "-", "underscore": "_"}
_PROVIDERS = {
    "gmail": ("com",), "googlemail": ("com",), "icloud": ("com",), "protonmail": ("com", "ch"),
    "yahoo": (), "hotmail": (), "outlook": (), "yandex": (),
}  # fmt: skip
_REAL = frozenset(
    """mail email ymail gmx gmail googlemail icloud protonmail yahoo hotmail outlook yandex
    rocketmail fastmail hotmai1 webmail zmail tmail kmail imail cloud inlook""".split()
)
_NO_DOMAINS = frozenset(
    "con cmo ocm comm cim vom xom cpm coom con com1 ckm dom cok cpm comn".split()
)
_CUT_SHORT = frozenset("co cm om c con cmo comm ocm net".split())
_INTRODUCTION = frozenset(
    """is mail email e-mail address adresim adres adresse adress maili mailim postam eposta
    e-posta to jest moj mój mein meine lautet ist es mi correo electronico electrónico est mon
    courriel the my use it's its at adresi write you can reach me on under unter adresa here
    sure please ok yes hi hello bana yaz yazin pod na a en la el le und and y et ve i w to mam
    mailem e-postam epostam e-mailim emailim e-postamız mailimiz c'est escribeme voici hier aqui
    actually wait sorry pardon aslında jednak eigentlich doch realidad mejor fait plutôt""".split()
)


@cache
def _signs(language: str) -> re.Pattern[str]:
    """The spoken signs of a language and of English as one pattern."""
    forms = sorted(_sign_words(language), key=len, reverse=True)
    words = "|".join(re.escape(form) for form in forms)
    return re.compile(
        rf"(?:\s+|\s*[(\[{{<*_-]\s*)({words})(?:\s+|\s*[)\]}}>*_-]\s*)", re.IGNORECASE
    )


@cache
def _sign_words(language: str) -> dict[str, str]:
    """The spoken signs in lower case, each with its character."""
    return {
        form.lower(): character
        for code in dict.fromkeys(("en", language))
        for sign, character in _CHARACTERS.items()
        for form in phrases(getattr(vocabulary(code).people, sign))
    }


def spoken_signs(text: str, language: str) -> str:
    """`text` with "at", "dot" and the like written as signs, where an address is spelt."""

    def sign(match: re.Match[str]) -> str:
        return signs[match[1].lower()]

    pattern, signs = _signs(language), _sign_words(language)
    once = pattern.sub(sign, text)
    return pattern.sub(sign, once) if once != text else once


def spells_address(text: str, language: str) -> bool:
    """Whether a text without @ spells an address: "ada (at) acme dot com"; "we work at acme.com"
    does not."""
    found = list(_signs(language).finditer(text))
    signs = _sign_words(language)
    spelt = {signs[one[1].lower()] for one in found}
    bracketed = any(signs[one[1].lower()] == "@" and one[0].strip()[0] in "([{<" for one in found)
    return {"@", "."} <= spelt or bracketed


def _mended(text: str, language: str) -> str:
    if "@" not in text or _spelt_dot(text, language):
        text = _last_at(spoken_signs(text, language))
    text = _MANY_AT.sub("@", _SPACED_AT.sub("@", text))
    text = _COMMA_DOT.sub(r"\1.", text)
    head, at, tail = text.rpartition("@")
    tail = _SPACED_DOT.sub(".", tail) if at else tail
    head = re.sub(r"(?<=\w)\s+\.\s*(?=\w)|(?<=\w)\.\s+(?=[\w.]+$)", ".", head)
    return _LOST_DOT.sub(r"@\1.\2", head + at + tail)


def _spelt_dot(text: str, language: str) -> bool:
    return "." not in text.rpartition("@")[2] and bool(_signs(language).search(text))


def _last_at(text: str) -> str:
    """Only the last "at" is the sign: "reach me at john at acme.com"."""
    head, at, tail = text.rpartition("@")
    return head.replace("@", " ") + at + tail


def _candidate(text: str) -> tuple[str, bool] | None:
    """The address in a mended text, and whether it stands as it was."""
    matches = list(_ADDRESS.finditer(text))
    if not matches:
        return None
    match = matches[-1]
    address = _END.sub("", match[0]).removeprefix("mailto:")
    before = [word for word in text[: match.start()].split() if word.strip("<>()[]:,;-")]
    local = address.partition("@")[0]
    if text[: match.start()].endswith("<"):  # "Jane <jane@acme.example>"
        return address, True
    if 0 < len(before) <= 2 and not any(_introduces(word) for word in before):
        return "".join(before) + address if len(local) > 1 else address, False
    return address, True


def _introduces(word: str) -> bool:
    plain = word.strip(".,:;!-").lower()
    return plain in _INTRODUCTION or fold(plain) in _INTRODUCTION or word[-1] in ".,:;!-"


def _provider_mended(domain: str) -> str | None:
    """The domain that was meant when `domain` is a well-known provider mistyped."""
    name, _, ending = domain.lower().partition(".")
    if name in _PROVIDERS:
        endings = _PROVIDERS[name]
        if endings and ending not in endings and (ending in _CUT_SHORT or len(ending) < 4):
            return f"{name}.{endings[0]}"
        return f"{name}.com" if ending in _NO_DOMAINS | {""} else None
    if not ending or ending in _NO_DOMAINS:
        whole = name.removesuffix("com") if not ending else name
        meant = _nearest(whole) or (whole if whole in _PROVIDERS else None)
        if meant:
            return f"{meant}.com"
        return f"{name}.com" if ending else None
    meant = None if name in _REAL else _nearest(name)
    common = ending in ("com", "co", "cm") or (meant in ("yahoo", "hotmail") and len(ending) <= 6)
    return f"{meant}.{'com' if ending in ('co', 'cm') else ending}" if meant and common else None


def _nearest(name: str) -> str | None:
    from rapidfuzz.distance import OSA

    for provider in _PROVIDERS:
        if len(name) > 3 and OSA.distance(name, provider, score_cutoff=1) == 1:
            return provider
    return None


def _normalised(address: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except (EmailNotValidError, UnicodeError):
        return None


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The address, normalised; `confirm` with the likely one when a known domain is mistyped."""
    found = _candidate(_mended(utterance.text, language))
    if found is None:
        return None
    address, certain = found
    local, _, domain = address.rpartition("@")
    outcome: Outcome = "answer" if certain else "confirm"
    meant = _provider_mended(domain)
    if meant is not None:
        address, outcome = f"{local}@{meant}", "confirm"
    normal = _normalised(address)
    return Reading(outcome, normal) if normal else None
