"""A typed text made comparable: folded words, number literals and symbols, each with its place.

Folding takes away case (Turkish dots included), diacritics and elongation ("yeees"), so that
tables need one spelling a word. The raw text stays beside it for names and addresses.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.understanding.request import LONGEST_TEXT

_MOST_TOKENS = 100  # 500 characters of ordinary words; more is noise
_LAST_TEXTS = 16
WORD, NUMBER, SYMBOL = "word", "number", "symbol"

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"})
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
        **dict.fromkeys("’‘ʼ`´′＇", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "⁄": "/",
    }
)
_HALF = re.compile(r"(\d?)\s?½")
_BARE_POINT = re.compile(r"(?<![\w.,])\.(?=\d)")  # ".5"
_ELONGATED = re.compile(r"([^\W\d])\1{2,}")
_TOKEN = re.compile(
    r"""(?P<number>\d{1,3}(?:[ ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,'_]\d+)*)
    |(?P<word>(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])|[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<symbol>[^\s\w"'*_()\[\]{}])""",
    re.VERBOSE,
)
_ELISIONS = frozenset("d l c j m n s t qu jusqu lorsqu puisqu".split())
_GLUED_SCALE = re.compile(
    r"(k|m|mln|mio|tys|bin|mil|tsd|t)(tl|eur|euros?|usd|zl|pln|gbp|chf|try|chf|pm|pa|pcm)[a-z]{0,4}"
)


class Token(NamedTuple):
    """A word (folded), a number literal or a symbol. `glued`: no space before it."""

    kind: str
    text: str
    start: int
    end: int
    glued: bool


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word that was said, folded; the words of late are remembered."""
    return fold_once(word)


def fold_once(word: str) -> str:
    """`word` in lower case without diacritics, Turkish dots or letters repeated three times."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _ELONGATED.sub(r"\1", plain.translate(_LETTERS))


def clean(text: str) -> str:
    """The first 500 characters of `text` in composed Unicode, spaces, dashes and quotes plain."""
    halves = _HALF.sub(lambda found: f"{found[1] or '0'}.5", text[:LONGEST_TEXT])
    composed = unicodedata.normalize("NFKC", halves).translate(_PUNCTUATION)[:LONGEST_TEXT]
    visible = "".join(
        letter if unicodedata.category(letter)[0] != "C" else " " if letter.isspace() else ""
        for letter in composed
    )
    return _BARE_POINT.sub("0.", " ".join(visible.split()))


def _words(match: re.Match[str], glued: bool, after_number: bool) -> list[Token]:
    raw, start, end = match[0], match.start(), match.end()
    if "." in raw:
        return [Token(WORD, fold(raw.replace(".", "")), start, end, glued)]
    head, apostrophe, tail = raw.partition("'")
    if apostrophe and fold(head) in _ELISIONS and tail:
        middle = start + len(head)
        return [
            Token(WORD, fold(head), start, middle, glued),
            Token(WORD, fold(tail.replace("'", "")), middle + 1, end, False),
        ]
    word = fold(raw.replace("'", ""))
    if after_number and glued and (parts := _GLUED_SCALE.fullmatch(word)):
        middle = start + len(parts[1])
        return [
            Token(WORD, parts[1], start, middle, True),
            Token(WORD, word[len(parts[1]) :], middle, end, True),
        ]
    return [Token(WORD, word, start, end, glued)]


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        previous = tokens[-1] if tokens else None
        glued = previous is not None and previous.end == match.start()
        if match["word"] is not None:
            after_number = previous is not None and previous.kind == NUMBER
            tokens.extend(_words(match, glued, after_number))
            continue
        kind = NUMBER if match["number"] is not None else SYMBOL
        if match[0] == "." and _is_abbreviation(text, match.end(), glued):
            continue
        tokens.append(Token(kind, match[0], match.start(), match.end(), glued))
    return tokens


def _is_abbreviation(text: str, end: int, glued: bool) -> bool:
    """Whether a full stop ends an abbreviation or the text, not a sentence inside it."""
    rest = text[end : end + 2].lstrip()
    return glued and (not rest or rest[0] in "€$£₺%/-,+" or rest[0].islower() or rest[0].isdigit())


@dataclass(frozen=True)
class Utterance:
    """One typed text in the views that the recognisers share. Build it with `listen`."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every token's text, symbols and number literals included."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Words and number literals without the symbols between them."""
        return tuple(token.text for token in self.tokens if token.kind != SYMBOL)

    @cached_property
    def asks(self) -> bool:
        """Whether the text has a question mark."""
        return "?" in self.text


def listen(text: str) -> Utterance:
    """The utterance typed as `text`."""
    return _listened(text[:LONGEST_TEXT])


@lru_cache(maxsize=_LAST_TEXTS)
def _listened(text: str) -> Utterance:
    """Kept for the last texts only: one turn listens several times."""
    cleaned = clean(text)
    return Utterance(cleaned, tuple(_tokens(cleaned)[:_MOST_TOKENS]))
