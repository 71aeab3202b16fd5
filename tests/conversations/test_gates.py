"""Closing day, quota, once per browser or e-mail address."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.conversations import Conversation
from store.database import db
from web import conversations
from web.conversations import Reply, Visit
from web.conversations.errors import AlreadyTaken, FlowClosed, QuotaMet


def fill(flow: str, email: str, visit: Visit | None = None) -> Reply:
    reply = conversations.begin(flow, visit or Visit())
    values = {"first_name": "Ada", "email": email}
    return conversations.answer(reply.token, 1, values=values)


def finished() -> int:
    db.session.rollback()
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Conversation)
            .where(Conversation.finished_at.is_not(None))
        )
        or 0
    )


def test_a_closed_flow_begins_no_more(site: Flask) -> None:
    for begin in (conversations.preview, conversations.begin):
        with pytest.raises(FlowClosed, match="2020-01-31"):
            begin("closed", Visit())


def test_the_author_still_sees_a_closed_flow(site: Flask) -> None:
    assert conversations.preview("closed", Visit(preview=True)).view.screen


def test_the_quota_counts_what_was_finished(site: Flask) -> None:
    waiting = conversations.begin("quota", Visit())
    fill("quota", "a@a.example")
    fill("quota", "b@b.example")
    with pytest.raises(QuotaMet):
        conversations.begin("quota", Visit())
    with pytest.raises(QuotaMet):
        conversations.answer(waiting.token, 1, values={"first_name": "Cy", "email": "c@c.example"})
    assert finished() == 2
    assert conversations.current(waiting.token).turn == 1


def test_suspected_bots_and_previews_do_not_use_up_the_quota(site: Flask) -> None:
    fill("quota", "a@a.example", Visit(suspicion=("honeypot",)))
    fill("quota", "b@b.example", Visit(preview=True))
    fill("quota", "c@c.example")
    assert fill("quota", "d@d.example").completed


def test_once_per_address_is_once(site: Flask) -> None:
    fill("once", "ada@acme.example")
    with pytest.raises(AlreadyTaken, match="e-mail"):
        fill("once", "ADA@ACME.example")
    assert fill("once", "bob@acme.example").completed
    assert finished() == 2


def test_changing_an_own_finished_answer_is_not_a_second_time(site: Flask) -> None:
    reply = fill("once", "ada@acme.example")
    reply = conversations.edit(reply.token, reply.turn, "first_name", "Ada M")
    assert reply.view.done


def test_once_per_browser_is_once(site: Flask) -> None:
    fill("browser", "ada@acme.example", Visit(returning_token="this one"))
    with pytest.raises(AlreadyTaken, match="browser"):
        conversations.preview("browser", Visit(returning_token="this one"))
    assert fill("browser", "ada@acme.example", Visit(returning_token="another")).completed
