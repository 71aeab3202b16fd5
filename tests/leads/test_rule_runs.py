"""Nights, replays and looks ahead: right, kept once, gone on with after a kill."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, update

from bot.errors import AuthorError
from leads import behaving, definitions, rule_work, runs, stages
from leads.batch_reading import read_batch
from leads.batches import as_it_stands, keep_batch
from leads.ranking import in_words, share_above
from leads.score import rescore
from store.database import db
from store.leads import Lead
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, lead_of, rows

OLD = """\
axes:
  need: {cap: 25}
  timing: {cap: 20, half_life_days: 10}
  interest: {cap: 15, half_life_days: 30}
  fit: {cap: 20}
fit:
  - {if: 'job_title = "CEO"', give: 5}
stages:
  IQL: {needs: [email]}
  MQL: {score: 20}
  SQL: {score: 40}
"""
STRICT = OLD.replace("score: 20", "score: 90").replace("score: 40", "score: 95")
FITTING = OLD.replace("give: 5", "give: 20")


def points(lead_id: int, axis: str, amount: float, at: Any = AT) -> None:
    row = {
        "lead_id": lead_id,
        "axis": axis,
        "points": amount,
        "rule": "r",
        "evidence": "",
        "at": at,
    }
    with write_connection() as connection:
        connection.execute(insert(TABLES["ledger"]), row | {"origin": "hand"})


def people(*amounts: float, **contact: str) -> list[int]:
    """Leads scored under OLD, each with points on timing."""
    made = []
    with write_connection() as connection:
        definition = definitions.add_version(connection, OLD, "first", AT)
    for number, amount in enumerate(amounts):
        lead_id = lead_of({"email": f"p{number}@a.example", **contact})
        points(lead_id, "need", 20)
        points(lead_id, "timing", amount)
        with write_connection() as connection:
            rescore(connection, lead_id, definition, AT)
        made.append(lead_id)
    return made


def run_all(run_id: int, at: Any) -> Any:
    fallback = definitions.compiled("")
    for _ in range(20):
        with db.engine.connect() as connection:
            run = runs.read(connection, run_id)
        if run.finished_at is not None:
            return run
        rule_work.step(db.engine, run, fallback, at)
    raise AssertionError("the run never ends")


def begun(kind: str, at: Any) -> int:
    with write_connection() as connection:
        return runs.begin(connection, kind, at)


def applied(source: str, at: Any) -> int:
    with write_connection() as connection:
        definition = definitions.add_version(connection, source, "studio", at)
        return runs.begin(connection, runs.REPLAY, at, version=definition.version)


def previewed(source: str, at: Any = AT) -> Any:
    with write_connection() as connection:
        present = definitions.active(connection, definitions.compiled(""))
        run_id = rule_work.begin_preview(connection, source, present, at)
    return run_all(run_id, at)


def stages_now() -> list[str | None]:
    return [lead.stage for lead in rows("leads")]


def causes(lead_id: int) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        found = stages.history(connection, lead_id)
    return [(row.from_stage, row.to_stage, row.cause) for row in found]


# ---------------------------------------------------------------- nights


def test_the_night_writes_what_time_took_with_its_moment(app: Flask) -> None:
    first, second = people(20, 19)
    night = AT + timedelta(days=30)
    run = run_all(begun(runs.NIGHTLY, night), night)
    assert run.figures == {"leads": 2, "changed": 1}
    lead = rows("leads", id=first)[0]
    assert (lead.stage, lead.axis_timing, lead.score) == ("MQL", 2.5, 22.5)
    assert lead.updated_at == night
    assert rows("leads", id=second)[0].updated_at == AT
    with db.engine.connect() as connection:
        fallen = stages.history(connection, first)[-1]
    assert (fallen.cause, fallen.to_stage) == ("time", "MQL")
    assert fallen.at - AT < timedelta(seconds=2)  # 40 is lost as soon as anything fades


def test_a_night_leaves_alone_what_time_cannot_change(app: Flask) -> None:
    [lead_id] = people(0)
    night = AT + timedelta(days=30)
    run = run_all(begun(runs.NIGHTLY, night), night)
    assert run.figures is None or run.figures["leads"] == 0
    assert rows("leads", id=lead_id)[0].scored_at == AT


def test_a_second_night_changes_nothing_more(app: Flask) -> None:
    [lead_id] = people(20)
    night = AT + timedelta(days=30)
    run_all(begun(runs.NIGHTLY, night), night)
    before = rows("leads"), rows("stage_changes")
    run_all(begun(runs.NIGHTLY, night), night)
    assert (rows("leads"), rows("stage_changes")) == before
    assert causes(lead_id) == [(None, "SQL", "turn"), ("SQL", "MQL", "time")]


@pytest.mark.parametrize(
    ("hours", "due"), [(1, False), (13, False), (14.5, True), (100, True), (-30, True)]
)
def test_a_night_is_due_once_a_day_and_when_it_was_missed(
    app: Flask, hours: float, due: bool
) -> None:
    with db.engine.connect() as connection:
        assert rule_work.nightly_due(connection, AT)
    begun(runs.NIGHTLY, AT)  # at noon; the next night begins at two
    with db.engine.connect() as connection:
        assert rule_work.nightly_due(connection, AT + timedelta(hours=hours)) is due


def test_whoever_was_touched_meanwhile_is_left_to_who_touched_them(app: Flask) -> None:
    [lead_id] = people(20)
    night = AT + timedelta(days=30)
    definition = definitions.compiled(OLD)
    with db.engine.connect() as connection:
        batch = read_batch(connection, 0, 10, standing=definition)
    assert batch is not None
    judged = as_it_stands(batch, definition, night)
    with write_connection() as connection:
        stages.hold(connection, lead_id, definition, "SQL", "friend", at=night, user_id=None)
    with write_connection() as connection:
        assert keep_batch(connection, judged, definition, night, cause="time").changed == 0
    assert rows("leads", id=lead_id)[0].stage == "SQL"


# ---------------------------------------------------------------- what would be


def test_a_look_ahead_says_who_would_move_and_moves_nobody(app: Flask) -> None:
    first, second = people(20, 5)
    before = rows("leads")
    run = previewed(STRICT)
    assert run.figures["matrix"] == {"SQL|IQL": 1, "MQL|IQL": 1}
    assert (run.figures["leads"], run.figures["moved"], run.figures["rescored"]) == (2, 2, 0)
    moves = [(move.lead_id, move.from_stage, move.to_stage) for move in rows("rule_moves")]
    assert sorted(moves) == [(first, "SQL", "IQL"), (second, "MQL", "IQL")]
    assert rows("leads") == before


def test_a_look_ahead_counts_fit_and_behaviour_anew(app: Flask) -> None:
    [lead_id] = people(5, job_title="CEO")
    assert rows("leads", id=lead_id)[0].score == 30
    run = previewed(FITTING)
    assert run.figures["matrix"] == {"MQL|SQL": 1}
    [move] = rows("rule_moves")
    assert (move.score_before, move.score_after) == (30, 45)


def test_a_new_look_takes_the_place_of_the_one_before(app: Flask) -> None:
    people(20)
    previewed(STRICT)
    run = previewed(FITTING)
    assert run.figures["moved"] == 0
    assert rows("rule_moves") == []


def test_axes_that_would_count_no_more_are_named(app: Flask) -> None:
    people(20)
    source = "axes:\n  need: {cap: 25}\nstages:\n  IQL: {needs: [email]}\n"
    figures = previewed(source).figures
    assert figures["axes_gone"] == {"timing": 1, "interest": 0, "fit": 0}
    assert figures["matrix"] == {"SQL|IQL": 1}


def test_without_leads_nothing_moves(app: Flask) -> None:
    figures = previewed(STRICT).figures
    assert (figures["leads"], figures["moved"]) == (0, 0)
    assert figures["ranking"] == {"won": 0, "lost": 0, "before": None, "after": None}


def test_a_broken_proposal_is_refused_with_its_place(app: Flask) -> None:
    with write_connection() as connection, pytest.raises(AuthorError, match="no axis 'risk'"):
        rule_work.begin_preview(
            connection,
            OLD + "behaviour:\n  - {axis: risk, give: 1}\n",
            definitions.compiled(OLD),
            AT,
        )


def test_held_stages_do_not_move(app: Flask) -> None:
    [lead_id] = people(20)
    with write_connection() as connection:
        stages.hold(connection, lead_id, definitions.compiled(OLD), "SQL", "x", at=AT, user_id=None)
    figures = previewed(STRICT).figures
    assert (figures["held"], figures["moved"]) == (1, 0)


def test_won_and_lost_are_ranked_as_they_were_last_seen(app: Flask) -> None:
    won, lost = people(1, 20)
    points(won, "interest", 15)
    with write_connection() as connection:
        for lead_id, status in ((won, "won"), (lost, "lost")):
            connection.execute(update(Lead).where(Lead.id == lead_id).values(status=status))
    worth_more = OLD.replace("timing: {cap: 20", "timing: {cap: 2")
    ranking = previewed(worth_more).figures["ranking"]
    assert ranking == {"won": 1, "lost": 1, "before": 0, "after": 1}
    assert "0 of 100 pairs, the new ones in 100" in in_words(ranking)


@pytest.mark.parametrize(
    ("won", "lost", "share"),
    [([], [1.0], None), ([2.0], [1.0], 1), ([1.0], [1.0], 0.5), ([1.0, 3.0], [2.0, 2.0], 0.5)],
)
def test_the_share_of_pairs(won: list[float], lost: list[float], share: float | None) -> None:
    assert share_above(Counter(won), Counter(lost)) == share


# ---------------------------------------------------------------- replays


def test_a_replay_does_what_the_look_ahead_said_and_says_why(app: Flask) -> None:
    first, _ = people(20, 5)
    run = run_all(applied(STRICT, AT), AT)
    assert run.figures == {"leads": 2, "changed": 2}
    assert stages_now() == ["IQL", "IQL"]
    assert causes(first)[-1] == ("SQL", "IQL", "rules")
    with db.engine.connect() as connection:
        last = stages.history(connection, first)[-1]
    assert last.reason == "lead.yml was changed. SQL no more: score 40 is under 95"
    assert last.version == definitions.compiled(STRICT).version


def test_a_replay_gives_the_lines_of_fit_anew_and_keeps_the_old_ones(app: Flask) -> None:
    [lead_id] = people(5, job_title="CEO")
    run_all(applied(FITTING, AT + timedelta(days=1)), AT + timedelta(days=1))
    lines = [(row.points, row.void_reason) for row in rows("ledger", origin="fit")]
    assert lines == [(5, "lead.yml changed"), (20, None)]
    assert rows("leads", id=lead_id)[0].axis_fit == 20


def test_replaying_twice_is_replaying_once(app: Flask) -> None:
    people(20, 5, job_title="CEO")
    run_all(applied(FITTING, AT), AT)
    before = rows("leads"), rows("ledger"), rows("stage_changes")
    run_all(applied(FITTING, AT), AT)
    assert (rows("leads"), rows("ledger"), rows("stage_changes")) == before


def test_a_replay_there_and_back_brings_every_stage_back(app: Flask) -> None:
    people(20, 5, 0)
    before = stages_now()
    run_all(applied(STRICT, AT), AT)
    run_all(applied(OLD, AT), AT)
    assert stages_now() == before
    assert len(rows("lead_definitions")) == 3


def test_a_replay_that_was_killed_goes_on_where_it_was(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_work, "BATCH", 2)
    people(20, 20, 20, 20, 20)
    run_id = applied(STRICT, AT)
    with db.engine.connect() as connection:
        run = runs.read(connection, run_id)
    rule_work.step(db.engine, run, definitions.compiled(""), AT)
    killed = pytest.MonkeyPatch()
    killed.setattr(runs, "move_on", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with db.engine.connect() as connection:
        run = runs.read(connection, run_id)
    with pytest.raises(KeyboardInterrupt):
        rule_work.step(db.engine, run, definitions.compiled(""), AT)
    killed.undo()
    assert stages_now() == ["IQL", "IQL", "SQL", "SQL", "SQL"]
    run = run_all(run_id, AT)
    assert run.figures == {"leads": 5, "changed": 5}
    assert stages_now() == ["IQL"] * 5


def test_two_processes_at_one_replay_do_every_lead_once(app: Flask) -> None:
    people(20)
    run_id = applied(STRICT, AT)
    with db.engine.connect() as connection:
        run = runs.read(connection, run_id)
    rule_work.step(db.engine, run, definitions.compiled(""), AT)
    with pytest.raises(runs.DoneByOther):
        rule_work.step(db.engine, run, definitions.compiled(""), AT)
    assert len(rows("stage_changes", cause="rules")) == 1


def test_a_new_run_takes_the_place_of_one_that_is_not_done(app: Flask) -> None:
    people(20)
    first = applied(STRICT, AT)
    applied(OLD, AT)
    with db.engine.connect() as connection:
        assert runs.read(connection, first).figures == {"given_up": True}
        assert runs.unfinished(connection).id != first


# ---------------------------------------------------------------- behaviour


def test_behaviour_counts_once_it_is_known_whose_it_was(app: Flask) -> None:
    source = OLD + "behaviour:\n  - {url: /pricing, give: 5, intent: true, at_most: 1 per day}\n"
    definition = definitions.compiled(source)
    lead_id = lead_of({"email": "a@a.example"})
    visitor = behaving.visitor_key("browser")
    with write_connection() as connection:
        for days in (0, 0.001, 2):
            at = AT + timedelta(days=days)
            url = "https://acme.example/Pricing?x=1"
            behaving.note(connection, behaving.Noted("page", at, url, visitor))
    assert [row.kind for row in rows("behaviour")] == ["page", "page", "return", "page"]
    at = AT + timedelta(days=2)
    with write_connection() as connection:
        assert behaving.attach(connection, visitor, lead_id, at) == 4
        assert behaving.attach(connection, visitor, lead_id, at) == 0
        standing = behaving.count_anew(connection, lead_id, definition, at)
        behaving.count_anew(connection, lead_id, definition, at)
    lines = rows("ledger")
    assert [(line.origin, line.points, line.at) for line in lines] == [
        ("intent", 5, AT),
        ("intent", 5, at),
    ]
    assert lines[0].evidence == "Looked at a page: /Pricing"
    assert lines[0].counts_from == at
    assert standing is not None
    assert standing.score.total == pytest.approx(5 + 5 * 0.5 ** (2 / 30))


def test_what_programs_do_is_kept_and_worth_nothing(app: Flask) -> None:
    definition = definitions.compiled(OLD + "behaviour:\n  - {give: 9}\n")
    lead_id = lead_of({"email": "a@a.example"})
    with write_connection() as connection:
        bot = behaving.Noted("link", AT, lead_id=lead_id, suspicion=("scanner",))
        behaving.note(connection, bot)
        behaving.count_anew(connection, lead_id, definition, AT)
    assert (len(rows("behaviour")), rows("ledger")) == (1, [])


def test_strangers_are_forgotten_after_a_while(app: Flask) -> None:
    lead_id = lead_of({"email": "a@a.example"})
    with write_connection() as connection:
        behaving.note(connection, behaving.Noted("page", AT, visitor="v"))
        behaving.note(connection, behaving.Noted("page", AT, lead_id=lead_id))
        assert behaving.forget_strangers(connection, AT + timedelta(days=89)) == 0
        assert behaving.forget_strangers(connection, AT + timedelta(days=91)) == 1
    assert [row.lead_id for row in rows("behaviour")] == [lead_id]


def test_there_is_no_other_kind(app: Flask) -> None:
    with write_connection() as connection, pytest.raises(ValueError, match="dance"):
        behaving.note(connection, behaving.Noted("dance", AT))
