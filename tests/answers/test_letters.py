"""What the letters of a question tell beside its words."""

from __future__ import annotations

from bot.answers import Index
from bot.answers.letters import Letters


def _letters(*questions: tuple[int, str]) -> Letters:
    return Letters(questions, 1 + max(place for place, _ in questions))


def test_a_question_is_nearest_to_the_answer_it_is_written_under() -> None:
    letters = _letters((0, "when are you open"), (1, "what does it cost"))
    first, second = letters.scores("When are you open?")
    assert abs(first - 1.0) < 1e-9
    assert second < 0.2


def test_what_shares_no_letters_scores_nothing() -> None:
    assert _letters((0, "when are you open"), (1, "what does it cost")).scores("zzz") == [0.0, 0.0]
    assert _letters((0, "when are you open"), (1, "what does it cost")).scores("") == [0.0, 0.0]


def test_letters_find_words_that_are_joined_cut_or_misspelt() -> None:
    letters = _letters((0, "opening hours"), (1, "price list"))
    for text in ("openinghours", "openin hrs", "opning hours"):
        right, wrong = letters.scores(text)
        assert right > wrong, text


def test_an_answer_of_many_questions_is_not_nearer_for_their_number() -> None:
    few = _letters((0, "opening hours"), (1, "price list"))
    many = _letters(*[(0, "opening hours")] * 5, (1, "price list"))
    assert few.scores("opening hours") == many.scores("opening hours")


def test_small_words_tell_questions_apart_that_are_about_the_same() -> None:
    index = Index(
        {
            "mine": ["did you get my order", "have you got my order", "is my order with you"],
            "theirs": ["how do i order", "how can i order", "where do i order"],
        },
        "en",
    )
    match = index.search("how would i order")
    assert match is not None
    assert (match.id, match.sure) == ("theirs", True)
