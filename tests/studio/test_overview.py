"""The first room."""

from __future__ import annotations

import re
from datetime import timedelta

from store.incidents import Incident
from store.types import now


def test_it_counts_leads_by_stage_and_leads_to_them(studio):
    for stage in ("SQL", "SQL", "MQL", None):
        studio.lead(stage=stage)
    studio.lead(stage="SQL", suspected=True, created_at=now() - timedelta(days=1))
    studio.lead(stage="IQL", created_at=now() - timedelta(days=8))
    page = studio.signed_in("sales").get("/studio/").text
    shown = re.findall(
        r'<a href="/studio/leads\?stage=(\w+)">.*?class="figure">(\d+)</span>', page, re.S
    )
    assert shown == [("SQL", "2"), ("MQL", "1"), ("IQL", "1"), ("none", "1")]
    assert "4 new leads in the last seven days." in page


def test_it_shows_the_newest_at_the_highest_stage(studio):
    studio.lead(first_name="Old", stage="SQL", last_seen_at=now() - timedelta(days=2))
    studio.lead(first_name="New", stage="SQL")
    studio.lead(first_name="Cold", stage="IQL")
    page = studio.signed_in("sales").get("/studio/").text
    assert page.index("New Nowak") < page.index("Old Nowak")
    assert "Cold Nowak" not in page


def test_it_shows_makers_what_needs_mending(studio):
    (studio.flows / "plan.yml").write_text("format: 1\nkind: chad\n", "utf-8")
    studio.keep(Incident(kind="action", place="action_x", message="broke"))
    page = studio.signed_in("marketer").get("/studio/").text
    assert "Flows with problems" in page
    assert "/studio/flows/plan" in page
    assert "The action action_x failed" in page


def test_it_keeps_flows_and_incidents_from_sales(studio):
    studio.keep(Incident(kind="action", place="action_x", message="broke"))
    page = studio.signed_in("sales").get("/studio/").text
    assert "Flows with problems" not in page
    assert "action_x" not in page


def test_without_leads_it_says_what_will_stand_there(studio):
    assert "Nobody at SQL yet" in studio.signed_in("sales").get("/studio/").text


def test_it_works_without_a_definition_of_leads(studio):
    (studio.flows / "lead.yml").unlink()
    (studio.flows / "plan.yml").unlink()
    page = studio.signed_in("marketer").get("/studio/")
    assert page.status_code == 200
