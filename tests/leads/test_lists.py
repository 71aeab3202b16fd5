"""The list of leads: filters, sorts, pages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert

from leads import filters, lists
from leads.filters import NO_STAGE, NOBODY, LeadFilter
from leads.lists import SORTS, each_lead, lead_count, lead_page, sources
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, conversation, lead_of

NAMES = ["Zak", "Łoś", None, "Adler", "Żak", None, "adams"]


@pytest.fixture
def people(app: Flask) -> list[int]:
    """Seven leads, a day apart; some without name, stage and need."""
    ids = []
    for number, name in enumerate(NAMES):
        contact = {"email": f"p{number}@firm{number % 2}.example", "company": f"Firm {number % 2}"}
        ids.append(lead_of(contact | ({"last_name": name} if name else {})))
        set_columns(
            ids[-1],
            created_at=AT + timedelta(days=number),
            score=float(number % 3),
            axis_need=None if number % 3 == 0 else float(number),
            stage=None if number % 2 else "IQL",
            source="ads" if number < 3 else "direct",
        )
    return ids


def set_columns(lead_id: int, **values: Any) -> None:
    leads = TABLES["leads"]
    with write_connection() as connection:
        connection.execute(leads.update().where(leads.c.id == lead_id).values(values))


def page(asked: LeadFilter | None = None, **more: Any) -> Any:
    with db.engine.connect() as connection:
        return lead_page(connection, asked or LeadFilter(), **more)


def ids_of(asked: LeadFilter, **more: Any) -> list[int]:
    return [lead.id for lead in page(asked, **more).leads]


def numbers(people: list[int], asked: LeadFilter, **more: Any) -> list[int]:
    """Which of the people are found, by their number, oldest first."""
    return sorted(people.index(lead_id) for lead_id in ids_of(asked, **more))


def test_the_newest_come_first(people: list[int]) -> None:
    assert ids_of(LeadFilter()) == people[::-1]
    assert ids_of(LeadFilter(), reverse=True) == people


def test_names_are_sorted_as_people_do_and_nameless_leads_come_last(people: list[int]) -> None:
    found = [lead.last_name for lead in page(sort="name").leads]
    assert found == ["adams", "Adler", "Łoś", "Zak", "Żak", None, None]
    assert [lead.last_name for lead in page(sort="name", reverse=True).leads][-2:] == [None, None]


def test_pages_show_everybody_once_forwards_and_backwards(people: list[int]) -> None:
    for sort, reverse, size in product(SORTS, (False, True), (1, 3, 7)):
        _leaf_through(people, sort, reverse, size)


def _leaf_through(people: list[int], sort: str, reverse: bool, size: int) -> None:
    whole = ids_of(LeadFilter(), sort=sort, reverse=reverse)
    assert sorted(whole) == people
    seen, now = [], page(sort=sort, reverse=reverse, size=size)
    assert now.before is None
    pages = [now]
    while now.after:
        now = page(sort=sort, reverse=reverse, size=size, after=now.after)
        pages.append(now)
    for one in pages:
        seen += [lead.id for lead in one.leads]
    assert seen == whole
    for expected in pages[-2::-1]:
        now = page(sort=sort, reverse=reverse, size=size, before=now.before)
        assert [lead.id for lead in now.leads] == [lead.id for lead in expected.leads]
    assert now.before is None


FOUND = [
    (LeadFilter(), [0, 1, 2, 3, 4, 5, 6]),
    (LeadFilter(stage="IQL"), [0, 2, 4, 6]),
    (LeadFilter(stage=NO_STAGE), [1, 3, 5]),
    (LeadFilter(source="ads"), [0, 1, 2]),
    (LeadFilter(status="won"), []),
    (LeadFilter(status="open", stage="IQL", source="ads"), [0, 2]),
    (LeadFilter(axes={"need": "known"}), [1, 2, 4, 5]),
    (LeadFilter(axes={"need": "unknown"}), [0, 3, 6]),
    (LeadFilter(axes={"need": "4"}), [4, 5]),
    (LeadFilter(since=date(2026, 11, 3), until=date(2026, 11, 4)), [2, 3]),
    (LeadFilter(until=date(2026, 11, 1)), [0]),
    (LeadFilter(flow="chat"), [0, 1, 2, 3, 4, 5, 6]),
    (LeadFilter(flow="other"), []),
    (LeadFilter(search="zak"), [0, 4]),
    (LeadFilter(search="ŁOS"), [1]),
    (LeadFilter(search="ad"), [3, 6]),
    (LeadFilter(search="firm 1"), [1, 3, 5]),
    (LeadFilter(search="p3@firm1"), [3]),
    (LeadFilter(search="zak firm0"), [0, 4]),
    (LeadFilter(search="nobody"), []),
    (LeadFilter(search="%"), [0, 1, 2, 3, 4, 5, 6]),
]


@pytest.mark.parametrize("few", [0, 5_000], ids=["many", "few"])
def test_filters_find_the_same_in_few_and_in_many(
    people: list[int], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(filters, "FEW", few)
    for asked, found in FOUND:
        assert numbers(people, asked) == found, asked
        assert numbers(people, asked, sort="score") == found, asked
        with db.engine.connect() as connection:
            assert lead_count(connection, asked) == (len(found), False), asked


@pytest.mark.parametrize("few", [0, 5_000])
def test_rare_leads_are_gathered_in_the_order_that_a_walk_finds_them(
    people: list[int], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(filters, "FEW", few)
    ways = [(asked, sort) for (asked, _), sort in product(FOUND, ("score", "name"))]
    walked = [_leafed(asked, sort) for asked, sort in ways]
    monkeypatch.setattr(lists, "PASSED", 1)
    assert [_leafed(asked, sort) for asked, sort in ways] == walked


def _leafed(asked: LeadFilter, sort: str) -> list[int]:
    """All leads of a filter, page by page."""
    now = page(asked, size=2, sort=sort)
    seen = [lead.id for lead in now.leads]
    while now.after:
        now = page(asked, size=2, sort=sort, after=now.after)
        seen += [lead.id for lead in now.leads]
    return seen


def test_suspected_and_erased_leads_are_left_out(people: list[int]) -> None:
    set_columns(people[0], suspected=True)
    set_columns(people[1], erased_at=AT)
    assert numbers(people, LeadFilter()) == [2, 3, 4, 5, 6]
    assert numbers(people, LeadFilter(suspected=True)) == [0, 2, 3, 4, 5, 6]


def test_a_flow_played_later_finds_the_lead(people: list[int]) -> None:
    conversation("roi", lead_id=people[2])
    assert numbers(people, LeadFilter(flow="roi")) == [2]


def test_counting_stops_at_a_limit(people: list[int]) -> None:
    with db.engine.connect() as connection:
        assert lead_count(connection, LeadFilter(), limit=3) == (3, True)
        assert lead_count(connection, LeadFilter(), limit=7) == (7, False)


def test_a_key_without_sense_is_the_first_page(people: list[int]) -> None:
    keys = ["", "x", "WyJ4Il0", "!!!", "bnVsbA", "W251bGwsInkiXQ"]
    for sort, key in product(["newest", "score", "name", "need"], keys):
        _is_first_page(sort, key)


def _is_first_page(sort: str, key: str) -> None:
    first = [lead.id for lead in page(sort=sort).leads]
    assert [lead.id for lead in page(sort=sort, after=key).leads] == first
    assert [lead.id for lead in page(sort=sort, before=key).leads] == first


def test_each_lead_goes_through_all_in_batches(people: list[int]) -> None:
    found = [lead.id for lead in each_lead(db.engine, LeadFilter(), batch=2)]
    assert found == people[::-1]


def test_sources_are_listed_once(people: list[int]) -> None:
    with db.engine.connect() as connection:
        assert sources(connection) == ["ads", "direct"]


def test_an_axis_of_its_own_can_be_filtered(people: list[int]) -> None:
    set_columns(people[3], other_axes={"risk": 4.0})
    assert numbers(people, LeadFilter(axes={"risk": "3"})) == [3]
    assert numbers(people, LeadFilter(axes={"risk": "known"})) == [3]


def test_the_same_moment_does_not_hide_anybody(app: Flask) -> None:
    row = {"created_at": AT, "updated_at": AT, "last_seen_at": AT, "score": 1.0}
    row |= {"status": "open", "suspected": False}
    with write_connection() as connection:
        connection.execute(insert(TABLES["leads"]), [row] * 5)
    found = [lead.id for lead in each_lead(db.engine, LeadFilter(), batch=2)]
    assert sorted(found) == [1, 2, 3, 4, 5]


def test_filters_of_sales_find_whom_they_name(app: Flask) -> None:
    with write_connection() as connection:
        owner = {"email": "s@acme.example", "name": "S", "role": "sales", "active": True}
        user = connection.execute(
            insert(TABLES["users"]), owner | {"created_at": AT}
        ).inserted_primary_key[0]
        for name, fields in {
            "Whole": {"axis_budget": 0.0, "email": "w@b.example", "owner_id": user},
            "Short": {"almost": "budget", "email": "s@b.example"},
            "Nameless": {"phone": "+48601", "name_key": None, "axis_budget": 3.0},
        }.items():
            row = {"first_name": name, "name_key": name.lower(), "score": 1.0, "status": "open"}
            row |= {"created_at": AT, "updated_at": AT, "last_seen_at": AT, "suspected": False}
            connection.execute(insert(TABLES["leads"]), row | fields)
        wrong = {"lead_id": 1, "kind": "bounced", "subject": "w@b.example", "detail": "gone"}
        connection.execute(insert(TABLES["lead_faults"]), wrong | {"found_at": AT})

    def names(**asked: Any) -> list[str]:
        with db.engine.connect() as connection:
            found = lead_page(connection, LeadFilter(**asked), sort="name").leads
            assert lead_count(connection, LeadFilter(**asked)) == (len(found), False)
        return sorted(row.first_name for row in found)

    assert names(missing="budget") == ["Short"]
    assert names(missing="contact") == ["Nameless"]
    assert names(almost="any") == names(almost="budget") == ["Short"]
    assert names(almost="need") == []
    assert names(owner=user) == ["Whole"]
    assert names(owner=NOBODY) == ["Nameless", "Short"]
    assert names(fault="any") == names(fault="bounced") == ["Whole"]
    assert names(fault="phone") == []
