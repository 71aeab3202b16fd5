"""A contact makes or finds its lead."""

from __future__ import annotations

from flask import Flask

from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import arrive, conversation, lead_of, rows, score_lines
from tests.leads.people import line as points


def test_the_same_address_is_the_same_lead(app: Flask) -> None:
    first = lead_of({"email": "Ada@acme.example", "first_name": "Ada"})
    second = lead_of({"email": "ada@ACME.example", "company": "Acme"})
    assert first == second
    [lead] = rows("leads")
    assert (lead.first_name, lead.company) == ("Ada", "Acme")


def test_newer_values_replace_and_missing_ones_do_not(app: Flask) -> None:
    lead_of({"email": "a@a.example", "company": "Old", "phone": "+48601100200"})
    lead_of({"email": "a@a.example", "company": "New"})
    [lead] = rows("leads")
    assert (lead.company, lead.phone) == ("New", "+48601100200")


def test_nothing_that_identifies_makes_no_lead(app: Flask) -> None:
    assert arrive(conversation(), {"first_name": "Ada"}) is None
    assert rows("leads") == []


def test_a_phone_is_enough_and_an_address_later_stays_with_it(app: Flask) -> None:
    talk = conversation()
    first = arrive(talk, {"phone": "+48601100200"})
    assert first is not None
    both = {"phone": "+48601100200", "email": "a@a.example"}
    assert arrive(talk, both, first.lead_id) == first
    [lead] = rows("leads")
    assert (lead.email_key, lead.phone_key, lead.phone) == ("a@a.example", None, "+48601100200")


def test_a_phone_known_of_one_person_finds_them(app: Flask) -> None:
    known = lead_of({"email": "a@a.example", "phone": "+48601100200"})
    assert lead_of({"phone": "+48601100200"}) == known


def test_a_phone_shared_by_two_is_nobodys_name(app: Flask) -> None:
    lead_of({"email": "a@a.example", "phone": "+48601100200"})
    lead_of({"email": "b@a.example", "phone": "+48601100200"})
    third = lead_of({"phone": "+48601100200"})
    assert len(rows("leads")) == 3
    assert lead_of({"phone": "+48601100200"}) == third


def test_a_corrected_address_corrects_the_lead(app: Flask) -> None:
    talk = conversation()
    first = arrive(talk, {"email": "ada@acme.exmple"})
    assert first is not None
    assert arrive(talk, {"email": "ada@acme.example"}, first.lead_id) == first
    assert [lead.email_key for lead in rows("leads")] == ["ada@acme.example"]


def test_a_corrected_address_of_a_known_person_moves_the_conversation(app: Flask) -> None:
    known = lead_of({"email": "ada@acme.example"})
    talk = conversation()
    slip = arrive(talk, {"email": "adda@acme.example"})
    assert slip is not None
    score_lines(talk, slip.lead_id, points("need", 20))
    moved = arrive(talk, {"email": "ada@acme.example"}, slip.lead_id)
    assert moved is not None
    assert (moved.lead_id, moved.left) == (known, None)
    assert [lead.id for lead in rows("leads")] == [known]
    assert [line.lead_id for line in rows("ledger")] == [known]


def test_another_address_leaves_a_person_with_a_past_alone(app: Flask) -> None:
    known = lead_of({"email": "ada@acme.example"})
    talk = conversation()
    arrive(talk, {"email": "ada@acme.example"})
    other = arrive(talk, {"email": "bob@acme.example"}, known)
    assert other is not None
    assert (other.lead_id != known, other.left) == (True, known)
    assert {lead.email_key for lead in rows("leads")} == {"ada@acme.example", "bob@acme.example"}


def test_a_changed_address_is_unconfirmed(app: Flask) -> None:
    talk = conversation()
    lead = arrive(talk, {"email": "a@a.example"})
    assert lead is not None
    leads = TABLES["leads"]
    with write_connection() as connection:
        connection.execute(leads.update().values(email_confirmed_at=leads.c.created_at))
    arrive(talk, {"email": "A@a.example"}, lead.lead_id)
    assert rows("leads")[0].email_confirmed_at is not None
    arrive(talk, {"email": "b@a.example"}, lead.lead_id)
    assert rows("leads")[0].email_confirmed_at is None


def test_a_suspected_bot_changes_nothing_about_a_person(app: Flask) -> None:
    known = lead_of({"email": "a@a.example", "first_name": "Ada"})
    assert lead_of({"email": "a@a.example", "first_name": "Spam"}, suspected=True) == known
    assert rows("leads")[0].first_name == "Ada"


def test_a_lead_is_sorted_and_found_by_its_name(app: Flask) -> None:
    talk = conversation()
    lead = arrive(talk, {"email": "l@acme.example", "first_name": "Łucja", "last_name": "Żak"})
    assert lead is not None
    [row] = rows("leads")
    assert (row.name_key, row.company_key) == ("zak lucja", None)
    assert {word.word for word in rows("lead_words")} >= {"zak", "lucja", "acme"}
    arrive(talk, {"email": "l@acme.example", "last_name": "Nowak"}, lead.lead_id)
    words = {word.word for word in rows("lead_words")}
    assert "nowak" in words
    assert "zak" not in words
