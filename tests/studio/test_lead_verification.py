"""What is verified of a lead, on its page and in the list; marking by hand; sending a link."""

from __future__ import annotations

import pytest

from store.leads import Lead
from store.outbox import OutboxRow
from store.types import now
from store.verifications import Confirmation, Verification

CONFIRMED = Lead.email_confirmed_at.is_not(None)


@pytest.fixture
def seller(studio):
    return studio.signed_in("sales")


def _verified(studio, lead, rung, state, **more):
    studio.keep(Verification(lead_id=lead.id, rung=rung, about=lead.email_key, state=state, **more))


def test_each_rung_is_shown_with_its_state_and_reason(studio, seller):
    lead = studio.lead(phone="+48601234567")
    _verified(studio, lead, "email_domain", "failed", detail="there is no such domain")
    _verified(studio, lead, "email_not_role", "passed")
    page = seller.get(f"/studio/leads/{lead.id}").text
    for words in ("its domain takes mail", "There is no such domain", "Phone: can exist"):
        assert words in page
    assert "Not confirmed yet; kept all the same." in page


def test_marking_by_hand_counts_and_says_who_and_why(studio, seller):
    lead = studio.lead()
    path = f"/studio/leads/{lead.id}/confirmed/email"
    assert seller.post(path, reason="She answered my mail").status_code == 303
    assert studio.count(Lead, CONFIRMED) == 1
    page = seller.get(f"/studio/leads/{lead.id}").text
    assert "She answered my mail" in page
    assert "by Sales Person" in page


def test_a_mark_can_be_taken_back(studio, seller):
    lead = studio.lead()
    for reason in ("Met her", "Wrong person"):
        seller.post(f"/studio/leads/{lead.id}/confirmed/email", reason=reason)
    assert studio.count(Lead, CONFIRMED) == 0
    assert "Wrong person" in seller.get(f"/studio/leads/{lead.id}").text


def test_a_phone_number_is_marked_too(studio, seller):
    lead = studio.lead(phone="+48601234567")
    seller.post(f"/studio/leads/{lead.id}/confirmed/phone", reason="Called him")
    assert studio.count(Verification, Verification.rung == "phone_confirmed") == 1


def test_a_mark_needs_its_reason(studio, seller):
    lead = studio.lead()
    answer = seller.post(f"/studio/leads/{lead.id}/confirmed/email", reason=" ")
    assert answer.status_code == 422
    assert "Say how you know" in answer.text
    assert studio.count(Lead, CONFIRMED) == 0


def test_a_link_is_put_into_the_outbox(studio, seller):
    lead = studio.lead(language="tr")
    assert seller.post(f"/studio/leads/{lead.id}/confirmation").status_code == 303
    assert studio.count(OutboxRow, OutboxRow.kind == "link_mail", OutboxRow.lead_id == lead.id) == 1
    assert studio.count(Confirmation, Confirmation.language == "tr") == 1


def test_links_end_where_the_address_had_enough(studio, seller):
    lead = studio.lead()
    for _ in range(7):
        seller.post(f"/studio/leads/{lead.id}/confirmation")
    assert studio.count(OutboxRow) == 5
    assert "got several codes and links already" in seller.get(f"/studio/leads/{lead.id}").text


def test_without_an_address_there_is_nothing_to_mail(studio, seller):
    lead = studio.lead(email=None, phone="+48601234567")
    seller.post(f"/studio/leads/{lead.id}/confirmation")
    seller.post(f"/studio/leads/{lead.id}/confirmed/email", reason="x")
    assert studio.count(OutboxRow) == 0


def test_the_list_is_filtered_by_confirmed_or_not(studio, seller):
    studio.lead(first_name="Confirmia", email_confirmed_at=now())
    studio.lead(first_name="Opena")
    page = seller.get("/studio/leads?confirmed=yes").text
    assert "Confirmia" in page
    assert "Opena" not in page
    page = seller.get("/studio/leads?confirmed=no").text
    assert "Opena" in page
    assert "Confirmia" not in page
    assert "E-mail not confirmed" in page


def test_strangers_and_marketers_are_refused(studio):
    lead = studio.lead()
    for path in (
        f"/studio/leads/{lead.id}/confirmed/email",
        f"/studio/leads/{lead.id}/confirmation",
    ):
        assert studio.stranger().post(path, reason="x").status_code == 303
        assert studio.signed_in("marketer").post(path, reason="x").status_code == 403
    assert studio.count(Lead, CONFIRMED) == studio.count(OutboxRow) == 0


def test_what_is_not_there_is_not_found(studio, seller):
    assert seller.post("/studio/leads/9/confirmed/email", reason="x").status_code == 404
    assert seller.post("/studio/leads/9/confirmation").status_code == 404
    lead = studio.lead()
    assert seller.post(f"/studio/leads/{lead.id}/confirmed/fax", reason="x").status_code == 404
