"""What other systems read of it."""

from __future__ import annotations

import hashlib

import pytest
from flask.testing import FlaskClient

from store.users import ApiKey
from store.writing import writing
from tests.verification.conftest import Site, Talk

KEY = "lode_test_key_for_verification"


@pytest.fixture
def client(site: Site) -> FlaskClient:
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    with site.app.app_context(), writing() as rows:
        rows.add(ApiKey(key_hash=digest, prefix=KEY[:8], name="CRM", scopes="leads:read"))
    client = site.app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {KEY}"
    return client


def test_a_lead_tells_every_rung_and_the_list_is_filtered(
    site: Site, client: FlaskClient, talk: Talk
) -> None:
    assert len(client.get("/api/v1/leads?confirmed=false").get_json()["leads"]) == 1
    site.deliver()
    talk.say(site.mailbox.code())
    (summary,) = client.get("/api/v1/leads?confirmed=true").get_json()["leads"]
    assert summary["email_confirmed_at"]
    assert client.get("/api/v1/leads?confirmed=false").get_json()["leads"] == []
    lead = client.get(f"/api/v1/leads/{summary['id']}").get_json()
    rungs = {rung["rung"]: rung["state"] for rung in lead["verification"]}
    assert rungs["email_confirmed"] == "passed"
    assert rungs["email_format"] == "passed"
    assert "phone_valid" not in rungs


def test_what_nobody_looked_at_yet_is_open(site: Site, client: FlaskClient, talk: Talk) -> None:
    lead = client.get(f"/api/v1/leads/{site.lead().id}").get_json()
    assert {rung["state"] for rung in lead["verification"]} == {"open"}
