"""Phrase tables compiled to an index that finds the longest phrase at a word.

In a table phrases stand between commas or line ends. `word*` stands for the word with any ending
of up to six letters, `word~` for the word with a Turkish grammatical ending, `..` for up to three
words between.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.understanding.utterance import fold

_EXACT, _STEM, _INFLECTED, _GAP = range(4)
_LONGEST_ENDING = 6
_LONGEST_GAP = 3
_ENDING = re.compile(
    r"(?:lik|luk|lig|lug)?(?:l[ae]r)?(?:imiz|umuz|iniz|unuz|im|um|in|un|si|su|i|u)?[nysg]?"
    r"(?:d[ae]n?|t[ae]n?|[ae]|i|u|in|un|l[ae]|c[ae]|li|lu|ligi|lugu)?(?:ki|kiler)?"
    r"(?:n?d[ae]n?|n?[ae])?(?:y[iu]z|y[iu]m|d[iu]r|t[iu]r|[iu]z|[iu]m)?"
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class Found(NamedTuple):
    """A phrase found in a row of words: `words[start:end]` and what the tables say of it.

    `tags` are the tables it stands in, `values` what each table gives for it (None for a plain
    list), `value` the last of them.
    """

    start: int
    end: int
    tags: frozenset[str]
    values: Mapping[str, object]

    @property
    def value(self) -> object:
        """The value of the table that was added last."""
        return next((one for one in reversed(list(self.values.values())) if one is not None), None)


class _Pattern(NamedTuple):
    mode: int
    text: str

    def fits(self, word: str) -> bool:
        if self.mode == _EXACT:
            return word == self.text
        if not word.startswith(self.text):
            return False
        if self.mode == _STEM:
            return len(word) - len(self.text) <= _LONGEST_ENDING
        return _ENDING.fullmatch(word, len(self.text)) is not None


class _Phrase(NamedTuple):
    patterns: tuple[_Pattern, ...]
    tags: frozenset[str]
    values: dict[str, object]

    def length_at(self, words: Sequence[str], start: int) -> int:
        """How many words from `start` the phrase takes; 0 when it does not stand there."""
        return _fit(self.patterns, 0, words, start) - start


def _fit(patterns: tuple[_Pattern, ...], at: int, words: Sequence[str], place: int) -> int:
    for index in range(at, len(patterns)):
        pattern = patterns[index]
        if pattern.mode == _GAP:
            for skipped in range(_LONGEST_GAP + 1):
                end = _fit(patterns, index + 1, words, place + skipped)
                if end:
                    return end
            return 0
        if place >= len(words) or not pattern.fits(words[place]):
            return 0
        place += 1
    return place


def phrases(table: str) -> list[str]:
    """The phrases of a table: parts between commas and line ends."""
    return [part.strip() for part in re.split(r"[,\n]", table) if part.strip()]


def _pattern(word: str) -> list[_Pattern]:
    if word == "..":
        return [_Pattern(_GAP, "")]
    mode = {"*": _STEM, "~": _INFLECTED}.get(word[-1], _EXACT)
    text = word.rstrip("*~") if mode else word
    head, apostrophe, tail = text.partition("'")
    if apostrophe and head in ("d", "l", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu"):
        return [_Pattern(_EXACT, head), _Pattern(mode, fold(tail))]
    return [_Pattern(mode, fold(text.replace("'", "")))]


def _spellings(phrase: str) -> list[str]:
    return list(dict.fromkeys((phrase, phrase.translate(_UMLAUTS))))


class _Branch:
    """The phrases that begin with one word, by their second word where that is exact."""

    def __init__(self) -> None:
        self._by_second: dict[str, list[_Phrase]] = {}
        self._others: list[_Phrase] = []

    def add(self, phrase: _Phrase) -> None:
        second = phrase.patterns[1] if len(phrase.patterns) > 1 else None
        if second is not None and second.mode == _EXACT:
            self._by_second.setdefault(second.text, []).append(phrase)
        else:
            self._others.append(phrase)

    def candidates(self, following: str) -> list[_Phrase]:
        """The phrases that may stand before the word `following`."""
        return self._by_second.get(following, []) + self._others


class PhraseBook:
    """An index of phrases. A phrase added by several tables carries the tags of all."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[_Pattern, ...], _Phrase] = {}
        self._exact: dict[str, _Branch] | None = None
        self._by_head: dict[str, list[_Phrase]] = {}

    def add(self, table: str, tag: str, value: object = None, umlauts: bool = False) -> None:
        """Adds every phrase of `table`; `umlauts` adds the spellings with ae, oe, ue too."""
        for phrase in phrases(table):
            for spelling in _spellings(phrase) if umlauts else [phrase]:
                patterns = tuple(part for word in spelling.split() for part in _pattern(word))
                known = self._phrases.get(patterns)
                values = {**(known.values if known else {}), tag: value}
                self._phrases[patterns] = _Phrase(patterns, frozenset(values), values)
        self._exact = None

    def _index(self) -> dict[str, "_Branch"]:
        exact: dict[str, _Branch] = {}
        self._by_head = {}
        for phrase in sorted(self._phrases.values(), key=lambda one: -len(one.patterns)):
            first = phrase.patterns[0]
            if first.mode == _EXACT:
                exact.setdefault(first.text, _Branch()).add(phrase)
            else:
                self._by_head.setdefault(first.text[:2], []).append(phrase)
        self._exact = exact
        return exact

    def at(self, words: Sequence[str], start: int) -> Found | None:
        """The longest phrase at `words[start]`, an exact first word before an inflected one."""
        exact = self._exact if self._exact is not None else self._index()
        best: Found | None = None
        word = words[start]
        branch = exact.get(word)
        following = words[start + 1] if start + 1 < len(words) else ""
        for phrase in branch.candidates(following) if branch else ():
            length = phrase.length_at(words, start)
            if length > 0 and (best is None or length > best.end - start):
                best = Found(start, start + length, phrase.tags, phrase.values)
        for phrase in self._by_head.get(word[:2], ()):
            length = phrase.length_at(words, start)
            if length > 0 and (best is None or length > best.end - start):
                best = Found(start, start + length, phrase.tags, phrase.values)
        return best

    def find(self, words: Sequence[str]) -> list[Found]:
        """The longest phrases from left to right, none overlapping."""
        found: list[Found] = []
        place = 0
        while place < len(words):
            match = self.at(words, place)
            if match is None:
                place += 1
            else:
                found.append(match)
                place = match.end
        return found

    def knows(self, word: str) -> bool:
        """Whether some phrase begins with `word`."""
        return self.at((word,), 0) is not None
