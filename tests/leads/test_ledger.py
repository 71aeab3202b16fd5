"""Lines are added and voided; scores are their sum; stages follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from bot.score import LeadDefinition, Score, StageRule
from leads import ledger, suspicion
from leads.score import rescore
from leads.stage import stage_of
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, DEFINITION, arrive, conversation, rows, score_lines
from tests.leads.people import line as points


def scored(lead_id: int, definition: LeadDefinition = DEFINITION) -> object:
    with write_connection() as connection:
        rescore(connection, lead_id, definition, AT)
    return next(lead for lead in rows("leads") if lead.id == lead_id)


def new_lead(**contact: str) -> tuple[int, int]:
    talk = conversation()
    attached = arrive(talk, {"email": "a@a.example", **contact})
    assert attached is not None
    return talk, attached.lead_id


def test_unchanged_lines_stay_and_gone_ones_say_why(app: Flask) -> None:
    talk = conversation()
    score_lines(talk, None, points("need", 20), points("budget", 5, "money"))
    assert score_lines(talk, None, points("need", 20), points("budget", 15, "money"), minutes=1)
    kept = [(row.points, row.void_reason) for row in rows("ledger")]
    assert kept == [(20, None), (5, "answer changed"), (15, None)]
    assert rows("ledger")[1].void_at == AT + timedelta(minutes=1)


def test_nothing_new_writes_nothing(app: Flask) -> None:
    talk = conversation()
    score_lines(talk, None, points("need", 20))
    assert not score_lines(talk, None, points("need", 20))
    assert len(rows("ledger")) == 1


def test_the_same_line_twice_counts_twice(app: Flask) -> None:
    talk = conversation()
    score_lines(talk, None, points("need", 5), points("need", 5))
    score_lines(talk, None, points("need", 5))
    assert [row.void_at is None for row in rows("ledger")] == [True, False]


def test_the_score_is_the_sum_by_axis_under_the_caps(app: Flask) -> None:
    talk, lead_id = new_lead()
    score_lines(talk, lead_id, points("need", 20), points("need", 20), points("budget", -3))
    lead = scored(lead_id)
    assert (lead.axis_need, lead.axis_budget, lead.axis_fit) == (25, 0, None)
    assert (lead.score, lead.stage) == (25, "MQL")


def test_axes_of_its_own_stand_beside_the_usual_ones(app: Flask) -> None:
    talk, lead_id = new_lead()
    score_lines(talk, lead_id, points("risk", 4))
    axes = {"risk": DEFINITION.axes["need"]}
    lead = scored(lead_id, LeadDefinition(axes=axes))
    assert (lead.other_axes, lead.score) == ({"risk": 4.0}, 4)


def test_fit_follows_the_contact(app: Flask) -> None:
    talk, lead_id = new_lead(job_title="CEO")
    assert scored(lead_id).axis_fit == 5
    arrive(talk, {"email": "a@a.example", "job_title": "Gardener"}, lead_id)
    assert scored(lead_id).axis_fit is None
    [line] = rows("ledger")
    assert (line.origin, line.evidence, line.void_reason) == (
        "fit",
        "job_title: CEO",
        "contact changed",
    )


def test_fit_looks_at_answers_that_are_no_contact(app: Flask) -> None:
    talk, lead_id = new_lead()
    answer = {
        "conversation_id": talk,
        "flow_version_id": 1,
        "kind": "answer",
        "slot": "company_size",
        "type": "number",
        "value": 120,
        "unparsed": False,
        "edited": False,
        "turn": 2,
        "answered_at": AT,
    }
    with write_connection() as connection:
        connection.execute(insert(TABLES["answers"]), answer)
    assert scored(lead_id).axis_fit == 8
    with write_connection() as connection:
        connection.execute(insert(TABLES["answers"]), answer | {"kind": "withdrawn", "value": None})
    assert scored(lead_id).axis_fit is None


def test_playing_again_voids_what_was_said_before(app: Flask) -> None:
    first, lead_id = new_lead()
    score_lines(first, lead_id, points("need", 25))
    second = conversation()
    arrive(second, {"email": "a@a.example"})
    score_lines(second, lead_id, points("need", 10))
    with write_connection() as connection:
        place = ledger.Place(second, lead_id, "chat", 1, 2, AT)
        assert ledger.void_older(connection, place)
        assert not ledger.void_older(connection, place)
    assert scored(lead_id).axis_need == 10
    assert [row.void_reason for row in rows("ledger")] == ["played again", None]


def test_a_suspected_conversation_counts_for_nothing_until_it_is_cleared(app: Flask) -> None:
    _, lead_id = new_lead()
    talk = conversation(suspicion="honeypot", lead_id=lead_id)
    score_lines(talk, lead_id, points("need", 25))
    with write_connection() as connection:
        assert not suspicion.settle(connection, lead_id)
    assert scored(lead_id).score == 0
    with write_connection() as connection:
        assert suspicion.clear(connection, talk) == lead_id
    assert scored(lead_id).score == 25


def test_a_lead_that_only_a_bot_made_is_suspected_until_a_person_comes(app: Flask) -> None:
    attached = arrive(conversation(suspicion="too_fast"), {"email": "a@a.example"}, suspected=True)
    assert attached is not None
    assert rows("leads")[0].suspected
    arrive(conversation(), {"email": "a@a.example"})
    with write_connection() as connection:
        suspicion.settle(connection, attached.lead_id)
    assert not rows("leads")[0].suspected


@pytest.mark.parametrize(
    ("axes", "facts", "stage"),
    [
        ({}, {"phone"}, None),
        ({}, {"email"}, "IQL"),
        ({"need": 19.0}, {"email"}, "IQL"),
        ({"need": 20.0}, {"email"}, "MQL"),
        ({"need": 25.0, "budget": 0.0}, {"email"}, "MQL"),
        ({"need": 20.0, "budget": 10.0}, set(), "SQL"),
        ({"need": 10.0, "budget": 25.0}, {"email"}, "MQL"),
        ({"need": 25.0, "fit": 10.0}, {"email"}, "MQL"),
    ],
)
def test_the_stage_is_the_highest_that_holds(
    axes: dict[str, float], facts: set[str], stage: str | None
) -> None:
    assert stage_of(DEFINITION, Score(axes, sum(axes.values())), facts) == stage


def test_without_stages_there_is_none() -> None:
    assert stage_of(LeadDefinition(), Score({}, 0), {"email"}) is None
    assert stage_of(LeadDefinition(stages=(StageRule("all"),)), Score({}, 0), set()) == "all"
