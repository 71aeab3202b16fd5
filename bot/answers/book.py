"""All answers of a site in all their languages, made once for each answers.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.answers.index import Index, Match
from bot.model import Answers, KnownAnswer

#: Versions of answers.yml kept ready: conversations go on with the one they began with.
_MOST_BOOKS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was asked, and the language it was asked in."""

    answer: KnownAnswer
    language: str
    match: Match


class Book:
    """The answers by language."""

    def __init__(self, answers: Answers) -> None:
        self._answers = {entry.id: entry for entry in answers.entries}
        languages = dict.fromkeys(
            language for entry in answers.entries for language in entry.questions
        )
        self.indexes = {
            language: Index(
                {entry.id: entry.questions.get(language, ()) for entry in answers.entries}, language
            )
            for language in languages
        }

    def answer(self, id_: str) -> KnownAnswer | None:
        """An answer by its id."""
        return self._answers.get(id_)

    def find(self, text: str, language: str) -> Found | None:
        """The answer to a question, None where none is sure enough.

        The visitor's language is searched first, then the others: people ask in the one they
        think in.
        """
        for code, index in self._from(language):
            match = index.search(text)
            if match is not None and match.sure:
                return Found(self._answers[match.id], code, match)
        return None

    def _from(self, language: str) -> list[tuple[str, Index]]:
        first = (language, language.split("-")[0])
        return sorted(self.indexes.items(), key=lambda one: one[0] not in first)


@lru_cache(maxsize=_MOST_BOOKS)
def book_of(answers: Answers) -> Book:
    """The book of an answers.yml, the same for all flows that share the file."""
    return Book(answers)
