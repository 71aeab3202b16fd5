"""Guesses are said back: nothing of them is an answer before a yes."""

from __future__ import annotations

import json

import pytest

from bot.effects import Answered, PersonWanted, QuickReply, Scored
from bot.engine import view
from bot.events import Answer
from bot.session import from_json, to_json
from tests.bot.building import flow
from tests.bot.talking import Talk

ASKS = flow(
    "chat",
    [
        {
            "ask": "budget",
            "type": "money",
            "currency": "EUR",
            "axis": "budget",
            "why": "It saves you a call.",
            "points": [{"give": 10}],
            "check": [{"if": "budget > 90000", "say": "So much?"}],
        },
        {"ask": "email", "type": "email"},
        {"ask": "decides", "type": "yes_no"},
    ],
    [{"id": "end"}],
    languages=("en", "tr", "pl", "de", "es", "fr"),
)
GUESSES = {
    "en": "not sure, maybe 5000 a month",
    "tr": "emin değilim, ayda 5000 belki",
    "pl": "nie wiem, może 5000 miesięcznie",
    "de": "weiß nicht, vielleicht 5000 im Monat",
    "es": "no sé, quizás 5000 al mes",
    "fr": "je ne sais pas, peut-être 5000 par mois",
}
YES = QuickReply("Yes", "yes")
NO = QuickReply("No, change it", "no")


def guessed(language: str = "en") -> Talk:
    """A talk in which an amount was read that is not certain."""
    return Talk(ASKS, language=language).type(GUESSES[language])


def test_a_guess_is_said_back_and_is_no_answer() -> None:
    talk = guessed()
    assert talk.view.notice == "€5,000 a month, right?"
    assert talk.view.confirm
    assert talk.view.confirm.text == talk.view.notice
    assert talk.view.confirm.values["budget"]["low"] == 5000
    assert talk.view.replies == (YES, NO)
    assert (talk.asked, talk.view.turn) == ("budget", 2)
    assert not talk.all_of(Answered)
    assert not talk.all_of(Scored)
    assert talk.view.values.get("budget") is None


def test_the_session_alone_knows_what_waits_for_a_yes() -> None:
    talk = guessed()
    assert talk.session
    copied = from_json(json.loads(json.dumps(to_json(talk.session))))
    assert copied == talk.session
    assert view(ASKS, copied) == talk.view


@pytest.mark.parametrize("words", ["Yes", "yes", "yep, exactly", "that's right", "correct", "ok"])
def test_a_yes_makes_it_the_answer_in_the_words_first_typed(words: str) -> None:
    talk = guessed().type(words)
    answered = talk.effect(Answered)
    assert (answered.slot, answered.raw) == ("budget", GUESSES["en"])
    assert answered.value["low"] == 5000
    assert talk.effect(Scored).lines[0].points == 10
    assert (talk.asked, talk.view.confirm, talk.view.replies) == ("email", None, ())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("tr", "aynen"),
        ("tr", "evet doğru"),
        ("pl", "tak"),
        ("pl", "no"),
        ("pl", "zgadza się"),
        ("de", "ja genau"),
        ("de", "stimmt"),
        ("es", "sí"),
        ("es", "correcto"),
        ("fr", "oui c'est ça"),
        ("tr", "Evet"),
        ("fr", "Oui"),
    ],
)
def test_a_yes_is_heard_in_six_languages(language: str, words: str) -> None:
    assert guessed(language).type(words).asked == "email"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no"),
        ("en", "No, change it"),
        ("en", "nope, that's wrong"),
        ("tr", "hayır"),
        ("tr", "yanlış"),
        ("pl", "nie"),
        ("de", "nein"),
        ("es", "no"),
        ("fr", "non"),
    ],
)
def test_a_no_takes_nothing_and_asks_again(language: str, words: str) -> None:
    talk = guessed(language).type(words)
    assert not talk.all_of(Answered)
    assert (talk.asked, talk.view.confirm) == ("budget", None)
    assert talk.view.notice


@pytest.mark.parametrize("words", ["8000", "no, 8k", "no it's 8000 euros", "yes but 8000"])
def test_another_value_takes_its_place(words: str) -> None:
    talk = guessed().type(words)
    assert talk.effect(Answered).value["low"] == 8000
    assert talk.asked == "email"


def test_another_guess_is_said_back_in_its_place() -> None:
    talk = guessed().type("hmm, I don't know, perhaps 8000")
    assert talk.view.notice == "€8,000, right?"
    assert talk.type("yes").effect(Answered).value["low"] == 8000


def test_a_plain_value_simply_answers() -> None:
    talk = guessed().take(Answer("budget", 300))
    assert talk.effect(Answered).value["low"] == 300
    assert talk.view.confirm is None


def test_a_question_back_is_answered_and_the_guess_still_waits() -> None:
    talk = guessed().type("why do you ask?")
    assert talk.view.notice == "It saves you a call.\n\n€5,000 a month, right?"
    assert talk.view.replies == (YES, NO)
    assert guessed().type("I want to talk to a human").effect(PersonWanted) == PersonWanted()
    assert talk.type("yes").asked == "email"


def test_words_without_sense_ask_the_same_again_and_are_never_kept_for_the_guess() -> None:
    talk = guessed().type("blue")
    assert talk.view.notice == "€5,000 a month, right?"
    talk.type("green", "violet")
    answered = talk.effect(Answered)
    assert (answered.value, answered.raw, answered.unparsed) == (None, GUESSES["en"], True)


def test_who_is_not_understood_twice_while_a_guess_waits_is_shown_ways_out() -> None:
    talk = guessed().type("blue", "green")
    assert talk.view.notice is not None
    assert talk.view.notice.startswith("I still did not get that, sorry.")
    assert talk.view.notice.endswith("€5,000 a month, right?")
    assert [one.kind for one in talk.view.replies] == ["yes", "no", "skip", "person"]
    assert talk.type("Skip").asked == "email"
    assert guessed().type("blue", "green", "yes").effect(Answered).value["low"] == 5000
    person = guessed().type("blue", "green", "Talk to a person")
    assert person.effect(PersonWanted) == PersonWanted()


def test_a_check_can_refuse_what_was_confirmed() -> None:
    talk = Talk(ASKS).type("not sure, maybe 100000").type("yes")
    assert (talk.asked, talk.view.notice) == ("budget", "So much?")
    assert not talk.all_of(Answered)


def test_a_mended_address_is_offered_as_it_was_typed_after_a_no() -> None:
    talk = Talk(ASKS).answer(budget=5).type("ada@gmial.com")
    assert talk.view.notice == "ada@gmail.com, right?"
    talk.type("no")
    assert talk.view.notice == "ada@gmial.com, right?"
    assert talk.type("yes").effect(Answered).value == "ada@gmial.com"


def test_a_yes_or_no_in_doubt_is_asked_again_and_not_said_back() -> None:
    talk = Talk(ASKS).answer(budget=5, email="a@b.org").type("yes, I guess?")
    assert talk.view.confirm is None
    assert talk.asked == "decides" or talk.outcome == "end"


def test_going_back_forgets_the_guess() -> None:
    talk = Talk(ASKS).answer(budget=5).type("ada@gmial.com", "go back")
    assert (talk.asked, talk.view.confirm) == ("budget", None)
    talk.answer(budget=6).type("yes")
    assert talk.asked == "email"
