"""Notes: add one, delete one's own."""

from __future__ import annotations

import pytest

from store.leads import Note
from tests.studio.stories import note


@pytest.fixture
def lead(studio):
    return studio.lead()


def test_a_note_is_kept_and_shown(studio, lead):
    sales = studio.signed_in("sales")
    answer = sales.post(f"/studio/leads/{lead.id}/notes", text="  Call on Tuesday\x00 ")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/studio/leads/{lead.id}#notes",
    )
    assert studio.count(Note, Note.text == "Call on Tuesday") == 1
    assert "Call on Tuesday" in sales.get(f"/studio/leads/{lead.id}").text


def test_strangers_marketers_and_unknown_leads_are_refused(studio, lead):
    path = f"/studio/leads/{lead.id}/notes"
    assert studio.stranger().post(path, text="x").status_code == 303
    assert studio.signed_in("marketer").post(path, text="x").status_code == 403
    assert studio.signed_in("sales").post("/studio/leads/99/notes", text="x").status_code == 404
    assert studio.count(Note) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [("  ", "Write something first."), ("x" * 5001, "At most 5000 characters.")],
)
def test_bad_input_is_explained_and_saves_nothing(studio, lead, text, words):
    answer = studio.signed_in("sales").post(f"/studio/leads/{lead.id}/notes", text=text)
    assert answer.status_code == 422
    assert words in answer.text
    assert text.strip() in answer.text
    assert studio.count(Note) == 0


def test_ones_own_note_can_be_deleted(studio, lead):
    user = studio.user("sales")
    made = note(studio, lead, user)
    answer = studio.signed_in(user).post(f"/studio/leads/{lead.id}/notes/{made.id}/delete")
    assert answer.status_code == 303
    assert studio.count(Note) == 0


def test_a_note_of_somebody_else_stays(studio, lead):
    made = note(studio, lead, studio.user("sales"))
    other = studio.signed_in("admin")
    assert other.post(f"/studio/leads/{lead.id}/notes/{made.id}/delete").status_code == 403
    assert studio.count(Note) == 1


def test_a_note_is_found_on_its_own_lead_only(studio, lead):
    user = studio.user("sales")
    made = note(studio, lead, user)
    other = studio.lead()
    visitor = studio.signed_in(user)
    assert visitor.post(f"/studio/leads/{other.id}/notes/{made.id}/delete").status_code == 404
    assert visitor.post(f"/studio/leads/{lead.id}/notes/999/delete").status_code == 404
    assert studio.count(Note) == 1
