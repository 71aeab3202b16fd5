"""The shipped answers in German, Spanish and French, by questions in other words.

The lists are shorter than those of the first three languages, and written by the hand that wrote
the answers: they show that the way there works, not how strangers ask.
"""

from __future__ import annotations

import pytest

from bot.answers import book_of
from tests.answers.paraphrases import HALVES, NONE, Half, measure, questions, shipped

LANGUAGES = ("de", "es", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_questions_in_other_words_find_their_answer(language: str, half: Half) -> None:
    found = measure(language, half)
    assert found.right >= 0.85, found
    assert found.wrong <= 0.05, found
    assert found.taken <= 0.25, found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_written_and_asked_for_in_the_language(language: str) -> None:
    asked = [*questions(language, "development"), *questions(language, "held_out")]
    for entry in shipped().entries:
        assert len(entry.questions[language]) >= 5, entry.id
        assert language in entry.text.by_language, entry.id
        assert sum(one.right == entry.id for one in asked) >= 4, entry.id
    known = {text.casefold() for one in shipped().entries for text in one.questions[language]}
    assert not [one for one in asked if one.text.casefold() in known and one.right != NONE]


@pytest.mark.parametrize(
    ("text", "language", "id_"),
    [
        ("Gibt es eine kostenlose Testphase?", "de", "trial"),
        ("gibt es eine kostenlose testphase", "de", "trial"),
        ("Koennen Sie meine Daten loeschen?", "de", "erase_data"),
        ("¿hablas aleman o polaco?", "es", "languages"),
        ("combien ca coute", "fr", "prices"),
    ],
)
def test_spelling_makes_no_difference(text: str, language: str, id_: str) -> None:
    found = book_of(shipped()).find(text, language)
    assert found is not None
    assert (found.answer.id, found.language) == (id_, language)
