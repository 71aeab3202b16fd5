"""Duplicates: side by side, merged, undone, kept apart; who may and what is refused."""

from __future__ import annotations

import pytest

from store.leads import Lead
from store.merges import Duplicate, Merge


def two(studio, **fields):
    """A pair that was found: the first lead has a company, the second a phone number."""
    first = studio.lead(first_name="Łucja", company="Zażółć SA")
    second = studio.lead(first_name="Lucja", phone="+48601234567", **fields)
    pair = Duplicate(
        first_lead_id=first.id, second_lead_id=second.id, reason="phone", likeness=91.0
    )
    studio.keep(pair)
    return first, second, pair


def test_a_pair_stands_side_by_side(studio):
    two(studio)
    page = studio.signed_in("sales").get("/studio/duplicates").text
    for words in ("Same phone number", "Likeness 91", "Łucja Nowak", "Zażółć SA", "+48601234567"):
        assert words in page


def test_without_pairs_the_room_says_so(studio):
    assert "Nobody is here twice" in studio.signed_in("sales").get("/studio/duplicates").text


def test_merging_keeps_one_lead_and_the_other_leads_to_it(studio):
    first, second, pair = two(studio)
    sales = studio.signed_in("sales")
    answer = sales.post(f"/studio/leads/{first.id}/merge", other=second.id)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/studio/leads/{first.id}#merged",
    )
    page = sales.get(f"/studio/leads/{first.id}").text
    assert "Merged into this lead" in page
    assert "+48601234567" in page
    assert sales.get(f"/studio/leads/{second.id}").headers["Location"].endswith(f"/{first.id}")
    assert "Same phone number" not in sales.get("/studio/duplicates").text
    assert studio.count(Duplicate, Duplicate.decision == "merged", Duplicate.id == pair.id) == 1
    assert sales.get("/studio/leads").text.count("Nowak") == 1


def test_undo_makes_two_again(studio):
    first, second, _ = two(studio)
    sales = studio.signed_in("sales")
    sales.post(f"/studio/leads/{first.id}/merge", other=second.id)
    [merged] = [m.id for m in _merges(studio)]
    answer = sales.post(f"/studio/merges/{merged}/undo")
    assert answer.status_code == 303
    assert sales.get(f"/studio/leads/{second.id}").status_code == 200
    assert "Same phone number" in sales.get("/studio/duplicates").text
    again = sales.post(f"/studio/merges/{merged}/undo")
    assert "undone already" in sales.get(again.headers["Location"]).text


def _merges(studio):
    with studio.rows() as rows:
        return list(rows.query(Merge))


def test_two_people_are_kept_apart(studio):
    _, _, pair = two(studio)
    sales = studio.signed_in("sales")
    assert sales.post(f"/studio/duplicates/{pair.id}/different").status_code == 303
    assert "Same phone number" not in sales.get("/studio/duplicates").text
    assert studio.count(Lead, Lead.erased_at.is_(None)) == 2


def test_what_cannot_be_merged_is_said_and_changes_nothing(studio):
    first, _, _ = two(studio)
    sales = studio.signed_in("sales")
    for other, words in ((first.id, "one and the same"), (99_999, "There is no lead 99999")):
        answer = sales.post(f"/studio/leads/{first.id}/merge", other=other)
        assert words in sales.get(answer.headers["Location"]).text
    assert sales.post(f"/studio/leads/{first.id}/merge", other="x").status_code == 400
    assert studio.count(Lead, Lead.erased_at.is_(None)) == 2


@pytest.mark.parametrize("path", ["/studio/duplicates/99/different", "/studio/merges/99/undo"])
def test_what_is_not_there(studio, path):
    answer = studio.signed_in("sales").post(path)
    assert answer.status_code in (303, 404)
    assert studio.count(Merge) == 0


def test_a_marketer_does_not_merge(studio):
    first, second, _ = two(studio)
    marketer = studio.signed_in("marketer")
    assert marketer.get("/studio/duplicates").status_code == 403
    answer = marketer.post(f"/studio/leads/{first.id}/merge", other=second.id)
    assert answer.status_code == 403
    assert studio.count(Merge) == 0
