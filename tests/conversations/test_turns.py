"""A visitor plays a flow turn by turn: what comes back, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.consents import Consent
from store.conversations import Answer, Conversation
from store.database import db
from store.leads import Lead
from store.ledger import LedgerLine
from web import conversations
from web.conversations import Reply, Visit
from web.conversations.errors import (
    BadAnswerGiven,
    ConversationNotFound,
    FlowNotFound,
    TooLarge,
    WrongTurn,
)


def count(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def all_of(model: Any) -> list[Any]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(model).order_by(model.id)))


def play(reply: Reply, *values: Any) -> Reply:
    for value in values:
        reply = conversations.answer(reply.token, reply.turn, value=value)
    return reply


def asked(reply: Reply) -> str | None:
    return reply.view.screen.questions[0].slot if reply.view.screen else None


# ---------------------------------------------------------------- works


def test_looking_keeps_nothing(site: Flask) -> None:
    reply = conversations.preview("chat", Visit())
    assert asked(reply) == "need"
    assert not reply.stored
    assert count(Conversation) == 0


def test_the_first_answer_begins_the_conversation(site: Flask) -> None:
    shown = conversations.preview("chat", Visit())
    visit = Visit(page="https://acme.example/", utm={"source": "Ads"}, device="phone")
    reply = conversations.answer(
        shown.token, 1, value="volume", flow_name="chat", visit=visit, version=shown.flow.version
    )
    assert (reply.token, reply.turn, asked(reply)) == (shown.token, 2, "seats")
    [kept] = all_of(Conversation)
    assert (kept.turn, kept.page, kept.utm_source, kept.device) == (
        2,
        "https://acme.example/",
        "Ads",
        "phone",
    )
    assert [(a.slot, a.value, a.turn) for a in all_of(Answer)] == [("need", "volume", 2)]


def test_a_whole_conversation_becomes_a_scored_lead(site: Flask) -> None:
    reply = conversations.begin("chat", Visit(referrer="https://news.example/a?b"))
    reply = play(reply, "quality", 12)
    reply = conversations.answer(reply.token, reply.turn, value="Ada@Acme.example")
    assert reply.lead
    reply = play(reply, "CEO", True)
    assert reply.completed
    assert reply.view.ending is not None
    assert reply.view.ending.outcome == "big"
    [lead] = all_of(Lead)
    assert (lead.email, lead.job_title, lead.source) == ("Ada@acme.example", "CEO", "news.example")
    assert (lead.axis_need, lead.axis_budget, lead.axis_fit) == (25, 15, 5)
    assert lead.axis_interest is None
    assert (lead.score, lead.stage) == (45, "MQL")
    lines = [line for line in all_of(LedgerLine) if line.void_at is None]
    assert sum(line.points for line in lines) == lead.score
    assert {line.lead_id for line in lines} == {lead.id}
    [kept] = all_of(Conversation)
    assert (kept.outcome, kept.lead_id, kept.finished_at is not None) == ("big", lead.id, True)
    [consent] = all_of(Consent)
    assert (consent.purpose, consent.given, consent.words, consent.lead_id) == (
        "newsletter",
        True,
        "May we write to you?",
        lead.id,
    )


def test_typed_words_are_kept_beside_their_value(site: Flask) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume")
    reply = conversations.answer(reply.token, reply.turn, text="12")
    assert asked(reply) == "email"
    last = all_of(Answer)[-1]
    assert (last.slot, last.raw, last.value) == ("seats", "12", 12)


def test_a_page_is_one_turn(site: Flask) -> None:
    reply = conversations.begin("form", Visit())
    values = {"first_name": "Ada", "email": "ada@acme.example", "phone": None}
    reply = conversations.answer(reply.token, 1, values=values)
    assert reply.completed
    [lead] = all_of(Lead)
    assert (lead.first_name, lead.email) == ("Ada", "ada@acme.example")


def test_leaving_half_way_keeps_all_answers_so_far(site: Flask) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume", 3)
    resumed = conversations.current(reply.token)
    assert (resumed.turn, asked(resumed)) == (3, "email")
    assert resumed.view == reply.view
    assert [a.slot for a in all_of(Answer)] == ["need", "seats"]


# ---------------------------------------------------------------- twice, late, wrong


def test_the_same_turn_sent_twice_is_applied_once(site: Flask) -> None:
    reply = conversations.begin("chat", Visit())
    first = conversations.answer(reply.token, 1, value="volume")
    again = conversations.answer(reply.token, 1, value="volume")
    assert again.view == first.view
    assert count(Answer) == 1


def test_the_first_answer_sent_twice_begins_once(site: Flask) -> None:
    shown = conversations.preview("chat", Visit())
    for _ in range(2):
        reply = conversations.answer(shown.token, 1, value="look", flow_name="chat", visit=Visit())
        assert reply.turn == 2
    assert (count(Conversation), count(Answer)) == (1, 1)


def test_another_answer_to_a_turn_that_is_over_is_refused_with_the_present_turn(
    site: Flask,
) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume")
    with pytest.raises(WrongTurn) as refused:
        conversations.answer(reply.token, 1, value="look")
    assert (refused.value.reply.turn, asked(refused.value.reply)) == (2, "seats")
    with pytest.raises(WrongTurn):
        conversations.answer(reply.token, 7, value=3)
    assert count(Answer) == 1


def test_a_wrong_value_changes_nothing_and_says_why(site: Flask) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume")
    with pytest.raises(BadAnswerGiven) as refused:
        conversations.answer(reply.token, 2, value=-4)
    assert refused.value.slot == "seats"
    assert refused.value.detail
    assert refused.value.reply.view == reply.view
    assert conversations.current(reply.token).turn == 2
    assert count(Answer) == 1


def test_a_wrong_first_answer_keeps_nothing(site: Flask) -> None:
    shown = conversations.preview("chat", Visit())
    with pytest.raises(BadAnswerGiven) as refused:
        conversations.answer(shown.token, 1, value="no", flow_name="chat", visit=Visit())
    assert refused.value.reply.token == shown.token
    assert not refused.value.reply.stored
    assert count(Conversation) == 0


def test_an_answer_to_another_question_is_refused(site: Flask) -> None:
    reply = conversations.begin("chat", Visit())
    with pytest.raises(BadAnswerGiven):
        conversations.answer(reply.token, 1, slot="email", value="a@b.example")


@pytest.mark.parametrize("value", ["x" * 1_000_000, {"a": ["y" * 1000] * 1000}])
def test_a_megabyte_is_too_large(site: Flask, value: Any) -> None:
    reply = conversations.begin("chat", Visit())
    with pytest.raises(TooLarge):
        conversations.answer(reply.token, 1, value=value)
    assert conversations.current(reply.token).turn == 1


def test_unknown_tokens_and_flows_are_not_found(site: Flask) -> None:
    with pytest.raises(ConversationNotFound):
        conversations.current("nobody")
    with pytest.raises(ConversationNotFound):
        conversations.answer("nobody", 1, value="volume")
    with pytest.raises(ConversationNotFound):
        conversations.answer("nobody", 4, value="volume", flow_name="chat", visit=Visit())
    with pytest.raises(FlowNotFound):
        conversations.begin("no-such-flow", Visit())


# ---------------------------------------------------------------- back and edit


def test_going_back_withdraws_the_answer_and_its_points(site: Flask) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume", 12)
    reply = conversations.back(reply.token, reply.turn)
    assert (reply.turn, asked(reply)) == (4, "seats")
    assert [(a.slot, a.kind) for a in all_of(Answer)] == [
        ("need", "answer"),
        ("seats", "answer"),
        ("seats", "withdrawn"),
    ]
    [seats] = [line for line in all_of(LedgerLine) if line.slot == "seats"]
    assert seats.void_reason == "answer changed"


def test_an_edit_moves_the_points_and_keeps_the_rest(site: Flask) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume", 12, "ada@acme.example")
    before = {line.id for line in all_of(LedgerLine)}
    reply = conversations.edit(reply.token, reply.turn, "need", "look")
    assert asked(reply) == "job_title"
    [lead] = all_of(Lead)
    assert (lead.axis_need, lead.axis_budget, lead.score) == (0, 15, 15)
    lines = all_of(LedgerLine)
    assert before <= {line.id for line in lines}
    assert [(line.points, line.void_reason) for line in lines if line.slot == "need"] == [
        (20, "answer changed"),
        (0, None),
    ]
    assert [a.edited for a in all_of(Answer) if a.slot == "need"] == [False, True]


# ---------------------------------------------------------------- versions


def test_a_conversation_stays_on_its_version(site: Flask, flows) -> None:
    reply = play(conversations.begin("chat", Visit()), "volume")
    text = (flows / "chat.yml").read_text("utf-8")
    (flows / "chat.yml").write_text(text.replace("How many seats?", "How many people?"), "utf-8")
    site.extensions["lodestone"].library.refresh()
    site.extensions["lodestone"].cache.clear()  # as after a restart
    assert conversations.current(reply.token).view.screen.questions[0].text == "How many seats?"
    fresh = play(conversations.begin("chat", Visit()), "volume")
    assert fresh.view.screen.questions[0].text == "How many people?"
    (flows / "chat.yml").unlink()
    site.extensions["lodestone"].library.refresh()
    site.extensions["lodestone"].cache.clear()
    reply = play(reply, 12, "ada@acme.example", None, None)
    assert reply.completed


def test_a_page_drawn_before_publishing_is_answered_on_its_version(site: Flask, flows) -> None:
    shown = conversations.preview("chat", Visit())
    text = (flows / "chat.yml").read_text("utf-8")
    (flows / "chat.yml").write_text(text.replace("volume", "amount"), "utf-8")
    site.extensions["lodestone"].library.refresh()
    reply = conversations.answer(
        shown.token,
        1,
        value="volume",
        flow_name="chat",
        visit=Visit(),
        version=shown.flow.version,
    )
    assert asked(reply) == "seats"


# ---------------------------------------------------------------- languages, preview


@pytest.mark.parametrize("wanted", [None, "xx", "en-GB", "de,en;q=0.5"])
def test_a_language_that_is_not_there_falls_back(site: Flask, wanted: str | None) -> None:
    assert conversations.preview("chat", Visit(language=wanted)).view.language == "en"


def test_the_authors_preview_makes_no_lead(site: Flask) -> None:
    reply = conversations.begin("form", Visit(preview=True))
    values = {"first_name": "Ada", "email": "ada@acme.example"}
    conversations.answer(reply.token, 1, values=values)
    assert (count(Lead), count(LedgerLine)) == (0, 0)
    assert all_of(Conversation)[0].preview
