"""Text in formulas, character by character, the same on the server and in any browser.

Capitals follow one fixed table (Latin, Greek, Cyrillic, Armenian; one letter for one letter), not
the language of the machine nor the Unicode version of Python or the browser.
"""

import functools
import re
from typing import Final

from bot.formula.digits import spelled
from bot.formula.values import MAX_TEXT

_CASED: Final = (
    range(0x41, 0x7B), range(0xB5, 0x250), range(0x370, 0x590), range(0x1E00, 0x1F00)
)  # fmt: skip
_BEYOND: Final = 0x2000
_SPACES: Final = re.compile("[ \t\n\v\f\r\u00a0\u2000-\u200a\u202f\u3000]+")
_NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?%?", re.IGNORECASE)


@functools.cache
def _cases() -> tuple[dict[int, int], dict[int, int]]:
    small: dict[int, int] = {}
    large: dict[int, int] = {}
    for code in (code for block in _CASED for code in block):
        for table, letter in ((small, chr(code).lower()), (large, chr(code).upper())):
            if len(letter) == 1 and ord(letter) < _BEYOND:
                table[code] = ord(letter)
    small[0x130] = 0x69  # the dotted capital I would become two characters
    return small, large


def lower(text: str) -> str:
    """Small letters."""
    return text.lower() if text.isascii() else text.translate(_cases()[0])


def upper(text: str) -> str:
    """Capital letters."""
    return text.upper() if text.isascii() else text.translate(_cases()[1])


def trimmed(text: str) -> str:
    """Without spaces at the ends, with single ones between words."""
    return _SPACES.sub(" ", text).strip(" ")


def contains(text: str, part: str) -> bool:
    """Whether the part occurs, capitals or not."""
    return lower(part) in lower(text)


def starts(text: str, part: str) -> bool:
    """Whether the text begins with the part, capitals or not."""
    return lower(text).startswith(lower(part))


def ends(text: str, part: str) -> bool:
    """Whether the text ends with the part, capitals or not."""
    return lower(text).endswith(lower(part))


def exact(left: str, right: str) -> bool:
    """Whether both are the same with their capitals."""
    return left == right


def left(text: str, count: float = 1.0) -> str | None:
    """The first characters."""
    return text[: int(count)] if count >= 0 else None


def right(text: str, count: float = 1.0) -> str | None:
    """The last characters."""
    return text[max(len(text) - int(count), 0) :] if count >= 0 else None


def middle(text: str, start: float, count: float) -> str | None:
    """Characters from the start-th on, the first being 1."""
    if start < 1 or count < 0:
        return None
    return text[int(start) - 1 : int(start) - 1 + int(count)]


def joined(*parts: str | float) -> str | None:
    """All parts as one text, numbers spelled out; unknown when too long."""
    text = "".join(part if isinstance(part, str) else spelled(part) for part in parts)
    return text if len(text) <= MAX_TEXT else None


def number_in(value: str | float) -> float | None:
    """The number a text spells, like `12`, `-3.5`, `1e3` or `35%`; unknown for anything else."""
    if isinstance(value, float):
        return value
    word = trimmed(value)
    if not _NUMBER.fullmatch(word):
        return None
    return float(word[:-1]) / 100.0 if word.endswith("%") else float(word)
