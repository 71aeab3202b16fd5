"""A score at any moment is the sum worked out apart from it; time takes stages at its moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.score import Axis, LeadDefinition, PointLine, StageRule, score_at
from leads import ledger, stages
from leads.score import rescore
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, conversation, lead_of, rows

FADING = LeadDefinition(
    axes={
        "need": Axis("need", 25, 180),
        "budget": Axis("budget", 25),
        "timing": Axis("timing", 20, 45),
        "interest": Axis("interest", 15, 0.5),
    },
    stages=(
        StageRule("IQL", needs=("email",)),
        StageRule("MQL", score=20),
        StageRule("SQL", score=40, known=("timing",)),
    ),
    version="v1",
)


class Given(NamedTuple):
    axis: str
    points: float
    at: datetime
    void_at: datetime | None
    counts_from: datetime | None = None


moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
lines = st.lists(
    st.builds(
        Given,
        st.sampled_from([*FADING.axes, "unknown"]),
        st.one_of(st.integers(-30, 30).map(float), st.floats(-40, 40)),
        moments,
        st.none() | moments,
        st.none() | moments,
    ),
    max_size=12,
)


def worked_out(given_lines: Sequence[Given], moment: datetime) -> dict[str, Fraction]:
    """By the book and apart from the code: exact ages, powers to sixty digits, exact sums."""
    sums: dict[str, Fraction] = {}
    for line in given_lines:
        axis = FADING.axes.get(line.axis)
        since = line.counts_from or line.at
        if axis is None or since > moment or (line.void_at and line.void_at <= moment):
            continue
        left = Fraction(1)
        if axis.half_life_days is not None:
            age = Fraction((moment - line.at) // timedelta(microseconds=1), 86_400_000_000)
            halvings = max(age, Fraction(0)) / Fraction(axis.half_life_days)
            with localcontext() as context:
                context.prec = 60
                exponent = Decimal(halvings.numerator) / Decimal(halvings.denominator)
                left = Fraction(Decimal("0.5") ** exponent)
        sums[line.axis] = sums.get(line.axis, Fraction(0)) + Fraction(line.points) * left
    caps = {name: Fraction(axis.cap) for name, axis in FADING.axes.items()}
    return {name: min(max(value, Fraction(0)), caps[name]) for name, value in sums.items()}


def kept(lead_id: int, given_lines: Sequence[Given]) -> None:
    same = {"lead_id": lead_id, "origin": "hand", "rule": "r", "evidence": ""}
    with write_connection() as connection:
        for line in given_lines:
            connection.execute(insert(TABLES["ledger"]), same | line._asdict())


def lead_now(lead_id: int) -> object:
    return next(lead for lead in rows("leads") if lead.id == lead_id)


@given(lines, moments)
@settings(max_examples=200, deadline=None)
def test_the_arithmetic_is_that_of_the_book(given_lines: list[Given], moment: datetime) -> None:
    expected = worked_out(given_lines, moment)
    score = score_at(given_lines, FADING, moment)
    assert score.axes.keys() == expected.keys()
    for axis, points in expected.items():
        assert score.axes[axis] == pytest.approx(float(points), abs=1e-9)
    assert score.total == pytest.approx(float(sum(expected.values())), abs=1e-9)
    assert score_at(given_lines[::-1], FADING, moment) == score


@given(lines, moments)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_the_database_keeps_gives_the_same(
    app: Flask, given_lines: list[Given], moment: datetime
) -> None:
    with write_connection() as connection:
        connection.execute(TABLES["leads"].delete())
    lead_id = lead_of({"email": "a@a.example"})
    kept(lead_id, given_lines)
    with db.engine.connect() as connection:
        ever = ledger.lines_ever(connection, lead_id)
    expected = worked_out(given_lines, moment)
    assert score_at(ever, FADING, moment).total == pytest.approx(
        float(sum(expected.values())), abs=1e-9
    )
    standing = [line for line in given_lines if line.void_at is None]
    latest = max([moment, *(line.counts_from or line.at for line in standing)])
    with write_connection() as connection:
        rescore(connection, lead_id, FADING, latest)
    expected = worked_out(standing, latest)
    lead = lead_now(lead_id)
    assert lead.score == pytest.approx(float(sum(expected.values())), abs=0.02)
    assert lead.axis_timing == (
        pytest.approx(float(expected["timing"]), abs=0.006) if "timing" in expected else None
    )


def test_points_halve_in_their_half_life_and_others_never() -> None:
    one = Given("timing", 20, AT, None), Given("budget", 10, AT, None)
    assert score_at(one, FADING, AT + timedelta(days=45)).axes == {"timing": 10, "budget": 10}
    assert score_at(one, FADING, AT + timedelta(days=90)).axes == {"timing": 5, "budget": 10}


def test_a_line_counts_from_its_moment_until_it_is_void() -> None:
    line = [Given("budget", 10, AT, AT + timedelta(days=2))]
    before, during, after = (AT + timedelta(days=day) for day in (-1, 1, 2))
    assert score_at(line, FADING, before).axes == {}
    assert score_at(line, FADING, during).total == 10
    assert score_at(line, FADING, after).axes == {}


# ---------------------------------------------------------------- stages


def rescored(lead_id: int, at: datetime, **more: object) -> object:
    with write_connection() as connection:
        rescore(connection, lead_id, FADING, at, **more)  # type: ignore[arg-type]
    return lead_now(lead_id)


def changes(lead_id: int) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        found = stages.history(connection, lead_id)
    return [(row.from_stage, row.to_stage, row.cause) for row in found]


def test_the_way_up_is_kept_with_its_reason_and_rule(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    rescored(lead_id, AT)
    kept(lead_id, [Given("budget", 25, AT, None), Given("timing", 20, AT, None)])
    assert rescored(lead_id, AT).stage == "SQL"
    assert changes(lead_id) == [(None, "IQL", "turn"), ("IQL", "SQL", "turn")]
    with db.engine.connect() as connection:
        last = stages.history(connection, lead_id)[-1]
    assert last.reason == "Now SQL: score 45 of 40 needed, timing known"
    assert (last.rule, last.version, last.score) == (
        "score at least 40, timing known",
        "v1",
        45,
    )


def test_what_time_took_before_a_turn_is_put_down_to_time_at_its_moment(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    kept(lead_id, [Given("budget", 25, AT, None), Given("timing", 20, AT, None)])
    rescored(lead_id, AT)
    later = AT + timedelta(days=60)
    kept(lead_id, [Given("budget", -20, later, None)])
    assert rescored(lead_id, later).stage == "IQL"
    assert changes(lead_id) == [
        (None, "SQL", "turn"),
        ("SQL", "MQL", "time"),
        ("MQL", "IQL", "turn"),
    ]
    with db.engine.connect() as connection:
        fallen = stages.history(connection, lead_id)[1]
    # 25 + 20 × 0.5^(days/45) is 40 when 0.5^(days/45) is 0.75.
    expected = AT + timedelta(days=45 * 0.4150374992788438)
    assert abs(fallen.at - expected) <= timedelta(seconds=2)
    assert fallen.reason == "Points faded. SQL no more: score just under 40"


def test_a_clock_set_back_fades_nothing_and_loses_nothing(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    kept(lead_id, [Given("budget", 25, AT, None), Given("timing", 20, AT, None)])
    rescored(lead_id, AT)
    lead = rescored(lead_id, AT - timedelta(days=400), seen=True)
    assert (lead.score, lead.stage, lead.scored_at) == (45, "SQL", AT)
    assert changes(lead_id) == [(None, "SQL", "turn")]


def test_playing_on_a_suspected_conversation_changes_no_stage(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    conversation(lead_id=lead_id)
    rescored(lead_id, AT)
    rescored(lead_id, AT)
    assert changes(lead_id) == [(None, "IQL", "turn")]


# ---------------------------------------------------------------- by hand


def hold(lead_id: int, stage: str | None, reason: str = "met at a fair") -> None:
    with write_connection() as connection:
        stages.hold(connection, lead_id, FADING, stage, reason, at=AT, user_id=None)


def test_a_stage_set_by_hand_is_held_until_it_is_released(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    hold(lead_id, "SQL")
    lead = rescored(lead_id, AT + timedelta(days=1), seen=True)
    assert (lead.stage, lead.score, lead.stage_held_reason) == ("SQL", 0, "met at a fair")
    with write_connection() as connection:
        stages.release(connection, lead_id, FADING, at=AT, user_id=None)
    assert rescored(lead_id, AT, cause="hand").stage == "IQL"
    assert changes(lead_id) == [
        (None, "SQL", "hand"),
        ("SQL", "SQL", "hand"),
        ("SQL", "IQL", "hand"),
    ]


@pytest.mark.parametrize(
    ("stage", "reason", "says"),
    [
        ("VIP", "x", "lead.yml knows no stage “VIP”. It has: IQL, MQL, SQL."),
        ("SQL", " ", "Say why"),
    ],
)
def test_a_stage_that_makes_no_sense_is_refused(
    app: Flask, stage: str, reason: str, says: str
) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    with pytest.raises(stages.StageRefused, match=says.replace(".", r"\.")):
        hold(lead_id, stage, reason)
    assert changes(lead_id) == []


def test_what_nobody_holds_cannot_be_released(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    with write_connection() as connection, pytest.raises(stages.StageRefused, match="rules decide"):
        stages.release(connection, lead_id, FADING, at=AT, user_id=None)


def test_a_lead_that_is_gone_is_refused(app: Flask) -> None:
    with pytest.raises(stages.StageRefused, match="no such lead"):
        hold(999, "SQL")


def test_points_of_a_line_are_those_of_lead_yml(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    place = ledger.Place(None, lead_id, None, None, None, AT, "hand")
    with write_connection() as connection:
        ledger.add_lines(connection, place, [PointLine("risk", 9, "r", "")])
    assert rescored(lead_id, AT).score == 0
