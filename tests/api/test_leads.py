"""Leads for other systems: a list by cursor, one lead with the ledger that makes its score."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from store.database import db
from store.types import now
from store.users import ApiKey
from store.writing import writing
from tests.api.conftest import Post, read

Get = Callable[..., tuple[int, dict[str, Any]]]


def _key(site: Flask, scopes: str = "leads:read", revoked: bool = False) -> str:
    key = f"lode_{scopes}_{revoked}"
    with site.app_context(), writing() as rows:
        rows.add(
            ApiKey(
                key_hash=hashlib.sha256(key.encode()).hexdigest(),
                prefix=key[:8],
                name="test",
                scopes=scopes,
                revoked_at=now() if revoked else None,
            )
        )
    return key


@pytest.fixture
def get(site: Flask, client: FlaskClient) -> Get:
    key = _key(site)

    def ask(path: str, **query: Any) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {key}"}
        return read(client.get(f"/api/v1{path}", query_string=query, headers=headers))

    return ask


def _visitor(post: Post, email: str, need: str = "quality", budget: int = 3000) -> None:
    _, turn = post("/flows/plan/conversations", utm={"source": "spring"})
    for value in (need, budget, email):
        _, turn = post(
            f"/conversations/{turn['conversation']}/answers", turn=turn["turn"], value=value
        )


def test_a_lead_explains_its_score(post: Post, get: Get) -> None:
    _visitor(post, "ada@northwind.example")
    status, page = get("/leads")
    assert (status, page["next"]) == (200, None)
    (summary,) = page["leads"]
    status, lead = get(f"/leads/{summary['id']}")
    assert status == 200
    assert lead["contact"]["email"] == "ada@northwind.example"
    assert lead["axes"] == {"need": 25, "budget": 20}
    assert (lead["score"], lead["stage"], lead["source"]) == (45, "MQL", "spring")
    lines = {(line["axis"], line["points"], line["rule"]) for line in lead["ledger"]}
    assert ("need", 25, "plan/need/quality") in lines
    assert {axis for axis, _, _ in lines} == {"need", "budget"}
    assert sum(points for axis, points, _ in lines if axis == "budget") == 25
    assert all(line["version"] and line["evidence"] for line in lead["ledger"])


def test_a_lead_comes_with_the_answers_that_stand(post: Post, get: Get) -> None:
    _, turn = post("/flows/plan/conversations")
    for value in ("volume", 3000, "ada@northwind.example"):
        path = f"/conversations/{turn['conversation']}"
        _, turn = post(f"{path}/answers", turn=turn["turn"], value=value)
    post(f"{path}/edit", turn=turn["turn"], slot="need", value="quality")
    lead = get("/leads/1")[1]
    said = {answer["slot"]: answer["value"] for answer in lead["answers"]}
    assert said["need"] == "quality"
    assert said["budget"]["low"] == 3000
    assert [answer["slot"] for answer in lead["answers"]].count("need") == 1
    assert {answer["flow"] for answer in lead["answers"]} == {"plan"}


def test_an_axis_nobody_asked_about_is_null_and_not_zero(post: Post, get: Get) -> None:
    _, turn = post("/flows/plan/conversations")
    path = f"/conversations/{turn['conversation']}/answers"
    _, turn = post(path, turn=turn["turn"], value="volume")
    _, turn = post(path, turn=turn["turn"], text="don't know")
    if turn["question"]["slot"] == "budget":
        _, turn = post(path, turn=turn["turn"], text="don't know")
    _, turn = post(path, turn=turn["turn"], value="ada@northwind.example")
    assert get("/leads")[1]["leads"][0]["axes"] == {"need": 20, "budget": None}


def test_pages_follow_each_other_by_cursor(post: Post, get: Get) -> None:
    for number in range(5):
        _visitor(post, f"visitor{number}@northwind.example")
    seen: list[int] = []
    cursor: str | None = None
    while True:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        _, page = get("/leads", **query)
        seen += [lead["id"] for lead in page["leads"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)


def test_a_cursor_nobody_gave_out_is_refused(get: Get) -> None:
    status, problem = get("/leads", cursor="zzz")
    assert status == 422
    assert "cursor" in problem["detail"]


def test_filters_narrow_the_list(post: Post, get: Get) -> None:
    _visitor(post, "hot@northwind.example")
    _visitor(post, "cold@northwind.example", "volume", 10)
    emails = [lead["contact"]["email"] for lead in get("/leads", stage="MQL")[1]["leads"]]
    assert emails == ["hot@northwind.example"]
    assert len(get("/leads", q="cold")[1]["leads"]) == 1
    assert get("/leads", status="won")[1]["leads"] == []
    assert get("/leads", made_since="2200-01-01")[1]["leads"] == []


def test_a_wrong_parameter_is_named(get: Get) -> None:
    for query in ({"limit": 0}, {"made_since": "yesterday"}, {"colour": "red"}, {"status": "x"}):
        status, problem = get("/leads", **query)
        assert status == 422
        assert problem["errors"][0]["pointer"] == "/" + next(iter(query))


def test_strangers_and_keys_without_the_scope_are_refused(
    site: Flask, client: FlaskClient, post: Post
) -> None:
    _visitor(post, "ada@northwind.example")
    for path in ("/api/v1/leads", "/api/v1/leads/1"):
        assert client.get(path).status_code == 401
        for key, status in (
            ("lode_unknown", 401),
            (_key(site, revoked=True) if path.endswith("s") else "x", 401),
        ):
            answered = client.get(path, headers={"Authorization": f"Bearer {key}"})
            assert answered.status_code == status
            assert b"northwind" not in answered.data
    weak = _key(site, scopes="flows:read")
    answered = client.get("/api/v1/leads", headers={"X-API-Key": weak})
    assert answered.status_code == 403


def test_a_refused_stranger_is_told_how_to_ask(client: FlaskClient) -> None:
    assert client.get("/api/v1/leads").headers["WWW-Authenticate"] == "Bearer"


def test_a_lead_that_does_not_exist_is_not_found(get: Get) -> None:
    assert get("/leads/999999")[0] == 404
    assert get("/leads/99999999999999999999")[0] == 404


def test_the_keys_last_use_is_seen(site: Flask, get: Get) -> None:
    get("/leads")
    with site.app_context():
        db.session.rollback()
        assert db.session.scalars(db.select(ApiKey)).one().last_used_at is not None


def test_the_description_names_every_route(site: Flask, client: FlaskClient) -> None:
    described = read(client.get("/api/v1/openapi.json"))[1]["paths"]
    routes = {
        rule.rule.removeprefix("/api/v1")
        .replace("<token>", "{conversation}")
        .replace("<int:lead_id>", "{lead}")
        .replace("<int:company_id>", "{company}")
        .replace("<int:merge_id>", "{merge}")
        .replace("<flow>", "{flow}")
        for rule in site.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith("openapi.json")
    }
    assert routes == set(described)


def test_a_database_that_is_away_is_no_fault_of_the_caller(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("SELECT", {}, Exception("connection is bad"))

    monkeypatch.setattr("web.api.leads.lead_page", away)
    status, problem = get("/leads")
    assert (status, problem["title"]) == (503, "Busy")
