"""Handing over: who gets which lead, what sales do with it, and how fast."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert

from bot.formula import parse
from bot.score import Axis, LeadDefinition, OwnerRule, StageRule
from leads import handover, speed
from leads.handover import By, StepRefused
from leads.score import rescore
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, arrive, conversation, line, rows, score_lines

STAGES = (
    StageRule("IQL", needs=("email",)),
    StageRule("MQL", score=10.0),
    StageRule("SQL", score=20.0),
)
AXES = {"need": Axis("need", 25.0)}


def definition(*owners: OwnerRule) -> LeadDefinition:
    return LeadDefinition(axes=AXES, stages=STAGES, owners=owners)


def rule(condition: str | None, *to: str, at: str | None = None) -> OwnerRule:
    return OwnerRule(parse(condition) if condition else None, to, at, condition or "everybody")


def seller(name: str, **fields: Any) -> int:
    row = {"email": f"{name}@acme.example", "name": name, "role": "sales", "active": True}
    row |= {"created_at": AT, **fields}
    with write_connection() as connection:
        return int(connection.execute(insert(TABLES["users"]), row).inserted_primary_key[0])


def scored(points: float, house: LeadDefinition, *, minutes: int = 0, **contact: str) -> int:
    """A lead that just came with so many points."""
    talk = conversation()
    contact = {"email": f"lead{talk}@acme.example", **contact}
    attached = arrive(talk, contact)
    assert attached is not None
    warm(talk, attached.lead_id, points, house, minutes)
    return attached.lead_id


def warm(talk: int, lead_id: int, points: float, house: LeadDefinition, minutes: int = 0) -> None:
    score_lines(talk, lead_id, line("need", points))
    with write_connection() as connection:
        rescore(connection, lead_id, house, AT + timedelta(minutes=minutes))


def do(step: Any, *arguments: Any, **more: Any) -> Any:
    with write_connection() as connection:
        return step(connection, *arguments, **more)


def test_a_lead_is_handed_over_when_it_reaches_the_highest_stage_and_not_before(app: Flask) -> None:
    ada, house = seller("ada"), definition()
    cool = scored(10.0, house)
    assert rows("handovers") == []
    hot = scored(20.0, house)
    (kept,) = rows("handovers")
    assert (kept.lead_id, kept.owner_id, kept.stage, kept.since) == (hot, ada, "SQL", AT)
    assert [row.owner_id for row in rows("leads")] == [None, ada]
    assert cool != hot
    (step,) = rows("sales_steps")
    assert (step.kind, step.owner_id, step.rule) == ("owner", ada, None)


def test_people_who_sell_take_turns_and_others_are_passed_over(app: Flask) -> None:
    ada, bo = seller("ada"), seller("bo")
    seller("left", active=False)
    seller("maker", role="marketer")
    for _ in range(4):
        scored(20.0, definition())
    assert [row.owner_id for row in rows("leads")] == [ada, bo, ada, bo]


def test_turns_stay_fair_when_many_leads_come_at_once(app: Flask) -> None:
    people = [seller(name) for name in ("ada", "bo", "cy")]
    house = definition()
    conversation()  # its flow version is there before they all come

    def come() -> None:
        with app.app_context():
            for _ in range(4):
                scored(20.0, house)

    threads = [threading.Thread(target=come) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Counter(row.owner_id for row in rows("handovers")) == dict.fromkeys(people, 4)


def test_the_first_rule_that_holds_decides(app: Flask) -> None:
    ada, bo, cy = seller("ada"), seller("bo"), seller("cy")
    house = definition(
        rule('country in ["DE", "AT"]', "ADA@acme.example", "bo@acme.example"),
        rule('language = "en"', "cy@acme.example"),
    )
    for country in ("DE", "PL", "AT", "DE"):
        scored(20.0, house, country=country)
    assert [row.owner_id for row in rows("leads")] == [ada, cy, bo, ada]
    assert rows("sales_steps")[0].rule == 'country in ["DE", "AT"]'


def test_a_rule_whose_people_left_falls_back_to_all_who_sell(app: Flask) -> None:
    ada = seller("ada")
    seller("bo", active=False)
    scored(20.0, definition(rule(None, "bo@acme.example", "nobody@acme.example")))
    assert rows("leads")[0].owner_id == ada


def test_with_nobody_there_the_lead_waits_as_nobodys(app: Flask) -> None:
    lead = scored(20.0, definition())
    (kept,) = rows("handovers")
    assert (kept.lead_id, kept.owner_id) == (lead, None)


def test_a_rule_may_hand_over_earlier_and_the_clock_begins_anew_when_it_is_hot(app: Flask) -> None:
    ada = seller("ada")
    house = definition(rule(None, "ada@acme.example", at="MQL"))
    talk = conversation()
    attached = arrive(talk, {"email": "x@acme.example"})
    assert attached is not None
    warm(talk, attached.lead_id, 10.0, house)
    (kept,) = rows("handovers")
    assert (kept.owner_id, kept.stage, kept.since) == (ada, "MQL", AT)
    warm(talk, attached.lead_id, 20.0, house, minutes=30)
    (kept,) = rows("handovers")
    assert (kept.stage, kept.since) == ("SQL", AT + timedelta(minutes=30))
    warm(talk, attached.lead_id, 5.0, house, minutes=40)  # falls back: stays with its owner
    warm(talk, attached.lead_id, 20.0, house, minutes=50)
    assert len(rows("handovers")) == 1


def test_taking_reaching_and_ending_are_kept_with_who_and_when(app: Flask) -> None:
    seller("ada")
    bo = seller("bo")
    lead = scored(20.0, definition())
    later = [AT + timedelta(minutes=minutes) for minutes in (5, 12, 60)]
    assert do(handover.take, lead, By(bo), later[0])
    assert not do(handover.take, lead, By(bo), later[1])
    assert do(handover.reach, lead, By(bo), later[1])
    assert not do(handover.reach, lead, By(bo), later[2])  # again, later: the first one counts
    assert do(handover.close, lead, "won", By(bo), later[2], value=1200.0)
    assert not do(handover.close, lead, "won", By(bo), later[2], value=1200.0)
    (kept,) = rows("handovers")
    assert (kept.owner_id, kept.taken_at, kept.first_contact_at) == (bo, later[0], later[1])
    assert kept.closed_at == later[2]
    assert (rows("leads")[0].status, rows("leads")[0].won_value) == ("won", 1200.0)
    kinds = [step.kind for step in rows("sales_steps")]
    assert kinds == ["owner", "owner", "taken", "reached", "reached", "won"]


def test_reopening_begins_a_new_clock_and_keeps_what_was(app: Flask) -> None:
    ada = seller("ada")
    lead = scored(20.0, definition())
    later = AT + timedelta(days=30)
    do(handover.close, lead, "lost", By(ada), AT, reason="Too dear")
    with pytest.raises(StepRefused, match="Open it again"):
        do(handover.take, lead, By(ada), later)
    assert do(handover.reopen, lead, By(ada), later, "New budget")
    assert not do(handover.reopen, lead, By(ada), later)
    first, second = rows("handovers")
    assert (first.closed_at, second.closed_at, second.since) == (AT, None, later)
    assert (rows("leads")[0].status, rows("leads")[0].status_reason) == ("open", None)
    assert [step.reason for step in rows("sales_steps")][-2:] == ["Too dear", "New budget"]


def test_a_lead_given_to_another_has_yet_to_be_taken(app: Flask) -> None:
    ada, bo = seller("ada"), seller("bo")
    lead = scored(20.0, definition())
    do(handover.take, lead, By(ada), AT)
    assert do(handover.assign, lead, bo, By(ada), AT)
    assert not do(handover.assign, lead, bo, By(ada), AT)
    (kept,) = rows("handovers")
    assert (kept.owner_id, kept.taken_at) == (bo, None)


def test_an_unknown_lead_is_told_apart(app: Flask) -> None:
    for step in (handover.take, handover.reach, handover.reopen):
        with pytest.raises(LookupError):
            do(step, 99, By(1), AT)
    with pytest.raises(LookupError):
        do(handover.close, 99, "won", By(1), AT)


def test_the_median_wait_is_told_by_owner(app: Flask) -> None:
    ada, bo = seller("ada"), seller("bo")
    leads = [scored(20.0, definition()) for _ in range(6)]
    for lead, minutes in zip(leads, (4, 30, 8, 10, 12), strict=False):
        do(handover.reach, lead, By(ada), AT + timedelta(minutes=minutes))
    with db.engine.connect() as connection:
        found = speed.speeds(speed.handed_since(connection, AT), lambda row: row.owner_id)
        tomorrow = AT + timedelta(days=1)
        late = speed.speeds(speed.handed_since(connection, tomorrow), lambda row: row.owner_id)
    shown = [(one.key, one.handed, one.reached, one.median, one.waiting) for one in found]
    assert shown == [
        (ada, 3, 3, timedelta(minutes=8), 0),
        (bo, 3, 2, timedelta(minutes=20), 1),
    ]
    assert late == []


# ---------------------------------------------------------------- told by mail


def told() -> list[str]:
    """Addresses that were mailed about a lead, in order."""
    return [row.payload["to"] for row in rows("outbox") if row.kind == "staff_mail"]


def test_the_owner_is_told_by_mail_once(app: Flask) -> None:
    seller("ada")
    lead_id, house = scored(20.0, definition()), definition()
    with write_connection() as connection:
        rescore(connection, lead_id, house, AT + timedelta(minutes=9))
    assert told() == ["ada@acme.example"]
    [mail] = [row for row in rows("outbox") if row.kind == "staff_mail"]
    assert (mail.payload["about"], mail.payload["id"]) == ("lead", lead_id)
    assert mail.lead_id == lead_id  # it stands on the timeline and goes with the lead
    assert f"lead{lead_id}@" not in str(mail.payload)
    assert mail.useful_until == mail.created_at + timedelta(days=1)


def test_whoever_gets_it_is_told_and_who_takes_it_is_not(app: Flask) -> None:
    ada, bob = seller("ada", mail_leads=False), seller("bob")
    lead_id = scored(20.0, definition(rule(None, "ada@acme.example")))
    assert told() == []
    do(handover.assign, lead_id, bob, By(ada), AT)
    do(handover.assign, lead_id, bob, By(ada), AT)
    assert told() == ["bob@acme.example"]
    do(handover.assign, lead_id, None, By(bob), AT)
    do(handover.take, lead_id, By(bob), AT + timedelta(minutes=1))
    do(handover.assign, lead_id, ada, By(bob), AT)
    do(handover.assign, lead_id, bob, By(bob), AT + timedelta(minutes=2))
    assert told() == ["bob@acme.example"]


def test_who_was_deactivated_is_not_told(app: Flask) -> None:
    cy = seller("cy", active=False)
    lead_id = scored(20.0, definition())
    do(handover.assign, lead_id, cy, By(), AT)
    assert told() == []


def test_the_owner_is_told_when_a_lead_is_opened_again(app: Flask) -> None:
    ada = seller("ada")
    lead_id = scored(20.0, definition())
    do(handover.close, lead_id, "lost", By(ada), AT)
    do(handover.reopen, lead_id, By(actor="CRM"), AT + timedelta(hours=1))
    assert told() == ["ada@acme.example"] * 2
