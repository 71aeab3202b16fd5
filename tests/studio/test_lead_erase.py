"""Erasing a person, and handing out everything about one."""

from __future__ import annotations

import json

import pytest

from store.conversations import Answer
from store.leads import Lead, Note
from tests.studio.stories import note, tell


@pytest.fixture
def story(studio):
    return tell(studio, first_name="Ece", email="ece@ornek.example")


def test_typing_the_address_erases_for_good(studio, story):
    note(studio, story.lead, studio.user("sales"))
    admin = studio.signed_in("admin")
    answer = admin.post(f"/studio/leads/{story.lead.id}/erase", confirmation="ECE@ornek.example")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio/leads")
    assert studio.count(Lead, Lead.email.is_not(None)) == 0
    assert studio.count(Answer) == studio.count(Note) == 0
    assert admin.get(f"/studio/leads/{story.lead.id}").status_code == 404
    assert "ece@ornek.example" not in admin.get("/studio/leads?suspected=1").text


def test_a_lead_without_address_is_confirmed_by_its_number(studio):
    lead = studio.lead(email=None, phone="+48601234567", phone_key="+48601234567")
    admin = studio.signed_in("admin")
    path = f"/studio/leads/{lead.id}/erase"
    assert admin.post(path, confirmation=f"Lead {lead.id}").status_code == 303
    assert studio.count(Lead, Lead.phone.is_not(None)) == 0


@pytest.mark.parametrize("typed", ["", "yes", "ece@ornek"])
def test_a_slip_erases_nothing(studio, story, typed):
    answer = studio.signed_in("admin").post(
        f"/studio/leads/{story.lead.id}/erase", confirmation=typed
    )
    assert answer.status_code == 422
    assert "Type it to confirm." in answer.text or "Nothing was erased." in answer.text
    assert studio.count(Lead, Lead.email.is_not(None)) == 1


def test_only_an_admin_erases(studio, story):
    path = f"/studio/leads/{story.lead.id}/erase"
    for role in ("sales", "marketer"):
        assert studio.signed_in(role).post(path, confirmation=story.lead.email).status_code == 403
    assert studio.stranger().post(path, confirmation=story.lead.email).status_code == 303
    assert studio.count(Lead, Lead.email.is_not(None)) == 1


def test_an_unknown_lead_is_not_found(studio):
    assert (
        studio.signed_in("admin").post("/studio/leads/99/erase", confirmation="x").status_code
        == 404
    )


def test_the_export_as_json_has_everything(studio, story):
    note(studio, story.lead, studio.user("sales"))
    answer = studio.signed_in("sales").get(f"/studio/leads/{story.lead.id}/export.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.data)
    assert data["lead"]["email"] == "ece@ornek.example"
    assert {row["slot"] for row in data["answers"]} == {"first_name", "need", "gone_slot"}
    assert data["consents"][0]["words"] == "Ayda bir mektup isterim."
    assert data["notes"][0]["text"] == "Call on Tuesday"


def test_the_export_as_a_page_can_be_read(studio, story):
    page = studio.signed_in("sales").get(f"/studio/leads/{story.lead.id}/export.html").text
    for words in ("All data kept about Ece", "Alıcı çıkmıyor", "Ayda bir mektup isterim."):
        assert words in page


def test_strangers_and_other_forms_get_no_export(studio, story):
    path = f"/studio/leads/{story.lead.id}/export"
    assert studio.stranger().get(f"{path}.json").status_code == 303
    reader = studio.signed_in("sales")
    assert reader.get(f"{path}.pdf").status_code == 404
    assert reader.get("/studio/leads/99/export.json").status_code == 404
