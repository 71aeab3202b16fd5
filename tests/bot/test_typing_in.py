"""Answers typed in words: taken, said back, or asked again with a word about why."""

from __future__ import annotations

import dataclasses

import pytest

from bot.effects import Answered, PersonWanted
from bot.errors import WrongQuestion
from tests.bot.building import flow
from tests.bot.talking import Talk

ASKS = flow(
    "chat",
    [
        {
            "ask": "need",
            "type": "choice",
            "options": [
                {"value": "v", "label": "Too few leads"},
                {"value": "q", "label": "Bad quality", "also": ["wrong people"]},
            ],
        },
        {
            "ask": "budget",
            "type": "money",
            "currency": "EUR",
            "why": "It saves you a call, {need}.",
            "check": [{"if": "budget > 9000", "say": "So much?"}],
        },
        {"ask": "size", "type": "number", "required": False},
        {"ask": "email", "type": "email"},
    ],
    [{"id": "end"}],
)


def test_words_are_taken_as_the_answer_they_mean() -> None:
    talk = Talk(ASKS).type("wrong people")
    assert talk.effect(Answered) == Answered("need", "choice", "q", "wrong people")
    talk.type("around 3k a month")
    assert talk.effect(Answered).value == {
        "low": 3000,
        "high": 3000,
        "currency": "EUR",
        "period": "month",
    }
    assert talk.view.transcript[-1].text == "around 3k a month"


def test_words_not_understood_are_asked_again_and_kept_the_third_time() -> None:
    talk = Talk(ASKS).type("blue")
    assert (
        talk.view.notice
        == "Sorry, I did not get that. You can choose from: Too few leads, Bad quality."
    )
    assert (talk.asked, talk.view.turn) == ("need", 2)
    talk.type("green").type("violet")
    assert talk.effect(Answered) == Answered("need", "choice", None, "violet", unparsed=True)
    assert talk.view.notice == "I have noted it as you wrote it."
    assert talk.view.transcript[-1].text == "violet"
    assert talk.asked == "budget"
    assert talk.view.values["need"] is None


def test_a_refusal_by_a_check_is_a_notice() -> None:
    talk = Talk(ASKS).answer(need="q").type("20000")
    assert (talk.asked, talk.view.notice, talk.view.turn) == ("budget", "So much?", 3)
    assert not talk.all_of(Answered)
    assert talk.type("200").asked == "size"


def test_why_do_you_ask_is_answered_in_the_authors_words() -> None:
    talk = Talk(ASKS).answer(need="q").type("why do you ask?")
    assert (talk.asked, talk.view.notice) == ("budget", "It saves you a call, Bad quality.")
    assert talk.view.asked_back == "why do you ask?"  # it stands in the talk, not in the box
    assert talk.type("200").view.asked_back is None


def test_unsure_is_unknown_at_the_second_time() -> None:
    talk = Talk(ASKS).answer(need="q").type("no idea")
    assert talk.view.notice
    assert "rough answer" in talk.view.notice
    talk.type("I don't know")
    assert talk.effect(Answered).value is None
    assert talk.asked == "size"


def test_an_optional_question_is_skipped_in_words() -> None:
    talk = Talk(ASKS).answer(need="q", budget=5)
    assert Talk(ASKS, session=talk.session).type("skip").asked == "email"
    assert Talk(ASKS, session=talk.session).type("").asked == "email"
    assert Talk(ASKS, session=talk.session).type("not sure").asked == "email"


def test_a_required_question_is_not_skipped_in_words() -> None:
    talk = Talk(ASKS).type("skip")
    assert (talk.asked, talk.view.notice) == ("need", "Please answer this question.")


@pytest.mark.parametrize(
    ("words", "part"), [("can I talk to a human", "automatic"), ("stop", "All right")]
)
def test_other_wishes_get_a_notice(words: str, part: str) -> None:
    talk = Talk(ASKS).type(words)
    assert talk.asked == "need"
    assert talk.view.notice
    assert part in talk.view.notice


def test_asking_for_a_person_is_an_effect_and_no_answer() -> None:
    talk = Talk(ASKS).type("can I talk to a human")
    assert talk.effect(PersonWanted) == PersonWanted(None)
    assert not talk.all_of(Answered)
    assert not talk.type("Too few leads").all_of(PersonWanted)


def test_back_in_words_goes_back() -> None:
    talk = Talk(ASKS).answer(need="q").type("go back")
    assert talk.asked == "need"
    assert talk.view.screen.questions[0].value == "q"  # type: ignore[union-attr]
    assert talk.type("go back").view.notice == "This is the first question."


def test_the_bot_speaks_the_visitors_language() -> None:
    talk = Talk(ASKS, language="tr").answer(need="q").type("hangi?")
    assert talk.view.notice
    talk = Talk(ASKS, language="pl").type("xyzzy")
    assert talk.view.notice
    assert talk.view.notice.startswith("Przepraszam, nie rozumiem")


def test_nothing_can_be_typed_at_the_end_of_what_is_no_chat() -> None:
    talk = Talk(dataclasses.replace(ASKS, kind="quiz"))
    talk.answer(need="q", budget=5, size=1, email="a@b.org")
    with pytest.raises(WrongQuestion):
        talk.type("hello")


def test_consent_is_never_taken_from_words_not_understood() -> None:
    asks = flow("chat", [{"ask": "ok", "type": "consent"}], [{"id": "end"}])
    talk = Talk(asks).type("blue", "green", "violet", "no idea", "later")
    assert talk.asked == "ok"
    assert talk.type("yes, I agree").outcome == "end"


@pytest.mark.parametrize(("language", "words"), [("en", "the third one"), ("pl", "trzecia")])
def test_a_time_may_be_named_by_its_buttons_place_and_is_said_back(
    language: str, words: str
) -> None:
    asks = flow("chat", [{"ask": "when", "type": "timeframe"}], [{"id": "end"}])
    talk = Talk(asks, language=language).type(words)
    assert talk.view.confirm
    assert talk.view.confirm.values == {"when": {"from": None, "to": "2026-04-16"}}
    assert Talk(asks).type("5").view.confirm is None
