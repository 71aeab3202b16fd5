"""What is unknown of a lead, and which one answer it lacks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import insert

from bot.score import Axis, LeadDefinition, Score, StageRule
from leads.gaps import almost, gaps_of, known_answers, known_axes
from leads.score import rescore
from store.database import db
from store.leads import AXES
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, DEFINITION, arrive, conversation, line, rows, score_lines

HOUSE = LeadDefinition(
    axes={
        name: Axis(name, cap) for name, cap in (("need", 25.0), ("budget", 25.0), ("timing", 20.0))
    },
    stages=(
        StageRule("IQL", needs=("email",)),
        StageRule("SQL", score=50.0, needs=("email", "email_confirmed"), known=("need", "budget")),
    ),
)


def _lead(**known: object) -> SimpleNamespace:
    fields = dict.fromkeys((*(f"axis_{axis}" for axis in AXES), "last_name", "phone"), None)
    return SimpleNamespace(**{**fields, "first_name": "Ada", "email": "a@b.example", **known})


@pytest.mark.parametrize(
    ("known", "gaps"),
    [
        ({}, ("need", "budget", "timing")),
        ({"axis_budget": 0.0}, ("need", "timing")),  # answered, and worth nothing: not unknown
        ({"axis_need": 5.0, "axis_budget": 1.0, "axis_timing": 2.0}, ()),
        ({"first_name": None}, ("need", "budget", "timing", "contact")),
        ({"email": None, "axis_need": 3.0}, ("budget", "timing", "contact")),
        ({"email": None, "phone": "+48601", "axis_need": 3.0}, ("budget", "timing")),
    ],
)
def test_a_gap_is_what_was_never_answered(known, gaps):
    assert gaps_of(_lead(**known), HOUSE) == gaps


EMAIL = frozenset({"email", "email_confirmed"})


@pytest.mark.parametrize(
    ("axes", "facts", "short"),
    [
        ({"need": 25.0, "timing": 20.0}, EMAIL, "budget"),  # 45 + 25 is enough
        ({"need": 25.0}, EMAIL, "budget"),  # 25 + 25 is just enough
        ({"need": 20.0}, EMAIL, None),  # 45 would not do
        ({"timing": 20.0}, EMAIL, None),  # two are short
        ({"need": 25.0, "timing": 20.0}, {"email"}, None),  # confirming is no answer
        ({"need": 25.0, "timing": 20.0}, {"email_confirmed"}, None),  # nor may two be short
        ({"need": 25.0, "budget": 25.0, "timing": 5.0}, {"email_confirmed"}, "email"),
        ({"need": 20.0, "budget": 15.0}, EMAIL, "timing"),  # all known that must be: points short
        ({"need": 20.0, "budget": 5.0}, EMAIL, None),
    ],
)
def test_the_one_answer_short_is_one_that_would_do(axes, facts, short):
    assert almost(HOUSE, Score(axes, sum(axes.values())), facts, "IQL") == short


def test_whoever_is_there_lacks_nothing():
    axes = {"need": 25.0, "budget": 25.0}
    assert almost(HOUSE, Score(axes, 50.0), EMAIL, "SQL") is None
    assert almost(LeadDefinition(), Score({}, 0.0), EMAIL, None) is None


def test_it_is_kept_with_the_score_and_goes_when_the_answer_comes(app: Flask) -> None:
    talk = conversation()
    attached = arrive(talk, {"email": "ada@acme.example"})
    assert attached is not None
    score_lines(talk, attached.lead_id, line("need", 25.0))
    _rescore(attached.lead_id)
    assert rows("leads")[0].almost == "budget"
    score_lines(talk, attached.lead_id, line("need", 25.0), line("budget", 20.0, "budget"))
    _rescore(attached.lead_id)
    assert (rows("leads")[0].almost, rows("leads")[0].stage) == (None, "SQL")


def _rescore(lead_id: int) -> None:
    with write_connection() as connection:
        rescore(connection, lead_id, DEFINITION, AT)


def test_the_latest_standing_answer_of_each_slot_is_known(app: Flask) -> None:
    first, second, bot = conversation(), conversation("roi"), conversation(suspicion="honeypot")
    attached = arrive(first, {"email": "ada@acme.example"})
    assert attached is not None
    for talk in (second, bot):
        arrive(talk, {"email": "ada@acme.example"})
    _answers(
        first, ("budget", "money", {"low": 1}), ("size", "number", 5), ("news", "consent", True)
    )
    _answers(first, ("city", "text", "Łódź"), ("city", "text", None, "withdrawn"))
    _answers(second, ("budget", "money", {"low": 2}), ("note", "text", "hm", "words"))
    _answers(bot, ("size", "number", 9))
    with db.engine.connect() as connection:
        found = known_answers(connection, attached.lead_id)
        assert known_axes(connection, attached.lead_id) == {}
    assert {slot: (one.value, one.flow) for slot, one in found.items()} == {
        "budget": ({"low": 2}, "roi"),
        "size": (5, "chat"),
    }


def _answers(talk: int, *given: tuple) -> None:
    with write_connection() as connection:
        for slot, type_, value, *kind in given:
            row = {
                "conversation_id": talk,
                "flow_version_id": 1,
                "kind": kind[0] if kind else "answer",
                "slot": slot,
                "type": type_,
                "value": value,
                "raw": None,
                "unparsed": False,
                "edited": False,
                "turn": 2,
                "answered_at": AT,
            }
            connection.execute(insert(TABLES["answers"]), row)
