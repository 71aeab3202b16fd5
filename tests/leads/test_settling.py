"""What the worker finds out about leads: their company, and who may be the same person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from leads.companies import bare_name, figures
from leads.duplicates import SHARED_PHONE
from leads.erase import erase
from leads.settling import settle_some
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, DEFINITION, lead_of, rows


def settled() -> None:
    while settle_some(DEFINITION, AT):
        pass


def pairs() -> set[tuple[int, int, str]]:
    return {(row.first_lead_id, row.second_lead_id, row.reason) for row in rows("duplicates")}


def change(lead_id: int, **values: Any) -> None:
    with write_connection() as connection:
        leads = TABLES["leads"]
        connection.execute(update(leads).where(leads.c.id == lead_id).values(values))


def lead(lead_id: int) -> Any:
    return rows("leads", id=lead_id)[0]


# ---------------------------------------------------------------- companies


def test_colleagues_belong_to_the_company_of_their_work_address(app: Flask) -> None:
    ada = lead_of({"email": "ada@sales.acme.example", "company": "ACME Ltd."})
    bob = lead_of({"email": "bob@acme.example"})
    free = lead_of({"email": "eve@gmail.com"})
    settled()
    [company] = rows("companies")
    assert (company.key, company.name, company.people) == ("domain:acme.example", "ACME Ltd.", 2)
    assert lead(ada).company_id == lead(bob).company_id == company.id
    assert lead(free).company_id is None


def test_without_a_work_address_the_name_counts_and_not_its_legal_form(app: Flask) -> None:
    for number, name in enumerate(("Żabka Sp. z o.o.", "ŻABKA", "zabka s.a.")):
        lead_of({"email": f"{number}@gmail.com", "company": name})
    settled()
    [company] = rows("companies")
    assert (company.key, company.people) == ("name:zabka", 3)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Acme, Inc.", "acme"),
        ("İstanbul A.Ş.", "istanbul"),
        ("Müller GmbH & Co. KG", "muller gmbh and"),
        ("SA", "sa"),
        ("", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_legal_form(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_name_guessed_from_the_domain_gives_way_to_one_that_is_written(app: Flask) -> None:
    lead_of({"email": "ada@acme.example"})
    settled()
    assert rows("companies")[0].name == "Acme"
    lead_of({"email": "bob@acme.example", "company": "Acme Rockets"})
    settled()
    assert rows("companies")[0].name == "Acme Rockets"


def test_a_changed_address_changes_the_company(app: Flask) -> None:
    ada = lead_of({"email": "ada@acme.example"})
    settled()
    change(ada, email="ada@other.example", unsettled=True)
    settled()
    [company] = rows("companies")
    assert company.key == "domain:other.example"


def test_the_score_is_the_best_and_a_bounded_share_of_the_others(app: Flask) -> None:
    scores = (40.0, 20.0, 15.0)
    for number, score in enumerate(scores):
        change(lead_of({"email": f"{number}@acme.example"}), score=score)
    settled()
    [company] = rows("companies")
    assert company.score == 40 + 0.1 * 35
    with db.engine.connect() as connection:
        shown = figures(connection, [company.id], DEFINITION)[company.id]
    assert (shown.best, shown.others, shown.extra, shown.score) == (40, 35, 3.5, 43.5)
    for number in range(9, 14):
        change(lead_of({"email": f"{number}@acme.example"}), score=39.0)
    settled()
    assert rows("companies")[0].score == 50


def test_whoever_was_named_decides_and_else_who_says_so(app: Flask) -> None:
    ada, boss = lead_of({"email": "a@acme.example"}), lead_of({"email": "b@acme.example"})
    settled()
    assert rows("companies")[0].decider_id is None
    with write_connection() as connection:
        link = {"from_lead_id": ada, "to_lead_id": boss, "kind": "referred", "created_at": AT}
        connection.execute(insert(TABLES["lead_links"]), link)
    change(ada, unsettled=True)
    settled()
    assert rows("companies")[0].decider_id == boss


def test_bots_and_those_who_are_no_lead_do_not_count(app: Flask) -> None:
    lead_of({"email": "a@acme.example"})
    change(lead_of({"email": "b@acme.example"}), status="not_a_lead", score=90.0)
    change(lead_of({"email": "c@acme.example"}), suspected=True, score=90.0)
    settled()
    [company] = rows("companies")
    assert (company.people, company.score) == (1, 0)


def test_a_company_goes_with_the_last_person_who_named_it(app: Flask) -> None:
    ada = lead_of({"email": "ada@gmail.com", "company": "Ada Nowak Consulting"})
    settled()
    with write_connection() as connection:
        erase(connection, ada)
    assert rows("companies") == []


# ---------------------------------------------------------------- duplicates


def test_near_same_names_at_one_company_are_proposed(app: Flask) -> None:
    acme = {"company": "Acme Sp. z o.o."}
    ada = lead_of({"email": "ada@gmail.com", "first_name": "Ada", "last_name": "Nowakowska"} | acme)
    twin = lead_of(
        {"email": "a.n@wp.pl", "first_name": "Ada", "last_name": "Nowakówska", "company": "ACME"}
    )
    lead_of({"email": "x@wp.pl", "first_name": "Ewa", "last_name": "Nowakowska"} | acme)
    lead_of({"email": "y@wp.pl", "first_name": "Ada", "last_name": "Nowakowska", "company": "Bolt"})
    settled()
    assert pairs() == {(ada, twin, "name_company")}


def test_one_number_is_proposed_and_an_office_is_not(app: Flask) -> None:
    ada = lead_of({"email": "ada@gmail.com", "phone": "+48601"})
    twin = lead_of({"email": "ada@wp.pl", "phone": "+48601"})
    for number in range(SHARED_PHONE + 2):
        lead_of({"email": f"{number}@office.example", "phone": "+48700"})
    settled()
    assert pairs() == {(ada, twin, "phone")}


def test_what_was_decided_is_not_proposed_again(app: Flask) -> None:
    ada = lead_of({"email": "ada@gmail.com", "phone": "+48601"})
    lead_of({"email": "ada@wp.pl", "phone": "+48601"})
    settled()
    with write_connection() as connection:
        connection.execute(update(TABLES["duplicates"]).values(decision="different"))
    change(ada, unsettled=True)
    settled()
    [pair] = rows("duplicates")
    assert pair.decision == "different"


def test_a_lead_that_changes_is_looked_at_again_and_no_other(app: Flask) -> None:
    ada = lead_of({"email": "ada@gmail.com"})
    settled()
    assert settle_some(DEFINITION, AT) == 0
    assert lead_of({"email": "ada@gmail.com", "phone": "+48601"}, at=AT + timedelta(1)) == ada
    assert lead(ada).unsettled
    assert settle_some(DEFINITION, AT) == 1


def test_many_of_one_name_are_no_twins_without_a_company(app: Flask) -> None:
    many = [
        {
            "first_name": "Ada",
            "last_name": "Nowak",
            "name_key": "nowak ada",
            "email": f"{number}@gmail.com",
            "email_key": f"{number}@gmail.com",
            "score": 0.0,
            "status": "open",
            "suspected": False,
            "unsettled": False,
            "created_at": AT,
            "updated_at": AT,
            "last_seen_at": AT,
        }
        for number in range(300)
    ]
    with write_connection() as connection:
        connection.execute(insert(TABLES["leads"]), many)
    lead_of(
        {"email": "ada@gmail.com", "first_name": "Ada", "last_name": "Nowak", "company": "Acme"}
    )
    settled()
    with db.engine.connect() as connection:
        assert connection.execute(select(TABLES["duplicates"])).all() == []
