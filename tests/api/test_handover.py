"""Hand-over over the API: owner, first contact, the brief, and lists of what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store.handovers import LeadFault
from store.users import User
from tests.api.test_lead_writes import keep, lead, make_key


@pytest.fixture
def key(site: Flask) -> dict[str, str]:
    return make_key(site)


@pytest.fixture
def seller(site: Flask) -> int:
    user = User(email="omer@acme.example", name="Ömer", role="sales", password_hash="x")
    keep(site, user, User(email="m@acme.example", name="M", role="marketer", password_hash="x"))
    return user.id


def test_a_lead_gets_an_owner_and_loses_them(
    site: Flask, client: FlaskClient, key: dict[str, str], seller: int
) -> None:
    path = f"/api/v1/leads/{lead(site)}/owner"
    answer = client.put(path, json={"owner": "OMER@acme.example"}, headers=key)
    assert (answer.status_code, answer.json["owner"]) == (200, seller)
    assert client.put(path, json={"owner": None}, headers=key).json["owner"] is None
    for wrong in ("m@acme.example", "nobody@acme.example", "x"):
        refused = client.put(path, json={"owner": wrong}, headers=key)
        assert (refused.status_code, "/owner" in refused.json["detail"]) == (422, True)
    assert client.put(path, json={}, headers=key).status_code == 422


def test_a_call_of_another_system_stops_the_clock(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    number = lead(site)
    path = f"/api/v1/leads/{number}/reached"
    assert client.post(path, headers=key | {"Idempotency-Key": "a"}).status_code == 200
    again = client.post(path, headers=key | {"Idempotency-Key": "a"})
    assert again.headers["Idempotent-Replay"] == "true"
    brief = client.get(f"/api/v1/leads/{number}/brief", headers=key).json
    assert brief["handed_over"]["first_contact_at"] is not None
    client.patch(f"/api/v1/leads/{number}", json={"status": "lost", "reason": "no"}, headers=key)
    assert client.post(path, headers=key).status_code == 409


def test_the_brief_says_what_is_known(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    number = lead(site, axis_need=20.0)
    brief = client.get(f"/api/v1/leads/{number}/brief", headers=key).json
    assert brief["lead"]["id"] == number
    assert "need" not in brief["missing"]
    assert "budget" in brief["missing"]
    assert brief["first_sentence"] is None
    assert brief["handed_over"] is None


def test_lists_by_what_is_missing(
    site: Flask, client: FlaskClient, key: dict[str, str], seller: int
) -> None:
    whole = lead(site, "w@acme.example", axis_budget=0.0, owner_id=seller)
    short = lead(site, "s@acme.example", almost="budget")
    keep(site, LeadFault(lead_id=whole, kind="bounced", subject="x", detail="550"))

    def ids(query: str) -> list[int]:
        found = client.get(f"/api/v1/leads?{query}", headers=key)
        assert found.status_code == 200, found.text
        return [one["id"] for one in found.json["leads"]]

    assert ids("missing=budget") == [short]
    assert ids("almost=any") == ids("almost=budget") == [short]
    assert ids(f"owner={seller}") == [whole]
    assert ids("owner=0") == [short]
    assert ids("fault=any") == [whole]
    for wrong in ("missing=fit", "owner=-1", "owner=x", "fault=x"):
        assert client.get(f"/api/v1/leads?{wrong}", headers=key).status_code == 422


@pytest.mark.parametrize(
    ("method", "name"), [("put", "owner"), ("post", "reached"), ("get", "brief")]
)
def test_strangers_other_keys_and_unknown_leads_are_refused(
    site: Flask, client: FlaskClient, key: dict[str, str], method: str, name: str
) -> None:
    number = lead(site)
    send: Any = getattr(client, method)
    more = {"json": {"owner": None}} if name == "owner" else {}
    assert send(f"/api/v1/leads/{number}/{name}", **more).status_code == 401
    weak = make_key(site, "companies:read")
    assert send(f"/api/v1/leads/{number}/{name}", headers=weak, **more).status_code == 403
    assert send(f"/api/v1/leads/999/{name}", headers=key, **more).status_code == 404
