"""Closing day, quota, once per browser or e-mail address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.conversations import Answer, Conversation
from store.database import db
from store.leads import Lead
from web import conversations
from web.conversations import Reply, Visit, gates
from web.conversations.errors import AlreadyTaken, FlowClosed, PlacesTaken, QuotaMet


def fill(flow: str, email: str, visit: Visit | None = None) -> Reply:
    reply = conversations.begin(flow, visit or Visit())
    values: dict[str, Any] = {"first_name": "Ada", "email": email}
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


def kept_values(token: str) -> dict[str, Any]:
    """The answers of a conversation as they stand."""
    db.session.rollback()
    own = Conversation.token == token
    rows = select(Answer.slot, Answer.value).join(Conversation).where(own).order_by(Answer.id)
    return {row.slot: row.value for row in db.session.execute(rows) if row.value is not None}


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
        conversations.preview("quota", Visit())
    assert finished() == 2
    assert conversations.current(waiting.token).turn == 1


def test_who_answers_when_the_last_place_goes_is_told_and_loses_nothing(site: Flask) -> None:
    late = conversations.begin("quota", Visit())
    fill("quota", "a@a.example")
    fill("quota", "b@b.example")
    given: dict[str, Any] = {"first_name": "Cy", "email": "c@c.example"}
    for _ in range(2):  # sent again it is told the same
        with pytest.raises(PlacesTaken, match="are kept"):
            conversations.answer(late.token, 1, values=given)
    with pytest.raises(PlacesTaken):  # so is who comes back
        conversations.current(late.token)
    assert finished() == 2
    assert kept_values(late.token) == given
    assert db.session.scalar(select(Lead.id).where(Lead.email == "c@c.example"))


def test_a_page_that_was_open_when_the_quota_was_met_may_still_be_sent(site: Flask) -> None:
    page = conversations.preview("quota", Visit())
    fill("quota", "a@a.example")
    fill("quota", "b@b.example")
    given: dict[str, Any] = {"first_name": "Cy", "email": "c@c.example"}
    with pytest.raises(PlacesTaken):
        conversations.answer(page.token, 1, values=given, flow_name="quota", visit=Visit())
    assert kept_values(page.token) == given
    assert finished() == 2


def test_who_was_late_may_change_an_answer_and_gets_a_place_that_came_free(site: Flask) -> None:
    late = conversations.begin("quota", Visit())
    first = fill("quota", "a@a.example")
    fill("quota", "b@b.example")
    with pytest.raises(PlacesTaken):
        conversations.answer(late.token, 1, values={"first_name": "Cy", "email": "c@c.example"})
    conversations.back(first.token, first.turn)  # one of the two is open again
    assert conversations.edit(late.token, 2, "first_name", "Cyd").completed
    assert finished() == 2


def test_a_page_that_was_open_at_midnight_is_answered_for_an_hour_more(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = conversations.preview("closed", Visit(preview=True)).flow
    midnight = datetime(2020, 2, 1)
    gates.check_open(flow, Visit(), midnight + timedelta(minutes=59), answering=True)
    for minutes, answering in ((61, True), (1, False)):
        at = midnight + timedelta(minutes=minutes)
        with pytest.raises(FlowClosed):
            gates.check_open(flow, Visit(), at, answering=answering)


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


def test_once_per_browser_holds_for_two_begun_before_either_was_finished(site: Flask) -> None:
    one, other = (conversations.begin("browser", Visit(returning_token="this")) for _ in range(2))
    given: dict[str, Any] = {"first_name": "Ada", "email": "ada@acme.example"}
    assert conversations.answer(one.token, 1, values=given).completed
    with pytest.raises(AlreadyTaken, match="browser"):
        conversations.answer(other.token, 1, values=given)


def test_once_per_browser_is_once(site: Flask) -> None:
    fill("browser", "ada@acme.example", Visit(returning_token="this one"))
    with pytest.raises(AlreadyTaken, match="browser"):
        conversations.preview("browser", Visit(returning_token="this one"))
    assert fill("browser", "ada@acme.example", Visit(returning_token="another")).completed
