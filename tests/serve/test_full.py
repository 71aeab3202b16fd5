"""A full disk: the visitor is told, nothing is half-written, and it goes on when there is room."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from store.database import db
from tests.databases import close, new_database
from tests.serve.client import ASKING, COUNTING, write
from web.app import create_app
from web.settings import load_settings
from web.visitor.posted import FRAGMENT

WORDS = "Words that take room. " * 20


class Disk:
    """A disk that can be made full: no page more than the database has now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections: list[Any] = []
        self._most = 1_000_000

    def connected(self, connection: Any, _record: Any) -> None:
        self._connections.append(connection)
        self._limit(connection)

    def fill(self) -> None:
        with closing(sqlite3.connect(self.path)) as file:
            self._most = file.execute("PRAGMA page_count").fetchone()[0]
        self._limit(*self._connections)

    def make_room(self) -> None:
        self._most = 1_000_000
        self._limit(*self._connections)

    def _limit(self, *connections: Any) -> None:
        for connection in connections:
            connection.execute(f"PRAGMA max_page_count = {self._most}")

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        with closing(sqlite3.connect(self.path)) as file:
            names = [
                name
                for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {
                name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
            }

    def is_sound(self) -> bool:
        with closing(sqlite3.connect(self.path)) as file:
            return bool(file.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(Path(new_database("sqlite", tmp_path).removeprefix("sqlite:///")))


@pytest.fixture
def site(tmp_path: Path, disk: Disk) -> Iterator[Flask]:
    flows = write(tmp_path / "flows", asking=ASKING, counting=COUNTING.format(title="C", extra=""))
    app = create_app(
        load_settings(
            data_dir=tmp_path,
            flows_dir=flows,
            database_url=f"sqlite:///{disk.path}",
            rate_limit="off",
            synchronous="NORMAL",
        )
    )
    with app.app_context():
        event.listen(db.engine, "connect", disk.connected)
    yield app
    close(app)


def test_a_full_disk_is_told_and_nothing_is_half_written(site: Flask, disk: Disk) -> None:
    client = site.test_client()
    turn = client.post("/api/v1/flows/counting/conversations", json={}).get_json()
    path = f"/api/v1/conversations/{turn['conversation']}"
    disk.fill()
    refused = _answer_until_refused(client, path, turn)
    assert (refused.status_code, refused.mimetype) == (507, "application/problem+json")
    assert refused.get_json()["title"] == "Storage full"
    shown, before = client.get(path).get_json(), disk.counts()
    again = client.post(f"{path}/answers", json={"turn": shown["turn"], "value": 5})
    assert again.status_code == 507
    assert disk.counts() == before
    assert disk.is_sound()
    assert before["answers"] == shown["progress"]["answered"]
    disk.make_room()
    assert client.get(path).get_json() == shown
    last = client.post(f"{path}/answers", json={"turn": shown["turn"], "value": -1})
    assert last.get_json()["done"]
    assert disk.is_sound()


def _answer_until_refused(client: FlaskClient, path: str, turn: dict[str, Any]) -> TestResponse:
    for number in range(2000):
        answer = client.post(f"{path}/answers", json={"turn": turn["turn"], "value": number})
        if answer.status_code != 200:
            return answer
        turn = answer.get_json()
    raise AssertionError("the disk never got full")


def test_the_page_says_so_and_keeps_what_was_typed(site: Flask, disk: Disk) -> None:
    client = site.test_client()
    disk.fill()
    page = client.get("/f/asking")
    assert page.status_code == 200
    for headers in ({}, {"Accept": FRAGMENT}):
        for number in range(60):
            answer = client.post(
                "/f/asking",
                data={
                    "token": f"{number:032}",
                    "turn": "1",
                    "asked": "one",
                    "one": WORDS,
                    "do": "answer",
                },
                headers=headers,
            )
            if answer.status_code != 303 and answer.status_code != 200:
                break
        assert answer.status_code == 507, answer.status_code
        assert WORDS.strip() in answer.text
        assert "Traceback" not in answer.text
        assert "Set-Cookie" not in answer.headers
