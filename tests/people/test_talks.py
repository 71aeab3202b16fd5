"""A visitor asks for a person, is heard, and comes back to the flow."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from store.conversations import Answer
from store.database import db
from store.leads import Lead
from store.types import now
from store.writing import write_connection
from tests.people.conftest import Visitor, hands_back, member, says, takes_over
from web import conversations
from web.conversations import talks
from web.conversations.errors import BadAnswerGiven, WrongTurn
from web.conversations.people import MOST_A_MINUTE
from web.words import LANGUAGES, word


def test_asking_in_words_marks_the_conversation_and_tells_what_happens(site: Flask) -> None:
    visitor = Visitor()
    reply = visitor.types("I want to talk to a human")
    assert reply.person == "waiting"
    assert reply.view.notice is None
    assert visitor.said() == [
        ("visitor", "I want to talk to a human"),
        ("bot-note", word("person_called", "en")),
        ("bot-note", word("person_contact", "en")),
    ]
    assert visitor.looks().person == "waiting"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_is_answered_in_the_visitors_language(site: Flask, language: str) -> None:
    visitor = Visitor(f"chat-{language}", language)
    visitor.wants_a_person()
    assert visitor.said() == [
        ("visitor", word("person_ask", language)),
        ("bot-note", word("person_called", language)),
        ("bot-note", word("person_contact", language)),
    ]


def test_words_go_to_the_person_and_not_to_the_flow(site: Flask, staff: SimpleNamespace) -> None:
    visitor = Visitor()
    asked = visitor.view.screen
    visitor.wants_a_person()
    takes_over(staff, visitor)
    says(staff, visitor, "Good morning, how can I help?")
    visitor.types("Leads never buy")
    assert visitor.reply.view.screen == asked
    assert visitor.said()[-3:] == [
        ("bot-note", word("person_joined", "en", name="Ayşe Işık")),
        ("staff", "Good morning, how can I help?"),
        ("visitor", "Leads never buy"),
    ]
    assert visitor.heard()[-2].name == "Ayşe Işık"
    assert db.session.scalars(select(Answer)).all() == []


def test_handed_back_the_flow_goes_on_at_its_question(site: Flask, staff: SimpleNamespace) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    takes_over(staff, visitor)
    hands_back(staff, visitor)
    assert visitor.looks().person == "done"
    assert visitor.said()[-1] == ("bot-note", word("person_left", "en", name="Ayşe Işık"))
    visitor.types("Leads never buy")
    assert visitor.view.values["need"] == "quality"
    assert visitor.view.screen
    assert visitor.view.screen.questions[0].slot == "note"


def test_a_visitor_may_go_on_without_waiting(site: Flask) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    assert visitor.goes_on_alone().person == "done"
    assert visitor.said()[-1] == ("bot-note", word("person_resumed", "en"))
    visitor.types("Too few leads")
    assert visitor.view.values["need"] == "volume"


def test_asked_for_again_the_talk_begins_anew_and_keeps_what_was_said(
    site: Flask, staff: SimpleNamespace
) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    takes_over(staff, visitor)
    hands_back(staff, visitor)
    visitor.looks()
    before = visitor.said()
    visitor.wants_a_person()
    found = visitor.talk
    assert found
    assert (found.state, found.user_id, found.taken_at) == ("waiting", None, None)
    assert visitor.said()[: len(before)] == before
    assert [one.number for one in visitor.heard()] == list(range(1, len(visitor.heard()) + 1))


def test_an_address_typed_while_waiting_makes_the_lead(site: Flask) -> None:
    visitor = Visitor()
    visitor.types("Too few leads")
    visitor.wants_a_person()
    reply = visitor.types("sure, ada.lovelace@acme.example")
    assert reply.lead
    lead = db.session.scalars(select(Lead)).one()
    assert (lead.email, lead.stage, lead.axis_need) == ("ada.lovelace@acme.example", "IQL", 20)
    told = word("person_mail_noted", "en", email="ada.lovelace@acme.example")
    assert visitor.said()[-2:] == [
        ("visitor", "sure, ada.lovelace@acme.example"),
        ("bot-note", told),
    ]


def test_an_address_of_somebody_else_later_changes_no_lead(site: Flask) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    visitor.types("ada@acme.example")
    visitor.types("please write to boss@acme.example too")
    assert [lead.email for lead in db.session.scalars(select(Lead))] == ["ada@acme.example"]


def test_a_message_sent_twice_is_kept_once(site: Flask) -> None:
    visitor = Visitor()
    turn = visitor.wants_a_person().turn
    first = conversations.answer(visitor.token, turn, text="Hello?")
    again = conversations.answer(visitor.token, turn, text="Hello?")
    assert (again.turn, again.person) == (first.turn, "waiting")
    assert [words for author, words in visitor.said() if author == "visitor"][1:] == ["Hello?"]


def test_a_message_for_a_turn_that_is_over_is_refused(site: Flask) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    visitor.types("Hello?")
    with pytest.raises(WrongTurn):
        conversations.answer(visitor.token, visitor.reply.turn - 1, text="Something else")


@pytest.mark.parametrize("text", ["", "   ", "x" * (talks.LONGEST + 1)])
def test_a_message_that_is_no_message_is_explained_and_not_kept(site: Flask, text: str) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    before = visitor.said()
    with pytest.raises(BadAnswerGiven):
        visitor.types(text)
    assert visitor.said() == before


def test_a_flood_of_messages_is_stopped(site: Flask) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    for number in range(MOST_A_MINUTE - 1):
        visitor.types(f"message {number}")
    with pytest.raises(BadAnswerGiven) as refused:
        visitor.types("one more")
    assert refused.value.detail == word("person_too_often", "en")


def test_going_back_and_editing_wait_until_the_flow_goes_on(site: Flask) -> None:
    visitor = Visitor()
    visitor.types("Too few leads")
    turn = visitor.wants_a_person().turn
    with pytest.raises(BadAnswerGiven):
        conversations.back(visitor.token, turn)
    with pytest.raises(BadAnswerGiven):
        conversations.edit(visitor.token, turn, "need", "quality")
    assert visitor.looks().turn == turn


def test_who_waits_long_is_told_once_that_nobody_is_free(site: Flask) -> None:
    visitor, lately = Visitor(), Visitor()
    visitor.wants_a_person()
    later = now() + talks.PATIENCE + timedelta(seconds=1)
    with write_connection() as connection:
        assert talks.overdue(connection, later) == [visitor.id]
        talks.tell_waiting(connection, visitor.id, later)
        talks.tell_waiting(connection, visitor.id, later)
        assert talks.overdue(connection, later) == []
    assert visitor.said()[-1] == ("bot-note", word("person_late_contact", "en"))
    assert len(visitor.said()) == 4
    assert lately.talk is None


def test_who_has_given_an_address_is_told_to_expect_mail(site: Flask) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    visitor.types("ada@acme.example")
    with write_connection() as connection:
        talks.tell_waiting(connection, visitor.id, now())
    assert visitor.said()[-1] == ("bot-note", word("person_late", "en"))


def test_staffs_message_sent_twice_is_kept_once(site: Flask, staff: SimpleNamespace) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    says(staff, visitor, "Hello", key="k1")
    says(staff, visitor, "Hello", key="k1")
    assert [words for author, words in visitor.said() if author == "staff"] == ["Hello"]


def test_a_colleague_can_take_a_talk_over(site: Flask, staff: SimpleNamespace) -> None:
    visitor, colleague = Visitor(), member("Łukasz Żółć")
    visitor.wants_a_person()
    takes_over(staff, visitor)
    takes_over(colleague, visitor)
    assert visitor.said()[-1] == ("bot-note", word("person_joined", "en", name="Łukasz Żółć"))
    assert visitor.talk
    assert visitor.talk.user_id == colleague.id


def test_nobody_speaks_in_a_talk_that_is_over(site: Flask, staff: SimpleNamespace) -> None:
    visitor = Visitor()
    visitor.wants_a_person()
    visitor.goes_on_alone()
    with pytest.raises(talks.Gone):
        says(staff, visitor, "Hello?")
    with pytest.raises(talks.Gone):
        takes_over(staff, visitor)
