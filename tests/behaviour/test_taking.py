"""What is done on host pages: kept for a stranger, counted for a lead, never on a cookie's word."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from store.behaviour import Behaviour
from store.database import db
from store.leads import Lead
from store.ledger import LedgerLine
from tests.leads.test_scanners import FIREFOX
from web import conversations

VISITOR = "v" * 32


def send(site: Flask, *, origin: str = "https://acme.example", agent: str = FIREFOX, **sent: Any):
    body = {"visitor": VISITOR, "kind": "page", "url": "https://acme.example/pricing", **sent}
    headers = {"Origin": origin, "User-Agent": agent}
    return site.test_client().post("/behaviour", data=json.dumps(body), headers=headers)


def rows(site: Flask, model: Any) -> list[Any]:
    with site.app_context():
        return list(db.session.query(model).order_by(model.id))


def played(site: Flask, email: str = "ada@acme.example") -> str:
    """The token of a conversation whose visitor left an address."""
    with site.app_context():
        reply = conversations.begin("form", conversations.Visit())
        conversations.answer(reply.token, reply.turn, values={"email": email})
    return str(reply.token)


def test_a_strangers_visit_is_kept_and_belongs_to_nobody(site: Flask) -> None:
    answer = send(site)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    [row] = rows(site, Behaviour)
    assert (row.kind, row.lead_id, row.suspicion) == ("page", None, None)
    assert VISITOR not in row.visitor


def test_what_came_before_counts_once_the_conversation_says_who_it_was(site: Flask) -> None:
    send(site)
    token = played(site)
    send(site)
    assert [row.lead_id for row in rows(site, Behaviour)] == [None, None]
    assert send(site, kind="known", url="", conversations=[token]).status_code == 204
    [lead] = rows(site, Lead)
    assert [row.lead_id for row in rows(site, Behaviour)] == [lead.id] * 2
    [line] = rows(site, LedgerLine)
    assert (line.axis, line.points, line.origin) == ("timing", 4, "intent")
    assert (lead.axis_timing, lead.stage) == (4, "MQL")


def test_the_browser_alone_is_nobody(site: Flask) -> None:
    token = played(site)
    send(site, conversations=[token])
    send(site, url="https://acme.example/about")
    assert [row.lead_id is None for row in rows(site, Behaviour)] == [False, True]


def test_a_shared_browser_gives_nobody_what_is_anothers(site: Flask) -> None:
    first, second = played(site), played(site, "bo@acme.example")
    send(site, conversations=[first])
    send(site, conversations=[first, second])
    ada, bo = rows(site, Lead)
    assert [row.lead_id for row in rows(site, Behaviour)] == [ada.id, bo.id]


def test_a_token_that_is_made_up_says_nothing(site: Flask) -> None:
    played(site)
    send(site, conversations=["x" * 32])
    assert rows(site, Behaviour)[0].lead_id is None


def test_beginning_a_calculator_is_using_it(site: Flask) -> None:
    token = played(site)
    send(site, kind="start", flow="sum", url="", conversations=[token])
    send(site, kind="start", flow="form", url="", conversations=[token])
    assert [row.kind for row in rows(site, Behaviour)] == ["calculator"]
    assert rows(site, Lead)[0].axis_interest == 3


def test_programs_are_kept_and_worth_nothing(site: Flask) -> None:
    token = played(site)
    send(site, agent="Googlebot/2.1", conversations=[token])
    assert rows(site, Behaviour)[0].suspicion == "agent"
    assert rows(site, LedgerLine) == []


@pytest.mark.parametrize(
    ("flow", "origin", "status"),
    [
        ("closed", "https://acme.example", 204),
        ("closed", "https://evil.example", 403),
        ("closed", "", 403),
        ("form", "https://any.example", 204),
        ("nothing", "https://acme.example", 403),
    ],
)
def test_only_pages_that_may_hold_the_flow_are_listened_to(
    site: Flask, flow: str, origin: str, status: int
) -> None:
    assert send(site, flow=flow, origin=origin).status_code == status
    assert len(rows(site, Behaviour)) == (status == 204)


@pytest.mark.parametrize(
    "sent",
    [{"visitor": "short"}, {"kind": "dance"}, {"url": "x" * 1001}, {"more": 1},
     {"conversations": ["x" * 32] * 21}],
)  # fmt: skip
def test_what_has_the_wrong_shape_is_refused(site: Flask, sent: dict[str, Any]) -> None:
    assert send(site, **sent).status_code == 422
    assert rows(site, Behaviour) == []


def test_what_is_too_large_is_refused(site: Flask) -> None:
    answer = site.test_client().post("/behaviour", data=b"x" * 5000)
    assert answer.status_code == 413


def test_browsers_may_ask_first(site: Flask) -> None:
    answer = site.test_client().options("/behaviour")
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Methods"] == "POST"


def test_the_script_is_small_and_may_be_loaded_from_anywhere(site: Flask) -> None:
    answer = site.test_client().get("/track.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert len(answer.data) < 4096
