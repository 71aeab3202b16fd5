"""Suspected bots, people who come again, and contacts that change on the way."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import select

from store.conversations import Conversation
from store.database import db
from store.leads import Lead
from store.ledger import LedgerLine
from web import conversations
from web.conversations import Reply, Visit

HUMAN = Visit()
BOT = Visit(suspicion=("honeypot", "too_fast"))


def all_of(model: Any) -> list[Any]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(model).order_by(model.id)))


def play(visit: Visit, *values: Any) -> Reply:
    """Play the chat; the visit is known at every answer, as pages send it."""
    reply = conversations.begin("chat", visit)
    for value in values:
        reply = conversations.answer(
            reply.token, reply.turn, value=value, flow_name="chat", visit=visit
        )
    return reply


def test_a_suspected_bot_is_kept_and_marked(site: Flask) -> None:
    reply = play(BOT, "quality", 12, "ada@acme.example")
    assert reply.suspected
    [talk] = all_of(Conversation)
    assert talk.suspicion == "honeypot,too_fast"
    [lead] = all_of(Lead)
    assert (lead.suspected, lead.score) == (True, 40)


def test_suspicion_that_comes_later_is_added(site: Flask) -> None:
    reply = play(HUMAN, "quality", 12, "ada@acme.example")
    reply = conversations.answer(
        reply.token, reply.turn, value="CEO", flow_name="chat", visit=Visit(suspicion=("rate",))
    )
    assert reply.suspected
    assert all_of(Conversation)[0].suspicion == "rate"
    assert all_of(Lead)[0].suspected


def test_a_bot_speaks_for_no_person(site: Flask) -> None:
    play(HUMAN, "volume", 3, "ada@acme.example")
    play(BOT, "quality", 12, "ada@acme.example", "Spammer")
    [lead] = all_of(Lead)
    assert (lead.suspected, lead.score, lead.job_title) == (False, 25, None)
    assert {line.points for line in all_of(LedgerLine) if line.lead_id == lead.id} == {20, 5}
    assert len(all_of(LedgerLine)) == 4


def test_a_person_after_a_bot_is_believed(site: Flask) -> None:
    play(BOT, "quality", 12, "ada@acme.example")
    play(HUMAN, "volume", 3, "ada@acme.example")
    [lead] = all_of(Lead)
    assert (lead.suspected, lead.score) == (False, 25)


def test_who_plays_again_is_judged_by_what_they_say_now(site: Flask) -> None:
    play(HUMAN, "quality", 12, "ada@acme.example", None, True)
    play(HUMAN, "look", 3, "ada@acme.example")
    [lead] = all_of(Lead)
    assert (lead.axis_need, lead.axis_budget, lead.score) == (0, 5, 5)
    reasons = [line.void_reason for line in all_of(LedgerLine)]
    assert reasons == ["played again", "played again", None, None]


def test_a_corrected_address_corrects_the_lead(site: Flask) -> None:
    reply = play(HUMAN, "volume", 3, "ada@acme.exmple")
    conversations.edit(reply.token, reply.turn, "email", "ada@acme.example")
    [lead] = all_of(Lead)
    assert (lead.email_key, lead.score) == ("ada@acme.example", 25)


def test_an_address_of_somebody_known_moves_the_conversation_and_shows_nothing(
    site: Flask,
) -> None:
    play(HUMAN, "quality", 12, "ada@acme.example", "CEO", True)
    reply = play(HUMAN, "volume", 3, "bob@acme.example")
    reply = conversations.edit(reply.token, reply.turn, "email", "ada@acme.example")
    [lead] = all_of(Lead)
    assert (lead.job_title, lead.axis_need, lead.axis_fit) == ("CEO", 20, 5)
    assert "CEO" not in str(reply.view)
    assert {talk.lead_id for talk in all_of(Conversation)} == {lead.id}


def test_going_back_before_the_address_keeps_the_lead(site: Flask) -> None:
    reply = play(HUMAN, "volume", 3, "ada@acme.example")
    for _ in range(2):
        reply = conversations.back(reply.token, reply.turn)
    reply = conversations.answer(reply.token, reply.turn, value=12)
    [lead] = all_of(Lead)
    assert (lead.email, lead.axis_budget) == ("ada@acme.example", 15)
    live = [line.points for line in all_of(LedgerLine) if line.void_at is None]
    assert sum(live) == lead.score


def test_a_phone_number_is_kept_in_one_way_of_writing(site: Flask) -> None:
    reply = conversations.begin("form", HUMAN)
    values = {"first_name": "Ada", "email": "ada@acme.example", "phone": "+48 601 100 200"}
    conversations.answer(reply.token, 1, values=values)
    assert all_of(Lead)[0].phone == "+48601100200"
