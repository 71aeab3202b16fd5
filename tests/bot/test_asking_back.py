"""Questions typed in the middle of a flow: answered, or taken to a person, never an answer."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot.effects import Answered, ButtonShown, QuestionLeft
from bot.flowfile import check_sources
from bot.model import Flow
from bot.session import Session, from_json, to_json
from tests.bot.talking import Talk
from web.conversations.state import dump, load

FLOWS = Path(__file__).parents[2] / "flows"
BODY = """
format: 1
kind: chat
title: {en: A chat, tr: Sohbet}
language: en
steps:
  - {ask: size, type: number, text: {en: How many?, tr: Kaç kişi?}, why: It sets the price.}
  - {ask: vat, type: yes_no, text: {en: Do you pay VAT?, tr: KDV ödüyor musunuz?}}
  - {ask: company, type: company, text: {en: Which company?, tr: Hangi şirket?}}
"""


@pytest.fixture(scope="module")
def chat() -> Flow:
    sources = {path.name: path.read_bytes() for path in FLOWS.glob("*.yml")}
    return check_sources({**sources, "chat.yml": BODY.encode()}).flows["chat"]


def _any(talk: Talk, kind: type) -> bool:
    return any(isinstance(effect, kind) for effect in talk.effects)


def test_a_question_is_answered_and_the_flow_asks_its_own_again(chat: Flow) -> None:
    talk = Talk(chat).type("Can I try it for free first?")
    assert talk.view.answer is not None
    assert (talk.view.answer.id, talk.asked) == ("trial", "size")
    assert talk.view.notice == talk.view.answer.text
    assert talk.view.notice.startswith("Yes. You have fourteen days")
    assert talk.view.answer.button == ButtonShown("Go there", None, "free-trial")
    assert not _any(talk, Answered)
    talk.type("12")
    assert talk.effect(Answered).value == 12
    assert talk.view.answer is None


def test_it_is_answered_in_the_language_it_is_asked_in(chat: Flow) -> None:
    assert Talk(chat, "tr").type("Fatura kesiyor musunuz?").view.notice.startswith("Her ay")
    assert Talk(chat, "en").type("Faturaları nereden bulurum?").view.notice.startswith("Her ay")


def test_why_do_you_ask_is_answered_by_the_question_itself(chat: Flow) -> None:
    for words in ("why do you ask?", "Why do you need to know this?", "what for?", "huh?"):
        talk = Talk(chat).type(words)
        assert (talk.view.notice, talk.view.answer) == ("It sets the price.", None), words
    assert Talk(chat, "tr").type("neden soruyorsunuz?").view.notice == "It sets the price."


def test_without_a_why_of_its_own_the_bots_words_are_said(chat: Flow) -> None:
    talk = Talk(chat).type("12").type("why do you ask?")
    assert talk.view.notice == "Your answer helps to give you a fitting result."


def test_what_is_not_known_is_offered_to_a_person_and_taken_there_with_a_yes(chat: Flow) -> None:
    talk = Talk(chat).type("Do you have an office in Toronto?")
    assert talk.view.notice == "I do not know that. Shall I take your question to a person?"
    assert [(one.label, one.kind) for one in talk.view.replies] == [("Yes, pass it on", "leave")]
    assert not _any(talk, QuestionLeft)
    talk.type("yes please")
    assert talk.effect(QuestionLeft) == QuestionLeft("Do you have an office in Toronto?")
    assert talk.view.notice == "I have passed your question on to a person."
    assert (talk.asked, talk.view.replies, talk.session.log) == ("size", (), ())


def test_a_yes_may_say_a_little_more_but_no_answer(chat: Flow) -> None:
    talk = Talk(chat).type("Do you have an office in Toronto?").type("yes take it to them")
    assert talk.effect(QuestionLeft).text == "Do you have an office in Toronto?"
    talk = Talk(chat).type("Do you have an office in Toronto?").type("yes and we are 40")
    assert not _any(talk, QuestionLeft)


def test_one_thing_is_offered_at_a_time_and_the_guess_comes_back(chat: Flow) -> None:
    talk = Talk(chat).type("not sure, maybe 40")
    guess = talk.view.notice
    talk.type("Do you have an office in Toronto?")
    assert (talk.view.confirm, [one.kind for one in talk.view.replies]) == (None, ["leave"])
    talk.type("yes")
    assert talk.effect(QuestionLeft).text == "Do you have an office in Toronto?"
    assert talk.view.notice == f"I have passed your question on to a person.\n\n{guess}"
    assert talk.type("yes").effect(Answered).value == 40


def test_the_button_types_its_label(chat: Flow) -> None:
    talk = Talk(chat, "tr").type("Ankara'da ofisiniz var mı?").type("Evet, iletin")
    assert talk.effect(QuestionLeft).text == "Ankara'da ofisiniz var mı?"


def test_a_no_leaves_it_and_an_answer_goes_on(chat: Flow) -> None:
    talk = Talk(chat).type("Do you have an office in Toronto?").type("no")
    assert (talk.view.notice, talk.asked) == ("All right.", "size")
    assert not _any(talk, QuestionLeft)
    talk = Talk(chat).type("Do you have an office in Toronto?").type("40")
    assert talk.effect(Answered).value == 40


def test_to_a_yes_or_no_question_a_yes_is_its_answer_and_the_button_takes_the_question(
    chat: Flow,
) -> None:
    talk = Talk(chat).type("12").type("Do you have an office in Toronto?")
    assert talk.asked == "vat"
    assert talk.view.replies[0].kind == "leave"
    said_yes = Talk(chat).type("12").type("Do you have an office in Toronto?").type("yes")
    assert said_yes.effect(Answered).value is True
    talk.type("yes, pass it on")
    assert talk.effect(QuestionLeft).text == "Do you have an office in Toronto?"
    assert talk.asked == "vat"


def test_words_that_are_no_question_are_answered_only_where_one_fits_well(chat: Flow) -> None:
    assert Talk(chat).type("price list").view.answer.id == "prices"
    assert Talk(chat).type("purple").view.answer is None
    for words in ("first", "szef decyduje", "trzecia"):
        assert Talk(chat).type(words).view.answer is None, words


def test_a_flow_without_answers_yml_says_why_as_before(chat: Flow) -> None:
    bare = dataclasses.replace(chat, answers=None)
    assert Talk(bare).type("Do you have an office?").view.notice == "It sets the price."


def test_what_was_asked_outlasts_the_process(chat: Flow) -> None:
    session = Talk(chat).type("Do you have an office in Toronto?").session
    assert load(dump(session)) == session
    assert from_json(to_json(session)) == session
    told = Talk(chat).type("Is there a free trial?").session
    assert isinstance(told, Session)
    assert load(dump(told)).aside == told.aside
