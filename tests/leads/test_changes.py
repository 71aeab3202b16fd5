"""Every way a lead changes moves it on in the order of changes; what nobody is shown does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from bot.effects import ConsentGiven
from leads import consent, contradictions, definitions, handover, runs, stages, suspicion
from leads.arrival import fill
from leads.behaving import Noted, attach, count_anew, note
from leads.changes import Place, changes_after
from leads.contradictions import bounced
from leads.erase import erase
from leads.filters import LeadFilter
from leads.handover import By
from leads.keeping_time import forget_answers
from leads.merging import Decider, merge
from leads.score import rescore
from leads.settling import settle_some
from leads.verification.confirming import Confirmed, confirm, unconfirm
from outreach.checks import check_lead
from outreach.domains import Domains
from store.database import db
from store.leads import Lead
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, DEFINITION, conversation, lead_of, line, rows, score_lines
from tests.leads.test_handover import seller
from tests.leads.test_keeping_time import answer
from tests.leads.test_rule_runs import FITTING, applied, begun, people, points, run_all

LATER = AT + timedelta(days=40)
BY = By(actor="test")


def last_number() -> int:
    return max(row.change_number for row in rows("leads"))


def told_since(number: int) -> list[int]:
    """The leads that a reader who knows all up to a number is told of."""
    with db.engine.connect() as connection:
        page = changes_after(connection, LeadFilter(suspected=True), Place(number, 2**62))
    return [change.place.lead_id for change in page.changes]


def talk_of(lead_id: int) -> int:
    return int(rows("conversations", lead_id=lead_id)[0].id)


def _points(connection: Any, lead_id: int) -> None:
    rescore(connection, lead_id, DEFINITION, LATER)


def _seen(connection: Any, lead_id: int) -> None:
    rescore(connection, lead_id, DEFINITION, LATER, seen=True)


def _contact(connection: Any, lead_id: int) -> None:
    fill(connection, rows("leads", id=lead_id)[0], {"company": "Żabka"}, LATER)


def _fit_within_the_cap(connection: Any, lead_id: int) -> None:
    """Another line of the same worth: the score stays, and its reason is another."""
    place = TABLES["ledger"]
    row = {"lead_id": lead_id, "at": AT, "origin": "fit", "axis": "need", "points": 25.0}
    connection.execute(insert(place), row | {"rule": "old", "evidence": "then"})
    connection.execute(
        update(TABLES["leads"])
        .where(TABLES["leads"].c.id == lead_id)
        .values(job_title=None, change_number=TABLES["leads"].c.change_number)
    )
    rescore(connection, lead_id, DEFINITION, LATER)


def _held_stage(connection: Any, lead_id: int) -> None:
    stages.hold(connection, lead_id, DEFINITION, "SQL", "They rang", at=LATER, user_id=None)


def _released_stage(connection: Any, lead_id: int) -> None:
    _held_stage(connection, lead_id)
    stages.release(connection, lead_id, DEFINITION, at=LATER, user_id=None)


def _won(connection: Any, lead_id: int) -> None:
    handover.close(connection, lead_id, "won", BY, LATER, value=10.0)


def _reached(connection: Any, lead_id: int) -> None:
    handover.reach(connection, lead_id, BY, LATER)


def _owned(connection: Any, lead_id: int) -> None:
    user_id = connection.execute(select(TABLES["users"].c.id)).scalar_one()
    handover.assign(connection, lead_id, user_id, BY, LATER)


def _taken(connection: Any, lead_id: int) -> None:
    user_id = connection.execute(select(TABLES["users"].c.id)).scalar_one()
    handover.take(connection, lead_id, By(user_id), LATER)


def _confirmed_phone(connection: Any, lead_id: int) -> None:
    confirm(connection, lead_id, Confirmed("phone", "+48601234567", "by hand", LATER), DEFINITION)


def _confirmed_email(connection: Any, lead_id: int) -> None:
    confirmed = Confirmed("email", "ada@acme.example", "by hand", LATER)
    confirm(connection, lead_id, confirmed, DEFINITION)


def _unconfirmed(connection: Any, lead_id: int) -> None:
    unconfirm(connection, rows("leads", id=lead_id)[0], "phone", "moved", DEFINITION, LATER)


def _agreed(connection: Any, lead_id: int) -> None:
    consent.keep_consents(
        connection,
        [ConsentGiven("contact", "May we write?", "en", "news", True)],
        conversation_id=talk_of(lead_id),
        lead_id=lead_id,
        flow="chat",
        flow_version_id=1,
        page=None,
        at=AT,
    )


def _withdrew(connection: Any, lead_id: int) -> None:
    _agreed(connection, lead_id)
    words = {"words": "No more", "language": "en", "origin": "page", "page": None}
    assert consent.withdraw(connection, lead_id, None, at=LATER, **words)


def _mail_came_back(connection: Any, lead_id: int) -> None:
    bounced(connection, lead_id, "ada@acme.example", "no such mailbox", LATER)


def _was_a_person(connection: Any, lead_id: int) -> None:
    suspicion.clear(connection, talk_of(lead_id))


def _read_prices(connection: Any, lead_id: int) -> None:
    note(connection, Noted("page", LATER, url="https://acme.example/prices", visitor="v"))
    attach(connection, "v", lead_id, LATER)
    count_anew(connection, lead_id, DEFINITION, LATER)


def _erased(connection: Any, lead_id: int) -> None:
    assert erase(connection, lead_id)


WAYS: list[Callable[[Any, int], None]] = [
    _points,
    _seen,
    _contact,
    _fit_within_the_cap,
    _held_stage,
    _released_stage,
    _won,
    _reached,
    _owned,
    _taken,
    _confirmed_email,
    _confirmed_phone,
    _unconfirmed,
    _agreed,
    _withdrew,
    _mail_came_back,
    _was_a_person,
    _read_prices,
    _erased,
]


@pytest.fixture
def lead_id(app: Flask) -> int:
    """Ada, with points that were not counted yet; somebody else changed after her."""
    seller("sven")
    number = lead_of({"email": "ada@acme.example", "phone": "+48601234567"})
    score_lines(talk_of(number), number, line("need", 25))
    lead_of({"email": "else@acme.example"})
    return number


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_a_lead_that_changed_is_told(lead_id: int, way: Callable[[Any, int], None]) -> None:
    if way is _fit_within_the_cap:
        with write_connection() as connection:
            rescore(connection, lead_id, DEFINITION, LATER)
    before = last_number()
    with write_connection() as connection:
        way(connection, lead_id)
    assert told_since(before) == [lead_id]


def test_a_change_by_the_orm_is_told(lead_id: int) -> None:
    before = last_number()
    lead = db.session.get(Lead, lead_id)
    assert lead is not None
    lead.company = "Acme"
    db.session.commit()
    assert told_since(before) == [lead_id]


def test_both_of_a_merge_are_told(lead_id: int) -> None:
    other = lead_of({"email": "a.nowak@acme.example"})
    before = last_number()
    with write_connection() as connection:
        merge(connection, lead_id, other, DEFINITION, Decider(program="test"), LATER)
    assert sorted(told_since(before)) == [lead_id, other]


def test_what_was_found_out_about_the_address_is_told(
    lead_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Domains, "ask", lambda *_: "silent")
    before = last_number()
    check_lead(lead_id, Domains(), DEFINITION, LATER)
    assert told_since(before) == [lead_id]


def test_an_answer_whose_time_is_over_is_told(lead_id: int) -> None:
    answer(talk_of(lead_id), "illness", "a cold")
    before = last_number()
    assert forget_answers({"chat": {"illness": 30}}, LATER) == 1
    assert told_since(before) == [lead_id]


def test_a_fault_that_is_settled_is_told(lead_id: int) -> None:
    with write_connection() as connection:
        _mail_came_back(connection, lead_id)
    before = last_number()
    with write_connection() as connection:
        [fault] = contradictions.faults_of(connection, lead_id)
        assert contradictions.settle(connection, lead_id, fault.id, LATER)
    assert told_since(before) == [lead_id]


# ---------------------------------------------------------------- no news


def test_the_worker_finding_the_company_is_no_news(lead_id: int) -> None:
    before = last_number()
    assert settle_some(DEFINITION, LATER) == 2
    assert rows("leads", id=lead_id)[0].company_id is not None
    assert told_since(before) == []


def test_points_that_fade_are_no_news_until_they_change_the_stage(app: Flask) -> None:
    [lead_id] = people(15)
    before = last_number()
    run_all(begun(runs.NIGHTLY, AT + timedelta(days=2)), AT + timedelta(days=2))
    assert 30 < rows("leads", id=lead_id)[0].score < 35
    assert told_since(before) == []
    points(lead_id, "timing", 5)
    with write_connection() as connection:
        rescore(connection, lead_id, definitions.active(connection, DEFINITION), AT)
    assert rows("leads", id=lead_id)[0].stage == "SQL"
    before = last_number()
    run_all(begun(runs.NIGHTLY, LATER), LATER)
    assert rows("leads", id=lead_id)[0].stage == "MQL"
    assert told_since(before) == [lead_id]


def test_points_that_another_lead_yml_gives_are_told(app: Flask) -> None:
    [lead_id] = people(15, job_title="CEO")
    before = last_number()
    run_all(applied(FITTING, AT), AT)
    assert told_since(before) == [lead_id]


def test_a_conversation_without_a_lead_tells_of_nobody(app: Flask) -> None:
    conversation()
    assert told_since(-1) == []
