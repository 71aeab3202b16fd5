"""Nights over many leads: the stages that an exact computation apart from the code says, each
change once, also where the run was killed in the middle."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert

from leads import definitions, rule_work, runs
from leads.score import rescore
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, lead_of, rows

LEAD = """\
axes:
  need: {cap: 25}
  timing: {cap: 20, half_life_days: 10}
  interest: {cap: 15, half_life_days: 30}
stages:
  IQL: {needs: [email]}
  MQL: {score: 20}
  SQL: {score: 40, known: [timing]}
"""
CAPS = {"need": 25, "timing": 20, "interest": 15}
HALF_LIVES = {"timing": 10, "interest": 30}
SECOND = timedelta(seconds=1)

Lines = list[tuple[str, int, datetime]]


def score_of(lines: Lines, moment: datetime) -> Fraction:
    """By the book and apart from the code: exact ages, powers to sixty digits, exact sums."""
    sums: dict[str, Fraction] = {}
    for axis, points, at in lines:
        left = Fraction(1)
        if axis in HALF_LIVES:
            microseconds = (moment - at) // timedelta(microseconds=1)
            halvings = Fraction(microseconds, 86_400_000_000 * HALF_LIVES[axis])
            with localcontext() as context:
                context.prec = 60
                exponent = Decimal(halvings.numerator) / Decimal(halvings.denominator)
                left = Fraction(Decimal("0.5") ** exponent)
        sums[axis] = sums.get(axis, Fraction(0)) + points * left
    return sum(
        (min(max(one, Fraction(0)), Fraction(CAPS[axis])) for axis, one in sums.items()),
        Fraction(0),
    )


def stage_of(lines: Lines, moment: datetime) -> str:
    score = score_of(lines, moment)
    if score >= 40 and any(axis == "timing" for axis, *_ in lines):
        return "SQL"
    return "MQL" if score >= 20 else "IQL"


def people(count: int) -> dict[int, Lines]:
    """Leads scored under LEAD at `AT`, with points of the month before."""
    chance = random.Random(11)
    made: dict[int, Lines] = {}
    with write_connection() as connection:
        definition = definitions.add_version(connection, LEAD, "first", AT)
    for number in range(count):
        lead_id = lead_of({"email": f"p{number}@a.example"})
        made[lead_id] = [
            (chance.choice(list(CAPS)), chance.randrange(-5, 30), AT - timedelta(days=days))
            for days in chance.sample(range(30), chance.randrange(1, 6))
        ]
        with write_connection() as connection:
            same = {"lead_id": lead_id, "origin": "hand", "rule": "r", "evidence": ""}
            for axis, points, at in made[lead_id]:
                line = {"axis": axis, "points": points, "at": at}
                connection.execute(insert(TABLES["ledger"]), same | line)
            rescore(connection, lead_id, definition, AT)
    return made


def night(at: datetime) -> int:
    with write_connection() as connection:
        return runs.begin(connection, runs.NIGHTLY, at)


def go_on(run_id: int, at: datetime, steps: int = 100) -> Any:
    for _ in range(steps):
        with db.engine.connect() as connection:
            run = runs.read(connection, run_id)
        assert run is not None
        if run.finished_at is not None:
            return run
        rule_work.step(db.engine, run, definitions.compiled(""), at)
    return None


def killed_in_a_batch(run_id: int, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies when all of a batch is written and nothing of it committed."""
    with monkeypatch.context() as dying:
        dying.setattr(runs, "move_on", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            go_on(run_id, at, steps=1)


def ways() -> dict[int, list[Any]]:
    """Every change of stage since everybody was scored, by lead."""
    found: dict[int, list[Any]] = {}
    for change in rows("stage_changes", cause="time"):
        found.setdefault(change.lead_id, []).append(change)
    return found


@pytest.mark.parametrize("days", [3, 25])
def test_a_night_killed_in_the_middle_changes_exactly_the_stages_it_should(
    app: Flask, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(rule_work, "BATCH", 7)
    made, at = people(40), AT + timedelta(days=days)
    before = {lead.id: lead.stage for lead in rows("leads")}
    assert before == {lead_id: stage_of(lines, AT) for lead_id, lines in made.items()}
    run_id = night(at)
    go_on(run_id, at, steps=2)
    half_way = {lead.id: lead.stage for lead in rows("leads")}
    killed_in_a_batch(run_id, at, monkeypatch)
    assert {lead.id: lead.stage for lead in rows("leads")} == half_way
    run = go_on(run_id, at)

    after = {lead.id: stage_of(lines, at) for lead in rows("leads") for lines in [made[lead.id]]}
    assert {lead.id: lead.stage for lead in rows("leads")} == after
    for lead in rows("leads"):
        assert lead.score == pytest.approx(float(score_of(made[lead.id], at)), abs=0.02)
    moved = {lead_id for lead_id in made if before[lead_id] != after[lead_id]}
    assert moved
    assert ways().keys() == moved
    assert run.figures["changed"] == len(moved)


def test_each_change_stands_at_its_moment_and_once(app: Flask) -> None:
    made, at = people(40), AT + timedelta(days=25)
    go_on(night(at), at)
    again = rows("stage_changes")
    go_on(night(at), at)
    assert rows("stage_changes") == again
    for lead_id, changes in ways().items():
        lines = made[lead_id]
        for change in changes:
            assert stage_of(lines, change.at - 2 * SECOND) == change.from_stage
            assert stage_of(lines, change.at + SECOND) == change.to_stage
        passed = [changes[0].from_stage, *(change.to_stage for change in changes)]
        assert passed == sorted(set(passed), key=["SQL", "MQL", "IQL"].index)


def test_a_look_ahead_killed_in_the_middle_counts_nobody_twice(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = people(20)
    with write_connection() as connection:
        for number, lead_id in enumerate(made):
            leads = TABLES["leads"]
            status = ("won", "lost", "open")[number % 3]
            connection.execute(leads.update().where(leads.c.id == lead_id).values(status=status))
    source = LEAD.replace("  need: {cap: 25}\n", "").replace("score: 20", "score: 9")
    source = source.replace("known: [timing]", "known: [timing, interest]")
    whole = look(source)
    go_on(whole, AT)
    expected = runs_figures(whole), moves()
    monkeypatch.setattr(rule_work, "LOOKED", 3)
    parts = look(source)
    go_on(parts, AT, steps=2)
    killed_in_a_batch(parts, AT, monkeypatch)
    go_on(parts, AT)
    assert (runs_figures(parts), moves()) == expected
    lines = sum(axis == "need" for lines in made.values() for axis, *_ in lines)
    assert expected[0]["axes_gone"] == {"need": lines}
    assert expected[0]["ranking"]["won"] == 7


def look(source: str) -> int:
    with write_connection() as connection:
        present = definitions.active(connection, definitions.compiled(""))
        return rule_work.begin_preview(connection, source, present, AT)


def runs_figures(run_id: int) -> dict[str, Any]:
    with db.engine.connect() as connection:
        run = runs.read(connection, run_id)
    assert run is not None
    figures: dict[str, Any] = run.figures
    return figures


def moves() -> list[tuple[Any, ...]]:
    return [tuple(move)[1:] for move in rows("rule_moves")]
