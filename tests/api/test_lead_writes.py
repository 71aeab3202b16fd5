"""Leads and people's rights over the API: changed, merged, withdrawn, erased; by scope."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from leads.identity import email_key
from store.api_writes import ApiWrite
from store.audit import AuditLine, verify
from store.companies import Company
from store.consents import Consent
from store.database import db
from store.leads import Lead
from store.users import ApiKey
from store.writing import writing
from web.studio.sessions import digest

ALL = "leads:read leads:write leads:erase companies:read"


def keep(site: Flask, *rows: Any) -> None:
    with site.app_context(), writing() as session:
        session.add_all(rows)


def make_key(site: Flask, scopes: str = ALL) -> dict[str, str]:
    key = f"lode_{scopes}"
    keep(site, ApiKey(name="CRM", key_hash=digest(key), prefix=key[:8], scopes=scopes))
    return {"Authorization": f"Bearer {key}"}


def lead(site: Flask, email: str = "ada@acme.example", **fields: Any) -> int:
    row = Lead(first_name="Ada", email=email, email_key=email_key(email), language="tr", **fields)
    keep(site, row)
    return row.id


def consent(site: Flask, lead_id: int, purpose: str = "contact") -> None:
    words = {"words": "Yazabilir miyiz?", "language": "tr", "flow": "plan", "slot": "ok"}
    keep(site, Consent(lead_id=lead_id, purpose=purpose, given=True, **words))


@pytest.fixture
def key(site: Flask) -> dict[str, str]:
    return make_key(site)


def patch(client: FlaskClient, key: dict[str, str], lead_id: int, body: Any, **headers: str) -> Any:
    return client.patch(f"/api/v1/leads/{lead_id}", json=body, headers=key | headers)


# ---------------------------------------------------------------- changing


def test_contact_and_status_change_and_the_rest_stays(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    number = lead(site, company="Acme")
    body = {"contact": {"last_name": "Nowak", "country": "PL"}, "status": "won", "value": 500}
    answer = patch(client, key, number, body)
    assert answer.status_code == 200
    shown = answer.get_json()
    contact = {"first_name": "Ada", "last_name": "Nowak", "email": "ada@acme.example"}
    assert shown["contact"] == contact | {"company": "Acme", "country": "PL"}
    assert shown["status"] == "won"
    assert patch(client, key, number, {"contact": {"company": None}}).status_code == 200
    assert "company" not in client.get(f"/api/v1/leads/{number}", headers=key).json["contact"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"contact": {"country": "XX"}}, "/contact/country"),
        ({"contact": {"email": "nonsense"}}, "/contact/email"),
        ({"contact": {"phone": "0048"}}, "/contact/phone"),
        ({"contact": {"email": None}}, "/contact"),
        ({"contact": {"first_name": "a\x00b"}}, "/contact/first_name"),
        ({"status": "lost"}, "/reason"),
        ({"status": "sold"}, "/status"),
        ({"unknown": 1}, "/unknown"),
    ],
)
def test_bad_input_is_explained_and_nothing_is_changed(
    site: Flask, client: FlaskClient, key: dict[str, str], body: Any, pointer: str
) -> None:
    number = lead(site)
    before = client.get(f"/api/v1/leads/{number}", headers=key).get_json()
    answer = patch(client, key, number, body)
    assert (answer.status_code, pointer in answer.json["detail"]) == (422, True)
    assert client.get(f"/api/v1/leads/{number}", headers=key).get_json() == before


def test_two_people_with_one_address_are_refused(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    ada, bob = lead(site), lead(site, "bob@acme.example")
    answer = patch(client, key, bob, {"contact": {"email": "ADA@acme.example"}})
    assert (answer.status_code, answer.json["lead"]) == (409, ada)
    assert f"lead {ada}'s" in answer.json["detail"]


def test_a_write_sent_again_is_answered_the_same_and_done_once(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    ada, bob = lead(site), lead(site, "bob@acme.example")
    once = key | {"Idempotency-Key": "merge-1"}
    path = f"/api/v1/leads/{ada}/merge"
    first = client.post(path, json={"lead": bob}, headers=once)
    again = client.post(path, json={"lead": bob}, headers=once)
    assert (first.status_code, first.json) == (again.status_code, again.json) == (200, first.json)
    assert again.headers["Idempotent-Replay"] == "true"
    other = client.post(path, json={"lead": 99}, headers=once)
    assert (other.status_code, other.json["title"]) == (422, "Key used already")


def test_a_refused_write_keeps_no_answer(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    ada = lead(site)
    once = {"Idempotency-Key": "x"}
    assert patch(client, key, ada, {"status": "lost"}, **once).status_code == 422
    assert patch(client, key, ada, {"status": "lost", "reason": "no"}, **once).status_code == 200


# ---------------------------------------------------------------- merging


def test_merging_and_undoing(site: Flask, client: FlaskClient, key: dict[str, str]) -> None:
    ada, bob = lead(site), lead(site, "bob@acme.example", last_name="Nowak")
    merged = client.post(f"/api/v1/leads/{ada}/merge", json={"lead": bob}, headers=key).json
    assert merged["lead"]["contact"]["last_name"] == "Nowak"
    gone = client.get(f"/api/v1/leads/{bob}/consents", headers=key)
    assert (gone.status_code, gone.json["merged_into"]) == (404, ada)
    undo = f"/api/v1/merges/{merged['merge']}/undo"
    assert client.post(undo, headers=key).json["leads"] == [ada, bob]
    assert client.get(f"/api/v1/leads/{bob}", headers=key).status_code == 200
    assert client.post(undo, headers=key).status_code == 409
    itself = client.post(f"/api/v1/leads/{ada}/merge", json={"lead": ada}, headers=key)
    assert (itself.status_code, "one and the same" in itself.json["detail"]) == (409, True)


# ---------------------------------------------------------------- rights


def test_consents_are_shown_and_withdrawn(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    ada = lead(site)
    consent(site, ada)
    consent(site, ada, "marketing")
    path = f"/api/v1/leads/{ada}"
    body = {"purposes": ["marketing"]}
    assert client.post(f"{path}/withdraw", json=body, headers=key).json == {
        "withdrawn": ["marketing"]
    }
    told = client.get(f"{path}/consents", headers=key).json["consents"]
    assert [(one["purpose"], one["given"], one["origin"]) for one in told] == [
        ("contact", True, "flow"),
        ("marketing", True, "flow"),
        ("marketing", False, "api"),
    ]
    assert told[0]["words"] == "Yazabilir miyiz?"
    assert client.post(f"{path}/withdraw", headers=key).json == {"withdrawn": ["contact"]}


def test_export_and_erase(site: Flask, client: FlaskClient, key: dict[str, str]) -> None:
    ada = lead(site)
    consent(site, ada)
    client.patch(
        f"/api/v1/leads/{ada}",
        json={"contact": {"last_name": "Kanarienvogel"}},
        headers=key | {"Idempotency-Key": "k"},
    )
    found = client.get(f"/api/v1/leads/{ada}/export", headers=key).json
    assert found["lead"]["email"] == "ada@acme.example"
    assert len(found["consents"]) == 1
    once = key | {"Idempotency-Key": "erase"}
    for _ in range(2):
        erased = client.delete(f"/api/v1/leads/{ada}", headers=once)
        assert (erased.status_code, erased.json) == (200, {"erased": ada})
    assert client.delete(f"/api/v1/leads/{ada}", headers=key).status_code == 404
    with site.app_context():
        assert [row.lead_id for row in db.session.query(ApiWrite)] == [None]
        assert verify(db.session.connection()).holds


# ---------------------------------------------------------------- companies, scopes, the log


def test_companies_are_listed_and_shown(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    acme = Company(key="domain:acme.example", domain="acme.example", name="Acme", name_key="acme")
    keep(site, acme)
    ada = lead(site, company_id=acme.id, score=12.0)
    listed = client.get("/api/v1/companies?q=acme", headers=key).json
    assert [one["name"] for one in listed["companies"]] == ["Acme"]
    shown = client.get(f"/api/v1/companies/{acme.id}", headers=key).json
    assert (shown["score"], shown["leads"], shown["decision_maker"]) == (12, [ada], None)
    assert client.get("/api/v1/companies/99", headers=key).status_code == 404
    assert client.get("/api/v1/companies?cursor=x", headers=key).status_code == 422


#: Every route of the API that wants a key, with its scope.
SCOPED = {
    "list_leads": "leads:read",
    "show_lead": "leads:read",
    "list_consents": "leads:read",
    "export_lead": "leads:read",
    "change_lead": "leads:write",
    "change_lead_owner": "leads:write",
    "lead_reached": "leads:write",
    "show_brief": "leads:read",
    "merge_lead": "leads:write",
    "undo_lead_merge": "leads:write",
    "withdraw_consents": "leads:write",
    "erase_lead": "leads:erase",
    "list_companies": "companies:read",
    "show_company": "companies:read",
}


def test_a_key_opens_what_its_scopes_say_and_nothing_else(site: Flask, client: FlaskClient) -> None:
    """Each scoped route, with each single scope, on an object that is there and one that is not."""
    ada = lead(site)
    keys = {scope: make_key(site, scope) for scope in sorted(set(SCOPED.values()))}
    addresses = site.url_map.bind("localhost")
    for rule in site.url_map.iter_rules():
        name = rule.endpoint.removeprefix("api.")
        if name == rule.endpoint or name not in SCOPED or name == "erase_lead":
            continue
        [method] = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        for number in (ada, 999_999):
            path = addresses.build(rule.endpoint, dict.fromkeys(rule.arguments, number), method)
            assert client.open(path, method=method).status_code == 401, name
            for scope, key in keys.items():
                answer = client.open(path, method=method, headers=key, json={})
                assert (answer.status_code == 403) == (scope != SCOPED[name]), (name, scope)


def test_every_route_of_the_api_is_open_or_has_a_scope(site: Flask) -> None:
    routes = {r.endpoint[4:] for r in site.url_map.iter_rules() if r.endpoint.startswith("api.")}
    for name in routes - set(SCOPED):
        view = site.view_functions[f"api.{name}"]
        path = next(r.rule for r in site.url_map.iter_rules() if r.endpoint == f"api.{name}")
        assert "/conversations" in path or name == "openapi", f"{view}: say its scope in SCOPED"


def test_who_read_and_changed_is_noted_without_data(
    site: Flask, client: FlaskClient, key: dict[str, str]
) -> None:
    ada = lead(site)
    client.get(f"/api/v1/leads/{ada}", headers=key)
    client.get("/api/v1/leads?q=Ada", headers=key)
    patch(client, key, ada, {"contact": {"last_name": "Nowak"}})
    with site.app_context():
        lines = db.session.query(AuditLine).order_by(AuditLine.id).all()
        assert [(line.actor_kind, line.action, line.object_id) for line in lines] == [
            ("key", "saw:show_lead", ada),
            ("key", "saw:list_leads", None),
            ("key", "did:change_lead", ada),
        ]
        assert lines[2].detail == {"of": ["last_name"]}
