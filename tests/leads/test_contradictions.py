"""Bad data is found, shown once, and gone when it mends itself or somebody settles it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, update

from leads import contradictions
from leads.erase import erase
from leads.watching import OVERLAP, look_at_recent
from store.leads import Lead
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, arrive, conversation, rows


def _person(*said: tuple[str, str, Any]) -> int:
    """A lead with one conversation for each answer (slot, type, value)."""
    lead_id = None
    for slot, type_, value in said or (("need", "choice", "volume"),):
        talk = conversation()
        attached = arrive(talk, {"email": "ada@acme.example", "phone": "+48601234567"}, lead_id)
        assert attached is not None
        lead_id = attached.lead_id
        _answer(talk, slot, type_, value)
    assert lead_id is not None
    return lead_id


def _answer(talk: int, slot: str, type_: str, value: Any, kind: str = "answer") -> None:
    row = {"conversation_id": talk, "flow_version_id": 1, "kind": kind, "slot": slot, "turn": 2}
    row |= {"type": type_, "value": value, "raw": None, "unparsed": False, "edited": False}
    with write_connection() as connection:
        connection.execute(insert(TABLES["answers"]), row | {"answered_at": AT})


def _look(lead_id: int, days: int = 0) -> list[tuple[str, str]]:
    with write_connection() as connection:
        contradictions.look(connection, lead_id, AT + timedelta(days=days))
        found = contradictions.faults_of(connection, lead_id)
    return [(fault.kind, fault.subject) for fault in found]


@pytest.mark.parametrize(
    ("slot", "type_", "first", "then", "is_one"),
    [
        ("budget", "money", {"low": 500, "high": 500}, {"low": 9000, "high": 9000}, True),
        ("budget", "money", {"low": 500, "high": 500}, {"low": 2000, "high": 2000}, False),
        ("budget", "money", {"low": 0, "high": 0}, {"low": 2000, "high": 2000}, False),
        ("visitors", "number", 100, 100_000, True),
        ("company_size", "number", 40, 50, False),
        ("company_size", "number", 40, 400, True),
        ("company_size", "choice", "small", "large", True),
        ("company_size", "choice", "small", "small", False),
        ("need", "choice", "volume", "quality", False),  # a need may change
        ("country", "country", "PL", "TR", True),
    ],
)
def test_two_conversations_that_cannot_both_be_right(
    app: Flask, slot: str, type_: str, first: Any, then: Any, is_one: bool
) -> None:
    lead = _person((slot, type_, first), (slot, type_, then))
    assert _look(lead) == ([("contradiction", slot)] if is_one else [])


def test_a_changed_answer_within_a_conversation_is_no_contradiction(app: Flask) -> None:
    lead = _person(("budget", "money", {"low": 500, "high": 500}))
    talk = rows("conversations")[0].id
    _answer(talk, "budget", "money", {"low": 9000, "high": 9000})
    assert _look(lead) == []


def test_a_number_that_no_phone_has_is_found_until_it_is_mended(app: Flask) -> None:
    lead = _person()
    assert _look(lead) == []
    _set(lead, phone="+4812")
    assert _look(lead) == [("phone", "phone")]
    _set(lead, phone="+48601234567")
    assert _look(lead) == []


def _set(lead_id: int, **values: Any) -> None:
    with write_connection() as connection:
        connection.execute(update(Lead).where(Lead.id == lead_id).values(**values))


def test_mail_that_came_back_is_kept_until_the_address_changes(app: Flask) -> None:
    lead = _person()
    with write_connection() as connection:
        for address in ("ADA@Acme.example", "other@acme.example"):
            contradictions.bounced(connection, lead, address, "550 no such user", AT)
    assert _look(lead) == [("bounced", "ADA@Acme.example")]
    _set(lead, email="ada@new.example", email_key="ada@new.example")
    assert _look(lead) == []


def test_what_was_settled_comes_up_again_only_when_it_says_something_else(app: Flask) -> None:
    lead = _person(("visitors", "number", 1.0), ("visitors", "number", 50.0))
    assert _look(lead) == [("contradiction", "visitors")]
    fault = rows("lead_faults")[0]
    with write_connection() as connection:
        assert contradictions.settle(connection, lead, fault.id, AT)
        assert not contradictions.settle(connection, lead, fault.id, AT)
        assert not contradictions.settle(connection, lead + 1, fault.id, AT)
    assert _look(lead) == []
    talk = conversation()
    arrive(talk, {"email": "ada@acme.example"}, lead)
    _answer(talk, "visitors", "number", 900.0)
    assert _look(lead) == [("contradiction", "visitors")]


def test_an_erased_lead_has_no_faults_left(app: Flask) -> None:
    lead = _person(("visitors", "number", 1.0), ("visitors", "number", 50.0))
    _look(lead)
    with write_connection() as connection:
        erase(connection, lead)
        assert not contradictions.look(connection, lead, AT)
    assert rows("lead_faults") == []


def test_who_was_seen_lately_is_looked_at_once(app: Flask) -> None:
    lead = _person(("visitors", "number", 1.0), ("visitors", "number", 50.0))
    assert look_at_recent(AT + timedelta(1), AT + timedelta(2)) == AT + timedelta(2) - OVERLAP
    assert rows("lead_faults") == []
    assert look_at_recent(AT, AT + timedelta(hours=1)) == AT + timedelta(hours=1) - OVERLAP
    assert [fault.lead_id for fault in rows("lead_faults")] == [lead]
