"""All answers of a site in all their languages, made once for each answers.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.index import Index, Match
from bot.answers.languages import question_words
from bot.answers.terms import strong_stems
from bot.model import Answers, KnownAnswer

#: Versions of answers.yml kept ready: conversations go on with the one they began with.
_MOST_BOOKS = 8

#: With fewer words that carry something ("huh?", "what for?") nothing else can be meant.
_FEWEST_STRONG = 2

#: "Do you sell umbrellas?" is asked like "Do you need my name?" but names what no one spoke of.
_LEAST_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was asked, and the language it was asked in."""

    answer: KnownAnswer
    language: str
    match: Match


#: Stand among the ids for questions about the flow's own question and for what is asked of any
#: chat; no author's id has a space.
_ABOUT_ASKING = "about asking"
_ELSEWHERE = "elsewhere "


class Book:
    """The answers by language."""

    def __init__(self, answers: Answers) -> None:
        self._answers = {entry.id: entry for entry in answers.entries}
        self._indexes: dict[str, Index] = {}
        self.languages = tuple(
            dict.fromkeys(language for entry in answers.entries for language in entry.questions)
        )

    def index(self, language: str) -> Index:
        """The index of one of `languages`, made when it is first asked for."""
        found = self._indexes.get(language)
        if found is None:
            written = {one.id: one.questions.get(language, ()) for one in self._answers.values()}
            found = self._indexes[language] = index_of(written, language)
        return found

    def alike(self, language: str, least: float) -> list[tuple[str, str]]:
        """Pairs of answers whose questions are as near as `least` on average; see `Index.alike`."""
        pairs = self.index(language).alike(least)
        return [pair for pair in pairs if self._answers.keys() >= {*pair}]

    def answer(self, id_: str) -> KnownAnswer | None:
        """An answer by its id."""
        return self._answers.get(id_)

    def find(self, text: str, language: str) -> Found | None:
        """The answer to a question, None where none is sure enough.

        The visitor's language is searched first, then the others: people ask in the one they
        think in.
        """
        for code in self._from(language):
            match = self.index(code).search(text)
            if match is None or not match.sure:
                continue
            if match.id in self._answers:
                return Found(self._answers[match.id], code, match)
            if match.id.startswith(_ELSEWHERE):
                return None
        return None

    def is_about_asking(self, text: str, language: str) -> bool:
        """Whether a question is one about the question asked: "why?", "what do you mean?"."""
        if len(strong_stems(text, language)) < _FEWEST_STRONG:
            return True
        code = next(iter(self._from(language)), None)
        match = self.index(code).search(text) if code is not None else None
        return (
            match is not None
            and match.id == _ABOUT_ASKING
            and match.sure
            and match.known >= _LEAST_KNOWN
        )

    def _from(self, language: str) -> list[str]:
        first = (language, language.split("-")[0])
        return sorted(self.languages, key=lambda code: code not in first)


def index_of(written: Mapping[str, Sequence[str]], language: str) -> Index:
    """The index of an author's questions by answer. Beside them stands what is asked about the
    flow's own question and what is asked of any chat: a question that is more like one of those
    gets no answer of the author's."""
    words = question_words(language)
    if words is None:
        return Index(written, language)
    topics = words.elsewhere.split("\n\n")
    elsewhere = {f"{_ELSEWHERE}{at}": _lines(topic) for at, topic in enumerate(topics)}
    return Index({**written, _ABOUT_ASKING: _lines(words.about_asking)}, language, elsewhere)


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


@lru_cache(maxsize=_MOST_BOOKS)
def book_of(answers: Answers) -> Book:
    """The book of an answers.yml, the same for all flows that share the file."""
    return Book(answers)
