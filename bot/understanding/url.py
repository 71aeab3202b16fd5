"""Web addresses, with or without their scheme."""

import re

from bot.understanding.email import spoken_signs
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance

_URL = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})"
    r"(?P<port>:\d{2,5})?(?P<rest>[/?#][^\s\"'<>]*)?",
    re.IGNORECASE,
)


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The address with its scheme (https where none was typed) and its host in lower case."""
    text = utterance.text
    match = _find(text) or _find(spoken_signs(text, language).replace(" .", "."))
    if match is None:
        return None
    scheme = (match["scheme"] or "https").lower()
    rest = (match["rest"] or "").rstrip(".,;!?)")
    return Reading("answer", f"{scheme}://{match['host'].lower()}{match['port'] or ''}{rest}")


def _find(text: str) -> re.Match[str] | None:
    for match in _URL.finditer(text):
        if match.start() == 0 or text[match.start() - 1] != "@":
            return match
    return None
