"""A flow's points changed: earlier conversations counted anew, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from bot.model import Json
from leads import definitions, runs
from store.conversations import Conversation
from store.database import db
from store.leads import Lead
from store.ledger import LedgerLine
from store.types import now
from store.writing import write_connection
from tests.conversations.conftest import CHAT, LEAD
from web import conversations
from web.conversations import Reply, Visit, record_published
from web.rules import flow_points, players
from web.site import Site
from web.site import site as this_site


def played(email: str, need: str = "volume", seats: int = 12) -> Reply:
    reply = conversations.begin("chat", Visit())
    for value in (need, seats, email):
        reply = conversations.answer(reply.token, reply.turn, value=value)
    return reply


def change(flows: Path, *exchanges: tuple[str, str]) -> None:
    text = CHAT
    for before, after in exchanges:
        assert before in text
        text = text.replace(before, after)
    (flows / "chat.yml").write_text(text, "utf-8")
    own: Site = this_site()
    own.library.refresh()
    record_published()


def begin(kind: str) -> int:
    found = this_site().library.flow("chat")
    assert found is not None
    with write_connection() as connection:
        return flow_points.begin(connection, kind, found.flow, now(), None)


def done(run_id: int) -> dict[str, Any]:
    fallback = definitions.compiled(LEAD)
    for _ in range(50):
        with db.engine.connect() as connection:
            run = runs.read(connection, run_id)
        assert run is not None
        if run.finished_at is not None:
            return dict(run.figures)
        flow_points.step(db.engine, this_site(), run, fallback, now())
    raise AssertionError("the run never ends")


def standing() -> dict[str, tuple[Any, ...]]:
    db.session.rollback()
    db.session.expire_all()
    leads = db.session.scalars(select(Lead).order_by(Lead.id))
    return {lead.email or "": (lead.axis_need, lead.axis_budget, lead.stage) for lead in leads}


def lines_of(conversation: str) -> list[tuple[str, float, str | None]]:
    own = select(Conversation.id).where(Conversation.token == conversation).scalar_subquery()
    lines = select(LedgerLine).where(LedgerLine.conversation_id == own).order_by(LedgerLine.id)
    return [(one.axis, one.points, one.void_reason) for one in db.session.scalars(lines)]


FEWER = ("points: 20", "points: 8")
GONE = "points of the flow changed"


@pytest.fixture(params=[1, 2, 500])
def sized(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Batches that end after each lead, in their middle, or never."""
    monkeypatch.setattr(flow_points, "LOOKED", request.param)
    monkeypatch.setattr(flow_points, "REPLAYED", request.param)
    return int(request.param)


def test_all_who_played_are_looked_at_and_then_counted_anew(
    site: Flask, flows: Path, sized: int
) -> None:
    talks = {name: played(f"{name}@a.example") for name in ("ada", "bela", "çağla")}
    played("dora@a.example", need="quality", seats=2)
    before = standing()
    assert before["ada@a.example"] == (20, 15, "MQL")
    change(flows, FEWER)
    looked = done(begin(runs.PREVIEW))
    assert (looked["leads"], looked["moved"], looked["rescored"]) == (4, 3, 3)
    assert looked["matrix"] == {"MQL|IQL": 3, "MQL|MQL": 1}
    assert standing() == before
    counted = done(begin(runs.REPLAY))
    assert counted == {"leads": 4, "changed": 3}
    assert standing() == {
        "ada@a.example": (8, 15, "IQL"),
        "bela@a.example": (8, 15, "IQL"),
        "çağla@a.example": (8, 15, "IQL"),
        "dora@a.example": (25, 5, "MQL"),
    }
    assert lines_of(talks["bela"].token) == [
        ("need", 20, GONE), ("budget", 15, None), ("need", 8, None),
    ]  # fmt: skip


def test_counting_twice_is_counting_once(site: Flask, flows: Path) -> None:
    talk = played("ada@a.example")
    change(flows, FEWER)
    done(begin(runs.REPLAY))
    once = standing(), lines_of(talk.token)
    done(begin(runs.REPLAY))
    assert (standing(), lines_of(talk.token)) == once


def test_only_the_newest_conversation_of_a_lead_counts(site: Flask, flows: Path) -> None:
    first = played("ada@a.example", need="quality")
    second = played("ada@a.example")
    with write_connection() as connection:
        [lead_id] = connection.execute(select(Lead.id)).scalars()
        mine = update(Conversation).where(Conversation.token == second.token)
        connection.execute(mine.values(lead_id=lead_id))
    change(flows, FEWER, ("points: 25", "points: 3"))
    assert done(begin(runs.REPLAY))["leads"] == 1
    assert all(reason != GONE for _, _, reason in lines_of(first.token))
    assert ("need", 8, None) in lines_of(second.token)


def test_bots_and_leads_that_played_something_else_are_left_alone(site: Flask, flows: Path) -> None:
    played("ada@a.example")
    bot = played("bot@a.example")
    reply = conversations.begin("form", Visit())
    given: dict[str, Json] = {"first_name": "Ola", "email": "ola@a.example"}
    conversations.answer(reply.token, reply.turn, values=given)
    with write_connection() as connection:
        mine = update(Conversation).where(Conversation.token == bot.token)
        connection.execute(mine.values(suspicion="honeypot"))
    change(flows, FEWER)
    assert done(begin(runs.REPLAY)) == {"leads": 1, "changed": 1}
    assert standing()["bot@a.example"][0] == 20


def test_conversations_that_do_not_fit_any_more_stay_as_they_are(site: Flask, flows: Path) -> None:
    talk = played("ada@a.example")
    was = standing(), lines_of(talk.token)
    change(flows, ("value: volume", "value: amount"))
    looked = done(begin(runs.PREVIEW))
    assert (looked["unfit"], looked["leads"]) == (1, 0)
    done(begin(runs.REPLAY))
    assert (standing(), lines_of(talk.token)) == was


@contextmanager
def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]) -> Iterator[None]:
    """Something that happens once, after the leads of a batch were read."""
    reading, left = players.players_after, [happens]

    def read(*given: Any) -> Any:
        found = reading(*given)
        if left:
            left.pop()()
        return found

    with monkeypatch.context() as patched:
        patched.setattr(flow_points, "players_after", read)
        yield


def test_who_changes_an_answer_meanwhile_is_counted_by_the_new_one(
    site: Flask, flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = played("ada@a.example")
    played("bela@a.example")
    change(flows, FEWER, ("points: 25", "points: 3"))
    run = begin(runs.REPLAY)

    def edit() -> None:
        conversations.edit(talk.token, talk.turn, "need", "quality")

    with meanwhile(monkeypatch, edit):
        done(run)
    assert standing()["ada@a.example"][0] == 3
    assert standing()["bela@a.example"][0] == 8


def test_who_is_touched_meanwhile_is_not_left_out(
    site: Flask, flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played("ada@a.example")
    change(flows, FEWER)
    run = begin(runs.REPLAY)

    def touch() -> None:
        with write_connection() as connection:
            connection.execute(update(Lead).values(updated_at=now()))

    with meanwhile(monkeypatch, touch):
        done(run)
    assert standing()["ada@a.example"] == (8, 15, "IQL")
