"""Tables of words and phrases, as data."""

from __future__ import annotations

import pytest

from bot.understanding.phrases import PhraseBook, WordBook


def test_the_longest_phrase_is_found_and_carries_the_tags_of_all_its_tables() -> None:
    book = PhraseBook()
    book.add("next, next week, next week or so", "when", 1)
    book.add("next week", "week", 2)
    found = book.at("next week then".split(), 0)
    assert found is not None
    assert (found.start, found.end) == (0, 2)
    assert found.tags == {"when", "week"}
    assert dict(found.values) == {"when": 1, "week": 2}


def test_an_exact_word_goes_before_an_ending() -> None:
    book = PhraseBook()
    book.add("month*", "inflected")
    book.add("monthly", "exact")
    assert book.at(("monthly",), 0) == (0, 1, {"exact"}, {"exact": None})
    assert book.at(("months",), 0) == (0, 1, {"inflected"}, {"inflected": None})


def test_phrases_are_added_before_they_are_looked_for() -> None:
    book = PhraseBook()
    book.add("now", "when")
    assert book.knows("now")
    with pytest.raises(RuntimeError, match="add its phrases before"):
        book.add("later", "when")


@pytest.mark.parametrize("word", ["buro", "buero", "monate", "monaten"])
def test_words_are_known_in_their_spellings_and_endings(word: str) -> None:
    assert word in WordBook(["büro", "monat*"], umlauts=True)


@pytest.mark.parametrize("word", ["bueros", "mon", "monatelangere"])
def test_other_words_are_not(word: str) -> None:
    assert word not in WordBook(["büro", "monat*"], umlauts=True)
