from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.database import db
from store.leads import Lead, LeadLink
from tests.actions.conftest import play


def _lead(email: str) -> Lead:
    return db.session.scalars(select(Lead).where(Lead.email == email)).one()


def test_the_decision_maker_becomes_a_second_lead_linked_to_the_first(site: Flask) -> None:
    reply = play("refer", "ada@northwind.com", "Jan Kowalski", "jan@northwind.com")
    assert reply.view.messages[-1].text == "Thank you, Northwind."
    ada, jan = _lead("ada@northwind.com"), _lead("jan@northwind.com")
    link = db.session.scalars(select(LeadLink)).one()
    assert (link.from_lead_id, link.to_lead_id, link.kind) == (ada.id, jan.id, "referred")
    assert (jan.first_name, jan.last_name, jan.company) == ("Jan", "Kowalski", "Northwind")
    assert jan.source == "referral"
    assert (ada.company, ada.website) == ("Northwind", "https://northwind.com")


def test_a_lead_that_exists_is_linked_and_not_changed(site: Flask) -> None:
    play("refer", "jan@northwind.com")
    before = _lead("jan@northwind.com").id
    db.session.rollback()
    play("refer", "ada@northwind.com", "Somebody Else", "JAN@northwind.com")
    db.session.rollback()
    jan = _lead("jan@northwind.com")
    assert (jan.id, jan.first_name) == (before, None)
    assert db.session.scalar(select(func.count()).select_from(Lead)) == 2


def test_naming_oneself_links_nothing(site: Flask) -> None:
    play("refer", "ada@northwind.com", "Ada", "ada@northwind.com")
    assert db.session.scalar(select(func.count()).select_from(LeadLink)) == 0
    assert db.session.scalar(select(func.count()).select_from(Lead)) == 1


@pytest.mark.parametrize("times", [2])
def test_the_same_referral_twice_is_one_link(site: Flask, times: int) -> None:
    for _ in range(times):
        play("refer", "ada@northwind.com", "Jan", "jan@northwind.com")
    assert db.session.scalar(select(func.count()).select_from(LeadLink)) == 1
