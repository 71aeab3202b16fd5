"""What sales made of a lead."""

from __future__ import annotations

import pytest

from store.leads import Lead


@pytest.fixture
def lead(studio):
    return studio.lead()


def _kept(studio, lead):
    with studio.app.app_context(), studio.rows() as rows:
        found = rows.get(Lead, lead.id)
        return found.status, found.won_value, found.status_reason


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"status": "won", "value": "12500"}, ("won", 12500.0, None)),
        ({"status": "won", "value": "12,500.50"}, ("won", 12500.5, None)),
        ({"status": "won", "value": "12.500,50"}, ("won", 12500.5, None)),
        ({"status": "won", "value": "12 500"}, ("won", 12500.0, None)),
        ({"status": "won", "value": "1.500"}, ("won", 1500.0, None)),
        ({"status": "won", "value": "99,5"}, ("won", 99.5, None)),
        ({"status": "won", "value": ""}, ("won", None, None)),
        ({"status": "lost", "reason": "Too dear"}, ("lost", None, "Too dear")),
        ({"status": "not_a_lead", "reason": "A student"}, ("not_a_lead", None, "A student")),
        ({"status": "open", "value": "5", "reason": "x"}, ("open", None, None)),
    ],
)
def test_the_status_is_kept(studio, lead, fields, kept):
    answer = studio.signed_in("sales").post(f"/studio/leads/{lead.id}/status", **fields)
    assert answer.status_code == 303
    assert _kept(studio, lead) == kept


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "lost"}, "Say why"),
        ({"status": "not_a_lead", "reason": "  "}, "Say why"),
        ({"status": "won", "value": "a lot"}, "Enter a number"),
        ({"status": "won", "value": "-5"}, "Enter a number"),
        ({"status": "won", "value": "nan"}, "Enter a number"),
        ({"status": "won", "value": "1e99"}, "Enter a number"),
        ({"status": "sold"}, "Not a valid choice"),
        ({}, "Not a valid choice"),
        ({"status": "lost", "reason": "x" * 1001}, "At most 1000 characters"),
    ],
)
def test_bad_input_is_explained_and_saves_nothing(studio, lead, fields, words):
    answer = studio.signed_in("sales").post(f"/studio/leads/{lead.id}/status", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert _kept(studio, lead) == ("open", None, None)


def test_strangers_marketers_and_unknown_leads_are_refused(studio, lead):
    path = f"/studio/leads/{lead.id}/status"
    assert studio.stranger().post(path, status="won").status_code == 303
    assert studio.signed_in("marketer").post(path, status="won").status_code == 403
    assert (
        studio.signed_in("sales").post("/studio/leads/99/status", status="won").status_code == 404
    )
    assert _kept(studio, lead) == ("open", None, None)


def test_the_form_shows_how_things_stand(studio):
    lead = studio.lead(status="won", won_value=12500.0)
    page = studio.signed_in("sales").get(f"/studio/leads/{lead.id}").text
    assert '<option selected value="won">Won</option>' in page
    assert 'value="12500"' in page
