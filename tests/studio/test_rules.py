"""The room of the rules: a changed lead.yml waits, shows what it would do, and is applied once."""

from __future__ import annotations

from typing import Any

import pytest

from leads import definitions, runs, stages
from leads.score import rescore
from store.database import db
from store.lead_definitions import LeadDefinitionVersion, RuleRun
from store.leads import Lead
from store.ledger import LedgerLine
from store.types import now
from web import conversations
from web.conversations import record_published
from web.rules import duty
from web.rules.applying import keep_up
from web.rules.present import active_definition

LEAST = "SQL: {score: 45"


def settle(studio: Any) -> None:
    """What the worker does in the seconds after a file was saved."""
    with studio.app.app_context():
        site = studio.app.extensions["lodestone"]
        site.library.check()
        definitions._seen.clear()
        keep_up(db.engine, site, now())
        for _ in range(30):
            with db.engine.connect() as connection:
                run = runs.unfinished(connection)
            if run is None:
                return
            duty.step(db.engine, site, run)


def change(studio: Any, before: str = LEAST, after: str = "SQL: {score: 5") -> None:
    path = studio.flows / "lead.yml"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    settle(studio)


def scored(studio: Any, points: float = 25, **fields: Any) -> Any:
    lead = studio.lead(**fields)
    studio.keep(LedgerLine(lead_id=lead.id, axis="need", points=points, rule="r", evidence="said"))
    with studio.rows() as rows:
        rescore(rows.connection(), lead.id, active_definition(), now())
    return lead


def stage_of(studio: Any, lead: Any) -> Any:
    with studio.app.app_context():
        return db.session.get(type(lead), lead.id).stage


def test_the_first_file_is_adopted_and_nothing_waits(studio):
    settle(studio)
    page = studio.signed_in("marketer").get("/studio/rules").text
    assert "The file is in force" in page
    assert "applied the first" in page


def test_a_changed_file_waits_and_says_what_it_would_do(studio):
    settle(studio)
    lead = scored(studio, last_name="Żółć-İnan")
    change(studio)
    page = studio.signed_in("marketer").get("/studio/rules").text
    assert "<strong>1</strong> of 1 lead would move" in page
    assert "Żółć-İnan" in page
    assert "+  SQL: {score: 5, needs: [email]}" in page
    assert stage_of(studio, lead) == "MQL"


def test_applied_it_counts_and_the_old_one_is_kept(studio):
    settle(studio)
    lead = scored(studio)
    change(studio)
    marketer = studio.signed_in("marketer")
    assert marketer.post("/studio/rules/apply").status_code == 303
    settle(studio)
    assert stage_of(studio, lead) == "SQL"
    assert studio.count(LeadDefinitionVersion) == 2
    with studio.app.app_context(), db.engine.connect() as connection:
        last = stages.history(connection, lead.id)[-1]
    assert (last.cause, last.to_stage) == ("rules", "SQL")
    assert "The file is in force" in marketer.get("/studio/rules").text


def test_applying_twice_is_applying_once(studio):
    settle(studio)
    scored(studio)
    change(studio)
    marketer = studio.signed_in("marketer")
    marketer.post("/studio/rules/apply")
    marketer.post("/studio/rules/apply")
    assert "in force already" in marketer.get("/studio/rules").text
    assert studio.count(LeadDefinitionVersion) == 2
    assert studio.count(RuleRun, RuleRun.kind == "replay") == 1


def test_without_leads_it_applies_itself(studio):
    settle(studio)
    change(studio)
    with studio.app.app_context():
        [_, second] = db.session.query(LeadDefinitionVersion).order_by(LeadDefinitionVersion.id)
    assert second.how == "automatic"


def test_where_the_operator_says_so_it_applies_itself(make_studio):
    studio = make_studio(lead_rules="auto")
    settle(studio)
    lead = scored(studio)
    change(studio)
    assert stage_of(studio, lead) == "SQL"


def test_rules_that_demote_everyone_are_warned_about(studio):
    settle(studio)
    scored(studio)
    change(studio, "needs: [email]", "needs: [email, phone_confirmed]")
    page = studio.signed_in("marketer").get("/studio/rules").text
    assert "Every lead would fall: all 1 that stand in a stage now." in page
    assert "Nobody would stand in MQL any more (1 do now)." in page


def test_an_unknown_axis_is_told_with_its_place_and_changes_nothing(studio):
    settle(studio)
    lead = scored(studio)
    change(studio, "needs: [email]}\n", "needs: [email], known: [risk]}\n")
    page = studio.signed_in("marketer").get("/studio/rules").text
    assert "no axis &#39;risk&#39;" in page
    assert stage_of(studio, lead) == "MQL"


def test_sales_may_not_touch_the_rules(studio):
    sales = studio.signed_in("sales")
    assert sales.get("/studio/rules").status_code == 403
    assert sales.post("/studio/rules/apply").status_code == 403
    assert studio.count(LeadDefinitionVersion) == 0


@pytest.mark.parametrize("what", ["look", "replay"])
def test_a_flow_that_is_not_there_is_told(studio, what):
    marketer = studio.signed_in("marketer")
    assert marketer.post(f"/studio/rules/flows/nothing/{what}").status_code == 303
    assert "No flow called “nothing”" in marketer.get("/studio/rules").text
    assert studio.count(RuleRun) == 0


def test_points_of_a_flow_can_be_looked_at_and_counted_anew(studio):
    settle(studio)
    with studio.app.app_context():
        talk = conversations.begin("plan", conversations.Visit())
        for value in ("Ada", "volume", "ada@acme.example"):
            talk = conversations.answer(talk.token, talk.turn, value=value)
        lead = db.session.query(Lead).one()
    assert (lead.axis_need, lead.stage) == (20, "MQL")
    path = studio.flows / "plan.yml"
    path.write_text(path.read_text("utf-8").replace("points: 20", "points: 5"), "utf-8")
    settle(studio)
    with studio.app.app_context():
        record_published()
    marketer = studio.signed_in("marketer")
    marketer.post("/studio/rules/flows/plan/look")
    settle(studio)
    page = marketer.get("/studio/rules").text
    assert "<strong>1</strong> of 1 lead would move" in page
    assert stage_of(studio, lead) == "MQL"
    marketer.post("/studio/rules/flows/plan/replay")
    settle(studio)
    assert stage_of(studio, lead) == "IQL"
    marketer.post("/studio/rules/flows/plan/replay")
    settle(studio)
    with studio.app.app_context():
        lines = db.session.query(LedgerLine).order_by(LedgerLine.id).all()
    kept = [(line.points, line.void_reason) for line in lines if line.axis == "need"]
    assert kept == [(20, "points of the flow changed"), (5, None)]
    assert "Counted by today" in marketer.get("/studio/rules").text


def test_the_worker_adopts_the_file_and_writes_the_night_that_was_missed(studio):
    with studio.app.app_context():
        site = studio.app.extensions["lodestone"]
        definitions._seen.clear()
        duty.mind_rules(site)
        duty.mind_rules(site)
        [night] = db.session.query(RuleRun).all()
        [version] = db.session.query(LeadDefinitionVersion).all()
    assert (night.kind, night.finished_at is not None) == ("nightly", True)
    assert version.how == "first"


def test_a_replay_waits_until_no_process_goes_by_the_old_rules(studio):
    settle(studio)
    scored(studio)
    change(studio)
    studio.signed_in("marketer").post("/studio/rules/apply")
    with studio.app.app_context():
        site = studio.app.extensions["lodestone"]
        assert duty.go_on(db.engine, site, 0.2)
        run = db.session.query(RuleRun).filter_by(kind="replay").one()
    assert run.finished_at is None
