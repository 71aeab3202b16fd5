"""Phrase tables compiled to an index that finds the longest phrase at a word.

In a table phrases stand between commas or line ends. `word*` stands for the word with any ending
of up to six letters, `word~` for the word with a Turkish grammatical ending, `..` for up to three
words between.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.utterance import fold_once

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
    values: Mapping[str, object]

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


@lru_cache(maxsize=256)
def _pattern(word: str) -> tuple[_Pattern, ...]:
    if word == "..":
        return (_Pattern(_GAP, ""),)
    mode = {"*": _STEM, "~": _INFLECTED}.get(word[-1], _EXACT)
    text = word.rstrip("*~") if mode else word
    head, apostrophe, tail = text.partition("'")
    if apostrophe and head in ("d", "l", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu"):
        return (_Pattern(_EXACT, head), _Pattern(mode, fold_once(tail)))
    return (_Pattern(mode, fold_once(text.replace("'", ""))),)


def _spellings(phrase: str) -> list[str]:
    return list(dict.fromkeys((phrase, phrase.translate(_UMLAUTS))))


class PhraseBook:
    """An index of phrases. A phrase added by several tables carries the tags of all.

    All phrases are added before the first is looked for. There are ten thousands of them: what is
    the same in many is held once.
    """

    __slots__ = ("_added", "_by_first", "_by_head", "_by_two")

    def __init__(self) -> None:
        self._added: dict[tuple[_Pattern, ...], Mapping[str, object]] | None = {}
        self._by_two: dict[tuple[str, str], tuple[_Phrase, ...]] = {}  # two exact words
        self._by_first: dict[str, tuple[_Phrase, ...]] = {}  # an exact word alone, or another next
        self._by_head: dict[str, tuple[_Phrase, ...]] = {}  # two letters of an inflected word

    def add(self, table: str, tag: str, value: object = None, umlauts: bool = False) -> None:
        """Adds every phrase of `table`; `umlauts` adds the spellings with ae, oe, ue too. Raises
        RuntimeError once phrases were looked for."""
        if self._added is None:
            raise RuntimeError("the book is in use: add its phrases before")
        only = {tag: value}
        for phrase in phrases(table):
            for spelling in _spellings(phrase) if umlauts else [phrase]:
                patterns = tuple(part for word in spelling.split() for part in _pattern(word))
                known = self._added.get(patterns)
                self._added[patterns] = {**known, **only} if known else only

    def _index(self, added: Mapping[tuple[_Pattern, ...], Mapping[str, object]]) -> None:
        tags: dict[frozenset[str], frozenset[str]] = {}
        two: dict[tuple[str, str], list[_Phrase]] = {}
        first: dict[str, list[_Phrase]] = {}
        head: dict[str, list[_Phrase]] = {}
        for patterns in sorted(added, key=lambda one: -len(one)):
            values = added[patterns]
            own = frozenset(values)
            phrase = _Phrase(patterns, tags.setdefault(own, own), values)
            begins, following = patterns[0], patterns[1] if len(patterns) > 1 else None
            if begins.mode != _EXACT:
                head.setdefault(begins.text[:2], []).append(phrase)
            elif following is not None and following.mode == _EXACT:
                two.setdefault((begins.text, following.text), []).append(phrase)
            else:
                first.setdefault(begins.text, []).append(phrase)
        self._by_two = {key: tuple(found) for key, found in two.items()}
        self._by_first = {key: tuple(found) for key, found in first.items()}
        self._by_head = {key: tuple(found) for key, found in head.items()}
        self._added = None

    def _candidates(self, word: str, following: str) -> Iterator[_Phrase]:
        """The phrases that may begin with a word; the exact before the inflected."""
        yield from self._by_two.get((word, following), ())
        yield from self._by_first.get(word, ())
        yield from self._by_head.get(word[:2], ())

    def at(self, words: Sequence[str], start: int) -> Found | None:
        """The longest phrase at `words[start]`, an exact first word before an inflected one."""
        if self._added is not None:
            self._index(self._added)
        best: Found | None = None
        following = words[start + 1] if start + 1 < len(words) else ""
        for phrase in self._candidates(words[start], following):
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


class WordBook:
    """Which words stand in tables, each by itself: what a PhraseBook knows, in little memory."""

    __slots__ = ("_by_head", "_exact")

    def __init__(self, table: Iterable[str], umlauts: bool = False) -> None:
        exact: set[str] = set()
        by_head: dict[str, list[_Pattern]] = {}
        for word in table:
            for spelling in _spellings(word) if umlauts else [word]:
                (pattern,) = _pattern(spelling)
                if pattern.mode == _EXACT:
                    exact.add(pattern.text)
                else:
                    by_head.setdefault(pattern.text[:2], []).append(pattern)
        self._exact = frozenset(exact)
        self._by_head = {head: tuple(found) for head, found in by_head.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._exact or any(
            pattern.fits(word) for pattern in self._by_head.get(word[:2], ())
        )
