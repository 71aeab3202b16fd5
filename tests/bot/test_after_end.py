"""What is typed after a chat's end is heard: answered, passed on, or a change of an answer."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot.effects import Answered, Finished, PersonWanted, QuestionLeft
from bot.flowfile import check_sources
from bot.model import Flow, Settings
from bot.session import from_json, to_json
from bot.words import LANGUAGES
from tests.bot.talking import Talk
from web.conversations.state import dump, load

FLOWS = Path(__file__).parents[2] / "flows"
BODY = """
format: 1
kind: chat
title: {en: A chat, tr: Sohbet, pl: Czat, de: Chat, es: Chat, fr: Chat}
language: en
steps:
  - {ask: budget, type: money, currency: EUR, text: What is your monthly budget?}
  - {ask: size, type: number, text: How many people work with you?}
  - {ask: first_name, type: name, text: What may I call you?}
outcomes:
  - {id: big, if: budget >= 6000, title: Big}
  - {id: small, title: Small}
"""


@pytest.fixture(scope="module")
def chat() -> Flow:
    sources = {path.name: path.read_bytes() for path in FLOWS.glob("*.yml")}
    return check_sources({**sources, "chat.yml": BODY.encode()}).flows["chat"]


def ended(chat: Flow, language: str = "en") -> Talk:
    talk = Talk(chat, language).answer(budget=5000, size=12, first_name="Ada")
    assert talk.outcome == "small"
    return talk


def test_a_question_is_answered_and_the_outcome_stays(chat: Flow) -> None:
    talk = ended(chat).type("Can I try it for free first?")
    assert talk.view.answer is not None
    assert (talk.view.answer.id, talk.outcome) == ("trial", "small")
    assert talk.view.asked_back == "Can I try it for free first?"
    assert not talk.all_of(QuestionLeft)
    assert not talk.all_of(Finished)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I want a person"),
        ("tr", "biriyle görüşmek istiyorum"),
        ("pl", "chcę rozmawiać z człowiekiem"),
        ("de", "Ich möchte mit einem Menschen sprechen"),
        ("es", "quiero hablar con una persona"),
        ("fr", "je veux parler à une personne"),
    ],
)
def test_a_person_can_be_asked_for(chat: Flow, language: str, words: str) -> None:
    talk = ended(chat, language).type(words)
    assert talk.all_of(PersonWanted)
    assert not talk.all_of(QuestionLeft)


def test_an_answer_is_changed_and_the_outcome_follows(chat: Flow) -> None:
    talk = ended(chat).type("actually make it 8k")
    assert talk.outcome == "big"
    assert talk.effect(Answered).slot == "budget"
    assert talk.view.notice
    assert talk.view.notice.startswith("Changed: “What is your monthly budget?” is now €8,000")
    assert not talk.view.notice_first


def test_an_uncertain_change_is_said_back_first(chat: Flow) -> None:
    talk = ended(chat).type("change my budget, not sure, maybe to a few thousand")
    assert talk.view.confirm is not None
    assert talk.outcome == "small"
    budget = talk.type("yes").view.values["budget"]
    assert isinstance(budget, dict)
    assert budget["low"] == 3000


def test_where_two_answers_may_be_meant_the_visitor_picks(chat: Flow) -> None:
    talk = ended(chat).type("actually make it 20")
    assert [one.kind for one in talk.view.replies] == ["pick", "pick", "no"]
    talk.type("How many people work with you?")
    assert (talk.view.values["size"], talk.outcome) == (20, "small")


def test_back_goes_to_the_last_question(chat: Flow) -> None:
    talk = ended(chat).type("back")
    assert talk.asked == "first_name"
    assert talk.outcome is None
    assert talk.type("Eva").outcome == "small"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "thanks a lot!"),
        ("tr", "çok teşekkürler"),
        ("tr", "aynen"),
        ("pl", "dzięki, super"),
        ("pl", "no"),
        ("de", "vielen Dank"),
        ("es", "muchas gracias"),
        ("fr", "merci beaucoup"),
    ],
)
def test_thanks_get_a_friendly_line(chat: Flow, language: str, words: str) -> None:
    talk = ended(chat, language).type(words)
    assert talk.view.notice
    assert not talk.all_of(QuestionLeft)
    assert (talk.view.replies, talk.outcome) == ((), "small")


def test_who_says_goodbye_hears_one(chat: Flow) -> None:
    assert ended(chat).type("stop").view.notice == "Goodbye, and thank you for your time."


def test_anything_else_is_kept_for_sales_with_the_offer_of_a_person(chat: Flow) -> None:
    words = "We also run two shops in Kraków that need this by May"
    talk = ended(chat).type(words)
    assert talk.effect(QuestionLeft).text == words
    assert talk.view.notice == (
        "I have passed that on to our team. Would you like to talk to a person?"
    )
    assert [reply.kind for reply in talk.view.replies] == ["person"]
    talk.type(talk.view.replies[0].label)
    assert talk.all_of(PersonWanted)


def test_a_question_nobody_wrote_an_answer_to_is_kept_too(chat: Flow) -> None:
    talk = ended(chat).type("Do you have an office in Toronto?")
    assert talk.effect(QuestionLeft).text == "Do you have an office in Toronto?"
    assert talk.view.notice
    assert talk.view.notice.startswith("I do not know that, so I have passed your question on")


def test_no_person_is_offered_where_the_flow_has_none(chat: Flow) -> None:
    alone = dataclasses.replace(chat, settings=Settings(person=False))
    talk = ended(alone).type("We also run two shops in Kraków")
    assert talk.view.notice == "I have passed that on to our team."
    assert talk.view.replies == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(chat: Flow, language: str) -> None:
    texts = ("xyzzy plugh 77 foo", "stop", "ok")
    said = [ended(chat, language).type(text).view.notice for text in texts]
    assert all(said)
    assert len(set(said)) == len(said)


def test_what_was_said_outlasts_the_process(chat: Flow) -> None:
    session = ended(chat).type("We also run two shops in Kraków").session
    assert session is not None
    assert load(dump(session)) == session
    assert from_json(to_json(session)) == session
