"""A stage set by hand on a lead's page: held, explained, released; points of now add up."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from store.leads import Lead
from store.ledger import LedgerLine
from store.stage_changes import StageChange
from store.types import now
from tests.studio.stories import tell
from web.studio.apportioning import apportioned


def test_sales_set_a_stage_and_release_it(studio):
    lead, sales = studio.lead(), studio.signed_in("sales")
    answer = sales.post(f"/studio/leads/{lead.id}/stage", stage="SQL", reason="met at a fair")
    assert answer.status_code == 303
    page = sales.get(f"/studio/leads/{lead.id}").text
    assert "Set by hand" in page
    assert "“met at a fair”" in page
    assert "By the rules it would be IQL." in page
    sales.post(f"/studio/leads/{lead.id}/stage/release")
    page = sales.get(f"/studio/leads/{lead.id}").text
    assert "“met at a fair”" not in page
    assert "Released: the rules decide again" in page


def test_the_page_says_what_each_higher_stage_still_lacks(studio):
    page = studio.signed_in("sales").get(f"/studio/leads/{studio.lead().id}").text
    ahead = re.findall(r"<dt>Not yet (\w+)</dt><dd>([^<]+)</dd>", page)
    assert ahead == [("MQL", "score 0 is under 20"), ("SQL", "score 0 is under 45")]


@pytest.mark.parametrize(("stage", "reason"), [("SQL", " "), ("VIP", "x"), ("", "x")])
def test_what_makes_no_sense_is_told_and_changes_nothing(studio, stage, reason):
    lead, sales = studio.lead(), studio.signed_in("sales")
    sales.post(f"/studio/leads/{lead.id}/stage", stage=stage, reason=reason)
    assert "Nothing was changed." in sales.get(f"/studio/leads/{lead.id}").text
    assert studio.count(StageChange) == 0
    assert studio.count(Lead, Lead.stage_held_at.is_not(None)) == 0


def test_marketers_may_look_and_not_set(studio):
    lead, marketer = studio.lead(), studio.signed_in("marketer")
    assert marketer.post(f"/studio/leads/{lead.id}/stage", stage="SQL").status_code == 403
    assert studio.count(StageChange) == 0


def test_a_lead_that_is_not_there_is_not_found(studio):
    sales = studio.signed_in("sales")
    assert sales.post("/studio/leads/99/stage", stage="SQL", reason="x").status_code == 404
    assert sales.post("/studio/leads/99/stage/release").status_code == 404


def test_faded_points_show_what_they_were_and_add_up(studio):
    (studio.flows / "lead.yml").write_text(
        (studio.flows / "lead.yml")
        .read_text("utf-8")
        .replace("need: {cap: 25}", "need: {cap: 25, half_life_days: 45}")
    )
    studio.app.extensions["lodestone"].library.check()
    lead = tell(studio).lead
    studio.keep(
        LedgerLine(
            lead_id=lead.id, axis="authority", points=7.77, rule="plan/boss", evidence="decides"
        )
    )
    with studio.rows() as rows:
        line = rows.query(LedgerLine).filter_by(rule="plan/need").one()
        line.at = now() - timedelta(days=20)
    page = studio.signed_in("sales").get(f"/studio/leads/{lead.id}").text
    assert "20 days old, half-life 45 days" in page
    assert "+25 →</span> +18.4" in page
    [(parts, total)] = re.findall(r'<p class="adds soft">(.*) = ([\d.]+)</p>', page)
    assert sum(float(part.split()[-1]) for part in parts.split(" + ")) == pytest.approx(
        float(total)
    )


@pytest.mark.parametrize(
    ("values", "total", "shown"),
    [
        ([], None, []),
        ([1 / 3, 1 / 3, 1 / 3], None, [0.4, 0.3, 0.3]),
        ([18.37, -0.05, 1.25], None, [18.4, 0.0, 1.2]),
        ([2.04, 2.04], 4.0, [2.0, 2.0]),
        ([2.06, 2.06], 4.0, [2.0, 2.0]),
    ],
)
def test_rounded_numbers_add_up_to_their_rounded_sum(values, total, shown):
    assert apportioned(values, total) == shown
    assert round(sum(shown), 1) == round(sum(values) if total is None else total, 1)
