"""A contact given before its question: the lead is there once it is confirmed, and not before."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import select

from store.conversations import Answer, Conversation
from store.database import db
from store.leads import Lead
from store.outbox import OutboxRow
from web import conversations
from web.conversations import Reply, Visit

FIRST = "too few leads, my email is ada@acme.example"


def all_of(model: Any) -> list[Any]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(model).order_by(model.id)))


def type_on(reply: Reply, *texts: str) -> Reply:
    for text in texts:
        reply = conversations.answer(reply.token, reply.turn, text=text)
    return reply


def begun() -> Reply:
    return conversations.begin("chat", Visit())


def test_who_confirms_and_leaves_is_a_lead_with_what_they_said(site: Flask) -> None:
    reply = type_on(begun(), FIRST)
    assert all_of(Lead) == []
    reply = type_on(reply, "yes")
    assert reply.lead
    [lead] = all_of(Lead)
    assert (lead.email, lead.axis_need) == ("ada@acme.example", 20)
    assert [one.lead_id for one in all_of(Conversation)] == [lead.id]
    assert {one.slot for one in all_of(Answer)} == {"need", "email"}


def test_its_address_is_checked_like_any_other(site: Flask) -> None:
    type_on(begun(), FIRST, "yes")
    assert [row.kind for row in all_of(OutboxRow)].count("check") == 1


def test_the_lead_is_made_once_and_its_question_is_not_asked(site: Flask) -> None:
    reply = type_on(begun(), FIRST, "yes", "12")
    assert reply.view.screen is not None
    assert reply.view.screen.questions[0].slot == "job_title"
    assert [lead.email for lead in all_of(Lead)] == ["ada@acme.example"]


def test_without_a_yes_there_is_no_lead(site: Flask) -> None:
    type_on(begun(), FIRST, "no")
    assert all_of(Lead) == []


def test_somebody_elses_address_shows_nothing_of_theirs(site: Flask) -> None:
    type_on(begun(), "Leads never buy", "12", "ada@acme.example", "CEO", "yes")
    reply = type_on(begun(), FIRST, "yes")
    assert reply.view.screen is not None
    assert reply.view.screen.questions[0].slot == "seats"
    assert "job_title" not in {name for name, value in reply.view.values.items() if value}
