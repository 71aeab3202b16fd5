from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.company_from_email import CompanyFromEmail, company_of


@pytest.mark.parametrize(
    ("email", "company", "site"),
    [
        ("ada@northwind.com", "Northwind", "https://northwind.com"),
        ("ada@mail.northwind.com", "Northwind", "https://northwind.com"),
        ("ayse@demir-celik.com.tr", "Demir Celik", "https://demir-celik.com.tr"),
        ("jan@zaklady.krakow.pl", "Zaklady", "https://zaklady.krakow.pl"),
        ("ada@ibm.com", "IBM", "https://ibm.com"),
        ("ada@xn--mller-kva.de", "Müller", "https://xn--mller-kva.de"),
        ("ada@NORTHWIND.CO.UK", "Northwind", "https://northwind.co.uk"),
    ],
)
def test_a_work_address_tells_company_and_site(email: str, company: str, site: str) -> None:
    assert company_of(email) == (company, site)


@pytest.mark.parametrize(
    "email", ["ada@gmail.com", "ayse@hotmail.com.tr", "jan@wp.pl", "nonsense", "a@b", "", "a@.com"]
)
def test_free_mail_and_nonsense_tell_nothing(email: str) -> None:
    assert company_of(email) is None


def _run(slots: dict[str, Any]) -> list[dict[str, Any]]:
    tracker = Tracker("s", slots, {}, [], False, None, {}, "action_listen")
    return asyncio.run(CompanyFromEmail().run(CollectingDispatcher(), tracker, {}))


def test_what_the_visitor_said_is_not_overwritten() -> None:
    events = _run({"email": "ada@northwind.com", "company": "Northwind Traders"})
    assert [(event["name"], event["value"]) for event in events] == [
        ("website", "https://northwind.com")
    ]


def test_nothing_is_set_without_an_address() -> None:
    assert _run({"email": None}) == []
