"""The whole site on both databases, with a flow of every step the API has to show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.database import db
from tests.databases import database_url  # noqa: F401
from web.app import create_app
from web.settings import load_settings

FLOW = """\
format: 1
kind: chat
title: Which plan fits you?
language: en
currency: EUR
steps:
  - say: {en: "Hello!", tr: "Merhaba!"}
  - ask: need
    text: {en: What would you fix?, tr: Neyi düzeltelim?}
    type: choice
    axis: need
    options:
      - {value: volume, label: {en: Too few leads, tr: Az talep}, points: 20}
      - {value: quality, label: {en: They never buy, tr: Satın almıyorlar}, points: 25}
  - ask: budget
    text: {en: What could you spend a month?, tr: Aylık bütçeniz?}
    type: money
    axis: budget
    points:
      - {if: budget >= 2000, give: 25}
      - {give: 5}
    check:
      - {if: budget > 1000000, say: {en: That is a lot., tr: Bu çok fazla.}}
  - ask: email
    text: {en: Your e-mail?, tr: E-postanız?}
    type: email
  - ask: note
    text: {en: Anything else?, tr: Başka bir şey?}
    type: text
    required: false
outcomes:
  - id: fit
    if: budget >= 2000
    title: {en: Growth, tr: Büyüme}
    results: [{label: A year, value: budget * 12, format: money}]
  - {id: small, title: {en: Start, tr: Başlangıç}}
"""

FIGURES = """\
format: 1
kind: chat
title: Figures
language: en
steps:
  - ask: house
    text: Which?
    type: picture
    options: [{value: flat, label: A flat, image: a flat.svg}]
  - {ask: rate, type: percent, text: At what rate?}
  - {ask: note, type: text, text: And?}
"""

CLOSED = """\
format: 1
kind: form
title: Over
language: en
settings: {closes: 2020-01-01}
steps:
  - {ask: email, type: email, text: E-mail}
"""

LEAD = """\
axes:
  need: {cap: 25}
  budget: {cap: 20}
stages:
  IQL: {needs: [email]}
  MQL: {score: 40, needs: [email]}
"""


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Flask]:  # noqa: F811
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "plan.yml").write_text(FLOW, "utf-8")
    (flows / "media").mkdir()
    (flows / "media" / "a flat.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (flows / "figures.yml").write_text(FIGURES, "utf-8")
    (flows / "closed.yml").write_text(CLOSED, "utf-8")
    (flows / "lead.yml").write_text(LEAD, "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path / "data",
            flows_dir=flows,
            database_url=database_url,
            rate_limit="off",
            synchronous="NORMAL",
        )
    )
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


Post = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def post(client: FlaskClient) -> Post:
    """POST JSON below /api/v1; the status and the JSON that came back."""

    def send(path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        return read(client.post(f"/api/v1{path}", json=body))

    return send


def read(response: TestResponse) -> tuple[int, dict[str, Any]]:
    return response.status_code, json.loads(response.data)


@pytest.fixture
def begun(post: Post) -> dict[str, Any]:
    status, turn = post("/flows/plan/conversations", language="en")
    assert status == 201
    return turn
