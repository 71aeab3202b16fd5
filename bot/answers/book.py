"""All answers of a site in all their languages, made once for each answers.yml."""

from __future__ import annotations

from collections.abc import Sequence
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

#: The least likeness of a question about the question.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was asked, and the language it was asked in."""

    answer: KnownAnswer
    language: str
    match: Match


#: Stands among the ids for questions about the flow's own question; no author's id has a space.
_ABOUT_ASKING = "about asking"


class Book:
    """The answers by language."""

    def __init__(self, answers: Answers) -> None:
        self._answers = {entry.id: entry for entry in answers.entries}
        languages = dict.fromkeys(
            language for entry in answers.entries for language in entry.questions
        )
        self.indexes = {
            language: Index(_variants(answers, language), language) for language in languages
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
            if match is not None and match.sure and match.id in self._answers:
                return Found(self._answers[match.id], code, match)
        return None

    def nearest(self, text: str, language: str) -> str | None:
        """The id of what the text is most like in its language, None where that is little."""
        index = next((index for _, index in self._from(language)), None)
        match = index.search(text) if index is not None else None
        return match.id if match is not None and match.score >= _NEAR else None

    def _from(self, language: str) -> list[tuple[str, Index]]:
        first = (language, language.split("-")[0])
        return sorted(self.indexes.items(), key=lambda one: one[0] not in first)


def _variants(answers: Answers, language: str) -> dict[str, Sequence[str]]:
    words = question_words(language)
    about = [line.strip() for line in words.about_asking.strip().splitlines()] if words else []
    found: dict[str, Sequence[str]] = {
        entry.id: entry.questions.get(language, ()) for entry in answers.entries
    }
    return found | {_ABOUT_ASKING: about}


def is_about_asking(book: Book, text: str, language: str) -> bool:
    """Whether a question is one about the question asked: "why?", "what do you mean?"."""
    strong = strong_stems(text, language)
    return len(strong) < _FEWEST_STRONG or book.nearest(text, language) == _ABOUT_ASKING


@lru_cache(maxsize=_MOST_BOOKS)
def book_of(answers: Answers) -> Book:
    """The book of an answers.yml, the same for all flows that share the file."""
    return Book(answers)
