"""A file as an answer over JSON: sent, then answered with."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from store.conversations import Upload
from store.database import db
from tests.databases import database_url  # noqa: F401
from web.app import create_app
from web.settings import load_settings

FLOW = """\
format: 1
kind: chat
title: Send us your plan
language: en
steps:
  - {ask: name, text: Your name?, type: name, required: false}
  - {ask: plan, text: Your plan?, type: file, accept: [.pdf], max_mb: 0.001}
outcomes:
  - {id: done, title: Thank you}
"""


@pytest.fixture
def client(tmp_path: Path, database_url: str) -> Iterator[FlaskClient]:  # noqa: F811
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "send.yml").write_text(FLOW, "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path, flows_dir=flows, database_url=database_url, rate_limit="off"
        )
    )
    with app.app_context():
        yield app.test_client()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def asked(client: FlaskClient) -> dict[str, Any]:
    """The turn at which the file is asked for."""
    turn = client.post("/api/v1/flows/send/conversations", json={}).get_json()
    return _answered(client, turn, None)


def _answered(client: FlaskClient, turn: dict[str, Any], value: Any) -> dict[str, Any]:
    reply = client.post(
        f"/api/v1/conversations/{turn['conversation']}/answers",
        json={"turn": turn["turn"], "value": value},
    )
    assert reply.status_code == 200, reply.get_json()
    return dict(reply.get_json())


def _send(client: FlaskClient, token: str, name: str, content: bytes, **more: str) -> Any:
    return client.post(
        f"/api/v1/conversations/{token}/files",
        data={"file": (io.BytesIO(content), name), **more},
    )


def _kept() -> int:
    return int(db.session.scalar(select(func.count()).select_from(Upload)) or 0)


def test_a_file_is_sent_and_then_answered_with(client: FlaskClient, asked: dict[str, Any]) -> None:
    sent = _send(client, asked["conversation"], "Plan ı.pdf", b"%PDF-1.7", slot="plan")
    assert sent.status_code == 201
    described = sent.get_json()
    assert (described["name"], described["size"]) == ("Plan ı.pdf", 8)
    ended = _answered(client, asked, described)
    assert ended["done"] is True
    assert db.session.scalars(select(Upload.content)).all() == [b"%PDF-1.7"]


def test_a_flow_that_needs_a_file_is_finished_with_one_and_not_without(
    client: FlaskClient, asked: dict[str, Any]
) -> None:
    assert asked["question"]["required"] is True
    path = f"/api/v1/conversations/{asked['conversation']}"
    for nothing in (None, {"id": "made-up", "name": "plan.pdf", "size": 8, "type": "x"}):
        body = {"turn": asked["turn"], "value": nothing}
        refused = client.post(f"{path}/answers", json=body)
        assert refused.status_code == 422
        assert refused.get_json()["turn"]["question"]["slot"] == "plan"
    described = _send(client, asked["conversation"], "plan.pdf", b"%PDF-1.7").get_json()
    ended = _answered(client, asked, described)
    assert (ended["done"], ended["result"]["title"]) == (True, "Thank you")
    assert client.get(path).get_json() == ended
    assert _kept() == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.exe", b"MZ", ".pdf"),
        ("plan.pdf", b"x" * 1001, "0.001"),
    ],
)
def test_a_file_the_question_does_not_take_is_explained_and_not_kept(
    client: FlaskClient, asked: dict[str, Any], name: str, content: bytes, says: str
) -> None:
    refused = _send(client, asked["conversation"], name, content)
    assert refused.status_code == 422
    assert says in refused.get_json()["detail"]
    assert refused.get_json()["slot"] == "plan"
    assert _kept() == 0


def test_a_body_without_a_file_is_told_how_to_send_one(
    client: FlaskClient, asked: dict[str, Any]
) -> None:
    refused = client.post(f"/api/v1/conversations/{asked['conversation']}/files", json={})
    assert refused.status_code == 422
    assert "multipart/form-data" in refused.get_json()["detail"]


def test_another_slot_is_refused_by_name(client: FlaskClient, asked: dict[str, Any]) -> None:
    refused = _send(client, asked["conversation"], "plan.pdf", b"%PDF", slot="name")
    assert refused.status_code == 422
    assert "plan" in refused.get_json()["detail"]
    assert _kept() == 0


def test_a_turn_that_asks_for_no_file_takes_none(client: FlaskClient) -> None:
    turn = client.post("/api/v1/flows/send/conversations", json={}).get_json()
    assert _send(client, turn["conversation"], "plan.pdf", b"%PDF").status_code == 409
    assert _kept() == 0


def test_a_conversation_that_is_not_there_takes_none(client: FlaskClient) -> None:
    assert _send(client, "x" * 32, "plan.pdf", b"%PDF").status_code == 404


def test_a_file_of_another_conversation_is_no_answer(
    client: FlaskClient, asked: dict[str, Any]
) -> None:
    described = _send(client, asked["conversation"], "plan.pdf", b"%PDF").get_json()
    other = client.post("/api/v1/flows/send/conversations", json={}).get_json()
    other = _answered(client, other, None)
    refused = client.post(
        f"/api/v1/conversations/{other['conversation']}/answers",
        data=json.dumps({"turn": other["turn"], "value": described}),
        content_type="application/json",
    )
    assert refused.status_code == 422
