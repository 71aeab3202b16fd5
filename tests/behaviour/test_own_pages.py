"""Visits of flows' own pages count for who agreed to it, and for nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from leads.consent import withdraw
from store.behaviour import Behaviour
from store.database import db
from store.leads import Lead
from store.ledger import LedgerLine
from store.types import now
from store.writing import write_connection
from tests.behaviour.conftest import LEAD
from tests.leads.test_scanners import FIREFOX
from web import conversations
from web.visitor.place import COOKIE

PRICING = """\
format: 1
kind: chat
title: Pricing
language: en
steps:
  - {ask: email, type: email, text: Where to?}
  - {ask: looks, type: consent, purpose: tracking, required: false, text: May we note visits?}
  - {ask: note, type: text, text: Anything else?}
outcomes:
  - {id: end, title: End}
"""


@pytest.fixture
def pricing(site: Flask, tmp_path: Path) -> Flask:
    assert "url: pricing" in LEAD
    (tmp_path / "flows" / "pricing.yml").write_text(PRICING, "utf-8")
    with site.app_context():
        site.extensions["lodestone"].library.refresh()
    return site


def visitor(site: Flask, agrees: bool | None) -> FlaskClient:
    """A browser whose cookie names a conversation in which it was agreed, or not."""
    with site.app_context():
        reply = conversations.begin("pricing", conversations.Visit())
        reply = conversations.answer(reply.token, reply.turn, value="ada@acme.example")
        conversations.answer(reply.token, reply.turn, value=agrees)
    client = site.test_client()
    client.set_cookie(COOKIE, reply.token, path="/f/pricing")
    return client


def look(client: FlaskClient, path: str = "/f/pricing", **more: Any) -> None:
    agent = more.pop("agent", FIREFOX)
    method = more.pop("method", "GET")
    answer = client.open(path, method=method, headers={"User-Agent": agent})
    assert answer.status_code == 200


def rows(site: Flask, model: Any) -> list[Any]:
    with site.app_context():
        return list(db.session.query(model).order_by(model.id))


def test_a_look_of_who_agreed_counts_as_on_any_page(pricing: Flask) -> None:
    look(visitor(pricing, agrees=True))
    [row], [lead] = rows(pricing, Behaviour), rows(pricing, Lead)
    assert (row.kind, row.lead_id, row.flow) == ("page", lead.id, "pricing")
    assert row.url.endswith("/f/pricing")
    [line] = rows(pricing, LedgerLine)
    assert (line.axis, line.points, line.origin) == ("timing", 4, "intent")
    assert lead.axis_timing == 4


@pytest.mark.parametrize("agrees", [False, None])
def test_without_a_yes_nothing_is_kept(pricing: Flask, agrees: bool | None) -> None:
    look(visitor(pricing, agrees))
    assert rows(pricing, Behaviour) == []


def test_strangers_leave_nothing(pricing: Flask) -> None:
    visitor(pricing, agrees=True)
    look(pricing.test_client())
    assert rows(pricing, Behaviour) == []


def test_after_withdrawing_nothing_more_is_kept(pricing: Flask) -> None:
    client = visitor(pricing, agrees=True)
    look(client)
    with pricing.app_context(), write_connection() as connection:
        words = {"words": "No", "language": "en", "origin": "withdrawal", "page": None}
        withdraw(connection, 1, ["tracking"], **words, at=now())
    look(client)
    assert len(rows(pricing, Behaviour)) == 1


def test_neither_frames_nor_what_follows_an_answer_are_visits(pricing: Flask) -> None:
    client = visitor(pricing, agrees=True)
    look(client, "/f/pricing?at=3")
    look(client, "/f/pricing/frame")
    assert rows(pricing, Behaviour) == []


@pytest.mark.parametrize("more", [{"agent": "Googlebot/2.1"}, {"method": "HEAD"}])
def test_programs_are_kept_and_worth_nothing(pricing: Flask, more: dict[str, str]) -> None:
    client = visitor(pricing, agrees=True)
    seen = rows(pricing, Lead)[0].last_seen_at
    look(client, **more)
    assert rows(pricing, Lead)[0].last_seen_at == seen
    assert [row.suspicion is not None for row in rows(pricing, Behaviour)] == [True]
    assert rows(pricing, LedgerLine) == []
