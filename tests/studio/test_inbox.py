"""The inbox and the buttons of sales: who waits, since when, and what was made of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from store.handovers import Handover, LeadFault, SalesStep
from store.leads import Lead
from store.types import now


@pytest.fixture
def seller(studio):
    return studio.user("sales", name="Ömer İnce")


def _handed(studio, owner, *, minutes=3, lead=None, **fields):
    lead = lead or studio.lead(stage="SQL", score=50.0, owner_id=owner.id if owner else None)
    at = now() - timedelta(minutes=minutes)
    studio.keep(
        Handover(
            lead_id=lead.id,
            owner_id=owner.id if owner else None,
            stage="SQL",
            flow="plan",
            opened_at=at,
            since=at,
            **fields,
        )
    )
    return lead


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def _kept(studio, lead):
    with studio.app.app_context(), studio.rows() as rows:
        row = rows.query(Handover).filter_by(lead_id=lead.id).order_by(Handover.id.desc()).first()
        kinds = [step.kind for step in rows.query(SalesStep).filter_by(lead_id=lead.id)]
        return row, rows.get(Lead, lead.id), kinds


def test_the_new_ones_come_first_with_their_clock(studio, seller):
    old = studio.lead(first_name="Eski", stage="SQL", score=50.0, owner_id=seller.id)
    _handed(studio, seller, minutes=200, lead=old, taken_at=now())
    _handed(studio, seller, minutes=7)
    page = _words(studio.signed_in(seller).get("/studio/inbox").text)
    assert page.index("New: call now") < page.index("Ada Nowak") < page.index("7 min")
    assert page.index("7 min") < page.index("Taken, not reached yet") < page.index("Eski")
    assert "3 h 20 min" in page


def test_everybody_sees_their_own_and_may_look_at_the_others(studio, seller):
    other = studio.user("sales", name="Bo")
    mine = studio.lead(first_name="Mine", stage="SQL", owner_id=seller.id)
    _handed(studio, seller, lead=mine)
    _handed(studio, other, lead=studio.lead(first_name="Theirs", owner_id=other.id))
    _handed(studio, None, lead=studio.lead(first_name="Nobodys"))
    reader = studio.signed_in(seller)
    shown = {whose: reader.get(f"/studio/inbox?whose={whose}").text for whose in _WHOSE}
    for whose, names in _WHOSE.items():
        found = {
            name for name in ("Mine", "Theirs", "Nobodys") if f">{name} Nowak<" in shown[whose]
        }
        assert found == names, whose
    assert 'class="count">1' in shown["mine"]  # what waits of mine, in the menu


_WHOSE = {
    "mine": {"Mine"},
    "nobody": {"Nobodys"},
    "all": {"Mine", "Theirs", "Nobodys"},
    "rubbish": {"Mine"},
}


def test_closed_erased_and_suspected_leads_wait_for_nobody(studio, seller):
    _handed(studio, seller, closed_at=now())
    _handed(studio, seller, lead=studio.lead(owner_id=seller.id, erased_at=now()))
    _handed(studio, seller, lead=studio.lead(owner_id=seller.id, suspected=True))
    assert "Nobody waits for you" in studio.signed_in(seller).get("/studio/inbox").text


def test_taking_and_reaching_a_lead_stops_its_clock(studio, seller):
    lead = _handed(studio, None, minutes=9)
    person = studio.signed_in(seller)
    answer = person.post(f"/studio/leads/{lead.id}/take", back="inbox")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio/inbox")
    answer = person.post(f"/studio/leads/{lead.id}/reached", back="brief")
    assert answer.headers["Location"] == f"/studio/leads/{lead.id}/brief"
    row, kept, kinds = _kept(studio, lead)
    assert (kept.owner_id, row.owner_id) == (seller.id, seller.id)
    assert row.taken_at
    assert row.first_contact_at
    assert kinds == ["owner", "taken", "reached"]
    assert "Reached after 9 min" in person.get("/studio/inbox").text


def test_an_end_closes_the_hand_over_and_reopening_begins_another(studio, seller):
    lead = _handed(studio, seller)
    person = studio.signed_in(seller)
    path = f"/studio/leads/{lead.id}/status"
    assert person.post(path, status="lost", reason="Too dear", back="brief").status_code == 303
    row, kept, _ = _kept(studio, lead)
    assert (kept.status, kept.status_reason, bool(row.closed_at)) == ("lost", "Too dear", True)
    refused = person.post(f"/studio/leads/{lead.id}/take")
    assert "Open it again first" in person.get(refused.headers["Location"]).text
    assert person.post(path, status="open").status_code == 303
    row, kept, kinds = _kept(studio, lead)
    assert (kept.status, kept.status_reason, row.closed_at) == ("open", None, None)
    assert kinds == ["lost", "reopened"]
    page = person.get(f"/studio/leads/{lead.id}/timeline?kind=sales").text
    assert "Too dear" in page
    assert "Opened again" in page


def test_a_lead_is_given_to_somebody_who_sells_and_to_nobody_else(studio, seller):
    lead = _handed(studio, None)
    marketer = studio.user("marketer")
    admin = studio.signed_in("admin")
    path = f"/studio/leads/{lead.id}/owner"
    assert admin.post(path, owner=str(seller.id)).status_code == 303
    assert _kept(studio, lead)[1].owner_id == seller.id
    for wrong in (str(marketer.id), "99", "x", "-1"):
        answer = admin.post(path, owner=wrong)
        assert (answer.status_code, "somebody who sells" in answer.text) == (400, True)
    assert admin.post(path, owner="").status_code == 303
    assert _kept(studio, lead)[1].owner_id is None


def test_what_is_wrong_is_shown_and_settled(studio, seller):
    lead = studio.lead()
    fault = LeadFault(lead_id=lead.id, kind="bounced", subject=lead.email, detail="550 <unknown>")
    studio.keep(fault)
    person = studio.signed_in(seller)
    page = person.get(f"/studio/leads/{lead.id}").text
    assert "Mail came back:" in page
    assert "550 &lt;unknown&gt;" in page
    path = f"/studio/leads/{lead.id}/faults/{fault.id}/settle"
    assert person.post(path).status_code == 303
    assert "Mail came back:" not in person.get(f"/studio/leads/{lead.id}").text.split("Timeline")[0]
    assert person.post(path).status_code == 404
    assert (
        person.post(f"/studio/leads/{studio.lead().id}/faults/{fault.id}/settle").status_code == 404
    )


@pytest.mark.parametrize("step", ["take", "reached", "owner", "status"])
def test_strangers_marketers_and_unknown_leads_are_refused(studio, seller, step):
    lead = _handed(studio, None)
    path = f"/studio/leads/{lead.id}/{step}"
    assert studio.stranger().post(path).headers["Location"].startswith("/studio/sign-in")
    assert studio.signed_in("marketer").post(path).status_code == 403
    assert studio.signed_in(seller).post(f"/studio/leads/99/{step}").status_code == 404
    assert _kept(studio, lead)[2] == []


def test_marketers_have_no_inbox_but_see_how_fast_sales_are(studio, seller):
    lead = _handed(
        studio, seller, minutes=30, first_contact_at=now() - timedelta(seconds=19 * 60 + 30)
    )
    assert lead.id
    marketer = studio.signed_in("marketer")
    assert marketer.get("/studio/inbox").status_code == 403
    page = _words(marketer.get("/studio/speed").text)
    assert "Median wait 10 min" in page
    assert "Ömer İnce" in page
    assert "Which plan fits you?" in page


def test_with_nothing_handed_over_there_is_nothing_to_measure(studio):
    assert "Nothing to measure yet" in studio.signed_in("sales").get("/studio/speed?days=x").text
