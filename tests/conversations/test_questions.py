"""Questions asked in between, as they are kept: answered ones leave no trace, open ones a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from store.conversations import Answer, Conversation
from store.database import db
from store.open_questions import OpenQuestion
from web import conversations
from web.conversations import Reply

ANSWERS = """\
prices:
  questions:
    en: [How much does it cost?, What are your prices?, Is there a price list?]
  answer: {en: From ten euros.}
"""


@pytest.fixture
def flows(flows: Path) -> Path:
    (flows / "answers.yml").write_text(ANSWERS, "utf-8")
    return flows


def all_of(model: Any) -> list[Any]:
    db.session.rollback()
    return list(db.session.scalars(select(model).order_by(model.id)))


def type_on(reply: Reply, *texts: str) -> Reply:
    for text in texts:
        reply = conversations.answer(reply.token, reply.turn, text=text)
    return reply


def test_an_answered_question_is_no_answer_and_the_flow_goes_on(site: Flask) -> None:
    reply = type_on(conversations.begin("chat", conversations.Visit()), "Too few leads", "prices?")
    assert reply.view.answer is not None
    assert reply.view.notice == "From ten euros."
    assert reply.view.screen is not None
    assert reply.view.screen.questions[0].slot == "seats"
    assert [answer.slot for answer in all_of(Answer)] == ["need"]
    again = conversations.current(reply.token)
    assert again.view == reply.view
    assert all_of(OpenQuestion) == []


def test_a_question_left_is_kept_once_with_its_turn(site: Flask) -> None:
    reply = type_on(
        conversations.begin("chat", conversations.Visit()), "Do you have an office in Toronto?"
    )
    assert all_of(OpenQuestion) == []
    label = reply.view.replies[-1].label
    left = conversations.answer(reply.token, reply.turn, text=label)
    conversations.answer(reply.token, reply.turn, text=label)
    [asked] = all_of(OpenQuestion)
    [talk] = all_of(Conversation)
    assert (asked.text, asked.flow, asked.language, asked.conversation_id, asked.answered_at) == (
        "Do you have an office in Toronto?", "chat", "en", talk.id, None,
    )  # fmt: skip
    assert left.view.notice == "I have passed your question on to a person."
    type_on(left, "Leads never buy", "12", "ada@acme.example")
    assert all_of(Conversation)[0].lead_id is not None


def test_a_preview_leaves_none(site: Flask) -> None:
    visit = conversations.Visit(preview=True)
    type_on(conversations.begin("chat", visit), "Do you have an office in Toronto?", "yes")
    assert all_of(OpenQuestion) == []
