"""Words not understood: rephrased with an example, then with ways out, then kept as they are."""

from __future__ import annotations

import pytest

from bot.effects import Answered, PersonWanted
from bot.words import LANGUAGES
from tests.bot.building import flow
from tests.bot.talking import Talk


def asking(question_type: str, **more: object) -> Talk:
    """A talk that asks one question of a type."""
    steps = [{"ask": "it", "type": question_type, **more}, {"ask": "then", "required": False}]
    return Talk(flow("chat", steps, [{"id": "end"}]))


@pytest.mark.parametrize(
    ("question_type", "part"),
    [
        ("number", "“40”"),
        ("money", "“5,000”"),
        ("timeframe", "“next month”"),
        ("date", "“15 March”"),
        ("percent", "“15 %”"),
        ("email", "name@example.com"),
        ("phone", "area code"),
        ("country", "“Poland”"),
        ("nps", "from 0 to 10"),
        ("yes_no", "a yes or a no"),
    ],
)
def test_the_first_miss_shows_an_example_of_what_fits(question_type: str, part: str) -> None:
    talk = asking(question_type).type("blue violet")
    assert talk.view.notice
    assert part in talk.view.notice
    assert talk.view.replies == ()


def test_the_second_miss_offers_to_skip_and_a_person() -> None:
    talk = asking("money").type("blue", "green")
    assert [(one.kind, one.label) for one in talk.view.replies] == [
        ("skip", "Skip"),
        ("person", "Talk to a person"),
    ]
    assert talk.view.notice
    assert "skip it" in talk.view.notice


def test_skip_leaves_a_required_question_behind_once_it_was_offered() -> None:
    talk = asking("money").type("skip")
    assert talk.asked == "it"
    talk.type("blue", "Skip")
    assert talk.effect(Answered) == Answered("it", "money", None, "Skip")
    assert talk.asked == "then"


def test_the_button_for_a_person_is_the_same_as_asking_for_one() -> None:
    talk = asking("money").type("blue", "green", "Talk to a person")
    assert talk.effect(PersonWanted) == PersonWanted()
    assert talk.asked == "it"


def test_the_third_miss_keeps_the_words_and_goes_on() -> None:
    talk = asking("money").type("blue", "green", "violet")
    assert talk.effect(Answered) == Answered("it", "money", None, "violet", unparsed=True)
    assert (talk.asked, talk.view.replies) == ("then", ())


def test_an_answer_after_misses_is_taken_and_counts_anew() -> None:
    talk = asking("number").type("blue", "green", "40")
    assert talk.effect(Answered).value == 40
    assert talk.session
    assert talk.session.misses == 0


@pytest.mark.parametrize("words", ["no idea", "skip", "rather not say", "why?", "stop", "go back"])
def test_what_is_no_answer_never_reaches_the_slot(words: str) -> None:
    talk = asking("money")
    for _ in range(4):
        if talk.asked != "it":
            break
        talk.type(words)
        assert all(one.value is None and not one.unparsed for one in talk.all_of(Answered))


def test_consent_cannot_be_skipped() -> None:
    talk = asking("consent").type("blue", "green", "violet")
    assert talk.asked == "it"
    assert [one.kind for one in talk.view.replies] == ["person"]
    assert talk.type("skip").asked == "it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_skips_with_its_own_button(language: str) -> None:
    made = flow("chat", [{"ask": "it", "type": "number"}], [{"id": "end"}], languages=LANGUAGES)
    talk = Talk(made, language=language).type("xyzzy", "qwrtz")
    skip, person = talk.view.replies
    assert Talk(made, session=talk.session).type(person.label).all_of(PersonWanted)
    assert talk.type(skip.label).outcome == "end"
