"""What went wrong behind visitors' backs."""

from __future__ import annotations

import pytest

from store.incidents import Incident
from tests.studio.stories import tell


@pytest.fixture
def maker(studio):
    return studio.signed_in("marketer")


def _fail(studio, **fields) -> Incident:
    incident = Incident(
        **{"kind": "action", "place": "action_save_lead", "message": "timed out", **fields}
    )
    studio.keep(incident)
    return incident


def test_a_failed_action_is_shown_with_its_reason_and_its_lead(studio, maker):
    story = tell(studio)
    _fail(studio, flow="plan", conversation_id=story.talk.id)
    page = maker.get("/studio/incidents").text
    for words in ("The action action_save_lead failed", "timed out", "plan"):
        assert words in page
    assert f'href="/studio/leads/{story.lead.id}"' in page


def test_settling_moves_it_out_of_the_way(studio, maker):
    incident = _fail(studio)
    assert '<span class="count">1<' in maker.get("/studio/").text
    assert maker.post(f"/studio/incidents/{incident.id}/settle").status_code == 303
    assert "timed out" not in maker.get("/studio/incidents").text
    assert "timed out" in maker.get("/studio/incidents?show=settled").text
    assert '<span class="count">' not in maker.get("/studio/").text


def test_problems_of_flow_files_stand_there_too(studio, maker):
    (studio.flows / "new.yml").write_text("format: 1\nkind: chad\n", "utf-8")
    maker.get("/studio/flows")
    page = maker.get("/studio/incidents").text
    assert "new.yml:" in page
    assert 'href="/studio/flows/new"' in page


def test_older_ones_are_on_further_pages(studio, maker, monkeypatch):
    monkeypatch.setattr("web.studio.incidents.PAGE", 2)
    for number in range(3):
        _fail(studio, message=f"failure {number}")
    page = maker.get("/studio/incidents").text
    assert "failure 0" not in page
    assert "before=2" in page
    assert "failure 0" in maker.get("/studio/incidents?before=2").text


def test_without_incidents_it_says_so(maker):
    assert "All is well" in maker.get("/studio/incidents").text


def test_an_unknown_incident_is_not_found(maker):
    assert maker.post("/studio/incidents/9/settle").status_code == 404


def test_strangers_and_sales_are_refused(studio):
    incident = _fail(studio)
    path = f"/studio/incidents/{incident.id}/settle"
    assert studio.stranger().post(path).status_code == 303
    assert studio.signed_in("sales").post(path).status_code == 403
    assert studio.count(Incident, Incident.seen_at.is_(None)) == 1
