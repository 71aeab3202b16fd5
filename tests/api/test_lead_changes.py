"""What changed about leads since a cursor: told once, in order, and nothing missed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, text, update

from leads.identity import email_key
from leads.merging import Decider, merge, undo
from leads.score import rescore
from store.database import db
from store.lead_changes import keep_rising
from store.leads import Lead
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from tests.api.conftest import Post
from tests.api.test_lead_writes import keep, lead, make_key
from web.rules.present import active_definition

Feed = Callable[..., dict[str, Any]]


@pytest.fixture
def key(site: Flask) -> dict[str, str]:
    return make_key(site)


@pytest.fixture
def feed(client: FlaskClient, key: dict[str, str]) -> Feed:
    """What changed since a cursor; the answer's JSON."""

    def ask(since: str = "start", **query: Any) -> dict[str, Any]:
        asked = {"since": since, **query}
        answer = client.get("/api/v1/leads", query_string=asked, headers=key)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    return ask


def ids(page: dict[str, Any]) -> list[int]:
    return [told["id"] for told in page["leads"]]


def polled(feed: Feed, since: str = "start", **query: Any) -> Iterator[dict[str, Any]]:
    """Pages until nothing more is waiting."""
    while True:
        page = feed(since, **query)
        yield page
        since = page["next"]
        if not page["more"]:
            return


# ---------------------------------------------------------------- polling


def test_from_the_start_every_lead_is_told_once_the_oldest_change_first(
    site: Flask, client: FlaskClient, key: dict[str, str], feed: Feed
) -> None:
    first, second, third = (lead(site, f"ada{n}@acme.example") for n in range(3))
    client.patch(f"/api/v1/leads/{first}", json={"status": "won"}, headers=key)
    page = feed()
    assert ids(page) == [second, third, first]
    assert page["leads"][-1]["status"] == "won"
    assert page["more"] is False


def test_nothing_new_gives_a_cursor_that_goes_on_all_the_same(site: Flask, feed: Feed) -> None:
    empty = feed()
    assert (empty["leads"], empty["more"]) == ([], False)
    number = lead(site)
    page = feed(empty["next"])
    assert ids(page) == [number]
    again = feed(page["next"])
    assert (again["leads"], again["next"]) == ([], page["next"])


def test_pages_of_any_size_tell_the_same(site: Flask, feed: Feed) -> None:
    keep(site, *(Lead(email=f"{n}@acme.example") for n in range(7)))
    with site.app_context(), write_connection() as connection:  # all with one write
        connection.execute(update(Lead).values(company="Acme"))
    whole = ids(feed(limit=200))
    assert len(whole) == 7
    for size in (1, 2, 3):
        pages = list(polled(feed, limit=size))
        assert [number for page in pages for number in ids(page)] == whole
        assert [page["more"] for page in pages] == [True] * (len(pages) - 1) + [False]


def test_a_lead_that_changed_again_is_told_once_as_it_is_now(
    site: Flask, client: FlaskClient, key: dict[str, str], feed: Feed
) -> None:
    number = lead(site)
    cursor = feed()["next"]
    for company in ("Acme", "Łódź SA"):
        body = {"contact": {"company": company}}
        client.patch(f"/api/v1/leads/{number}", json=body, headers=key)
    [told] = feed(cursor)["leads"]
    assert told["contact"]["company"] == "Łódź SA"


def test_what_a_visitor_answers_is_told_with_the_score_it_gives(post: Post, feed: Feed) -> None:
    _, turn = post("/flows/plan/conversations")
    path = f"/conversations/{turn['conversation']}"
    for value in ("quality", 10, "ada@acme.example"):
        _, turn = post(f"{path}/answers", turn=turn["turn"], value=value)
    page = feed()
    [before] = page["leads"]
    _, turn = post(f"{path}/edit", turn=turn["turn"], slot="budget", value=3000)
    page = feed(page["next"])
    [after] = page["leads"]
    assert (after["id"], after["score"]) == (before["id"], before["score"] + 15)
    _, turn = post(f"{path}/answers", turn=turn["turn"], value="In May")
    assert turn["done"]
    assert ids(feed(page["next"])) == [before["id"]]


@pytest.mark.parametrize("cursor", ["", "0", "yesterday", "2026-01-01", "W10", "WzEsMF0", "%00"])
def test_a_cursor_nobody_gave_out_is_refused_and_says_how_to_begin(
    client: FlaskClient, key: dict[str, str], cursor: str
) -> None:
    answer = client.get("/api/v1/leads", query_string={"since": cursor}, headers=key)
    assert answer.status_code == 422
    assert "`start`" in answer.get_json()["detail"]


def test_a_cursor_from_later_than_the_database_is_refused(
    site: Flask, client: FlaskClient, key: dict[str, str], feed: Feed
) -> None:
    lead(site)
    cursor = feed()["next"]
    with site.app_context(), db.engine.begin() as connection:  # an older copy is put back
        connection.execute(text("UPDATE leads SET change_number = 0"))
    answer = client.get("/api/v1/leads", query_string={"since": cursor}, headers=key)
    assert answer.status_code == 422
    assert "`start`" in answer.get_json()["detail"]


def test_the_lists_cursor_has_no_place_beside_it(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    for number in range(2):
        lead(site, f"{number}@acme.example")
    following = client.get("/api/v1/leads?limit=1", headers=key).get_json()["next"]
    for query in ({"since": "start", "cursor": following}, {"since": following}):
        assert client.get("/api/v1/leads", query_string=query, headers=key).status_code == 422


def test_a_key_that_may_not_read_leads_hears_of_nothing(site: Flask, client: FlaskClient) -> None:
    lead(site)
    assert client.get("/api/v1/leads?since=start").status_code == 401
    weak = make_key(site, "companies:read")
    answer = client.get("/api/v1/leads?since=start", headers=weak)
    assert answer.status_code == 403
    assert b"acme" not in answer.data


# ---------------------------------------------------------------- filters


def test_filters_narrow_what_is_told(site: Flask, post: Post, feed: Feed) -> None:
    hot = lead(site, "hot@acme.example", stage="MQL")
    lead(site, "cold@acme.example")
    lead(site, "bot@acme.example", stage="MQL", suspected=True)
    assert ids(feed(stage="MQL")) == [hot]
    assert ids(feed(q="cold", stage="MQL")) == []
    _, turn = post("/flows/plan/conversations")
    for value in ("quality", 3000, "ada@northwind.example"):
        path = f"/conversations/{turn['conversation']}/answers"
        _, turn = post(path, turn=turn["turn"], value=value)
    [told] = feed(flow="plan")["leads"]
    assert told["contact"]["email"] == "ada@northwind.example"


def test_one_that_leaves_the_filter_is_not_told_and_without_it_is(
    site: Flask, client: FlaskClient, key: dict[str, str], feed: Feed
) -> None:
    number = lead(site)
    cursor = feed(status="open")["next"]
    client.patch(f"/api/v1/leads/{number}", json={"status": "won"}, headers=key)
    assert feed(cursor, status="open")["leads"] == []
    assert ids(feed(cursor)) == [number]


# ---------------------------------------------------------------- gone


def test_an_erased_lead_is_told_as_such_and_nothing_about_it(
    site: Flask, client: FlaskClient, key: dict[str, str], feed: Feed
) -> None:
    number = lead(site)
    cursor = feed()["next"]
    client.delete(f"/api/v1/leads/{number}", headers=key)
    page = feed(cursor, stage="SQL")  # whatever the filter
    assert page["leads"] == [{"id": number, "gone": "erased", "into": None}]
    assert feed(page["next"])["leads"] == []


def test_a_merged_lead_is_told_with_where_it_went_and_comes_back_when_undone(
    site: Flask, client: FlaskClient, key: dict[str, str], feed: Feed
) -> None:
    into, taken = lead(site, "ada@acme.example"), lead(site, "a.nowak@acme.example")
    cursor = feed()["next"]
    with site.app_context(), write_connection() as connection:
        by = Decider(program="test")
        number = merge(connection, into, taken, active_definition(), by, now())
    page = feed(cursor)
    assert {"id": taken, "gone": "merged", "into": into} in page["leads"]
    refused = client.get(f"/api/v1/leads/{taken}", headers=key)
    assert (refused.status_code, refused.get_json()["merged_into"]) == (404, into)
    assert sorted(ids(page)) == [into, taken]
    with site.app_context(), write_connection() as connection:
        undo(connection, number, active_definition(), now())
    back = feed(page["next"])["leads"]
    assert sorted(told["id"] for told in back) == [into, taken]
    assert not any("gone" in told for told in back)


def test_a_lead_that_turned_out_to_be_another_is_told_with_the_other(
    site: Flask, post: Post, feed: Feed
) -> None:
    known = lead(site, "ada@acme.example")
    _, turn = post("/flows/plan/conversations")
    path = f"/conversations/{turn['conversation']}"
    for value in ("quality", 3000, "ad@acme.example"):
        _, turn = post(f"{path}/answers", turn=turn["turn"], value=value)
    page = feed()
    [mistyped] = [number for number in ids(page) if number != known]
    post(f"{path}/edit", turn=turn["turn"], slot="email", value="ada@acme.example")
    page = feed(page["next"])
    assert {"id": mistyped, "gone": "merged", "into": known} in page["leads"]
    new = lead(site, "new@acme.example")  # SQLite may give it the same number: it is a lead again
    [told] = feed(page["next"])["leads"]
    assert (told["id"], told["contact"]["email"]) == (new, "new@acme.example")


# ---------------------------------------------------------------- writers at once


def test_a_transaction_that_takes_its_time_is_never_jumped_over(site: Flask, feed: Feed) -> None:
    with site.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite has one writer: there is no second transaction")
    slow, quick = lead(site, "slow@acme.example"), lead(site, "quick@acme.example")
    cursor = feed()["next"]
    with site.app_context(), db.engine.connect() as open_longer:
        open_longer.execute(update(Lead).where(Lead.id == slow).values(company="Slow"))
        with db.engine.begin() as connection:
            connection.execute(update(Lead).where(Lead.id == quick).values(company="Quick"))
        waiting = feed(cursor)
        assert waiting["leads"] == []  # the quick one came later in the order
        open_longer.commit()
    page = feed(waiting["next"])
    assert ids(page) == [slow, quick]
    assert feed(page["next"])["leads"] == []


def test_one_that_is_rolled_back_is_never_told(site: Flask, feed: Feed) -> None:
    number = lead(site)
    cursor = feed()["next"]
    with site.app_context(), db.engine.connect() as connection:
        connection.execute(update(Lead).where(Lead.id == number).values(company="Never"))
        assert feed(cursor)["leads"] == []
        connection.rollback()
    assert feed(cursor)["leads"] == []


def test_a_reader_beside_many_writers_misses_none(site: Flask, feed: Feed) -> None:
    numbers = [lead(site, f"{n}@acme.example") for n in range(6)]
    cursor = feed()["next"]
    written: dict[int, str] = {}

    def write(mine: list[int]) -> None:
        with site.app_context():
            for turn in range(12):
                for number in mine:
                    company = f"{number} at {turn}"
                    with write_connection() as connection:
                        change = update(Lead).where(Lead.id == number).values(company=company)
                        connection.execute(change)
                    written[number] = company

    writers = [threading.Thread(target=write, args=(numbers[n::2],)) for n in range(2)]
    for writer in writers:
        writer.start()
    copy: dict[int, str] = {}
    while True:
        finished = not any(writer.is_alive() for writer in writers)
        for page in polled(feed, cursor, limit=2):
            copy |= {told["id"]: told["contact"]["company"] for told in page["leads"]}
            cursor = page["next"]
        if finished:
            break
    assert copy == written


def test_numbers_go_on_rising_on_another_server(site: Flask, feed: Feed) -> None:
    number = lead(site)
    with site.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite's numbers are in the file")
        far = 10**12  # a server that had seen more transactions
        with db.engine.begin() as connection:
            connection.execute(update(Lead).values(change_number=far))
        assert feed()["leads"] == []
        keep_rising(db.engine)
        page = feed()
        assert ids(page) == [number]
        keep_rising(db.engine)
        assert feed(page["next"])["leads"] == []
        with db.engine.begin() as connection:
            connection.execute(update(Lead).values(company="Moved"))
        assert ids(feed(page["next"])) == [number]


def test_leads_of_before_there_was_an_order_are_told_in_that_of_their_making(
    site: Flask, feed: Feed
) -> None:
    numbers = [lead(site, f"{n}@acme.example") for n in range(3)]
    with site.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE leads SET change_number = 0"))
    assert [number for page in polled(feed, limit=1) for number in ids(page)] == numbers


def test_another_write_of_one_transaction_is_told_with_it(site: Flask, feed: Feed) -> None:
    """A lead made and scored in one transaction is whole when it is told."""
    with site.app_context(), write_connection() as connection:
        row = {"email": "ada@acme.example", "email_key": email_key("ada@acme.example")}
        number = connection.execute(insert(TABLES["leads"]), row).inserted_primary_key[0]
        rescore(connection, number, active_definition(), now())
    [told] = feed()["leads"]
    assert (told["id"], told["stage"]) == (number, "IQL")
