"""What was erased is in no byte of SQLite's files."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, insert, update

from store.database import db
from store.scrubbing import scrub, scrub_again
from store.tables import TABLES
from store.types import now
from store.writing import write_connection

CANARY = "kanarienvogel"
TALKS, VERSIONS = TABLES["conversations"], TABLES["flow_versions"]


def files(app: Flask) -> dict[str, bytes]:
    path = Path(db.engine.url.database or "")
    return {one.name: one.read_bytes() for one in path.parent.glob(f"{path.name}*")}


def a_talk(number: int, state: str) -> None:
    row = {"token": f"t{number}", "flow": "f", "flow_version_id": 1, "kind": "chat"}
    row |= {"language": "en", "state": state, "turn": 1, "started_at": now(), "updated_at": now()}
    with write_connection() as connection:
        connection.execute(insert(TALKS), row | {"preview": False})


def grow(number: int, state: str) -> None:
    with write_connection() as connection:
        connection.execute(update(TALKS).where(TALKS.c.token == f"t{number}").values(state=state))


@pytest.fixture
def talks(app: Flask) -> None:
    """Many conversations whose states grew turn by turn, from one cell to several pages."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are its vacuum's")
    version = {"name": "f", "version": "v", "kind": "chat", "title": "T", "sources": "{}"}
    with write_connection() as connection:
        connection.execute(insert(VERSIONS), version | {"published_at": now()})
    for number in range(60):
        words = CANARY if number % 3 == 0 else "others"
        a_talk(number, words)
        for length in (3, 30, 300, 900, 40):
            filling = secrets.token_hex(4)
            grow(number, f"{words} {filling} " * length)


def test_deleted_and_overwritten_words_are_gone_from_every_file(app: Flask, talks: None) -> None:
    assert any(CANARY.encode() in content for content in files(app).values())
    with write_connection() as connection:
        connection.execute(delete(TALKS).where(TALKS.c.state.contains(CANARY)))
    assert scrub(db.engine)
    left = files(app)
    assert [name for name, content in left.items() if CANARY.encode() in content] == []
    assert any(b"others" in content for content in left.values())
    assert left.get(f"{Path(db.engine.url.database or '').name}-wal", b"") == b""


def test_a_reader_in_the_way_is_told(app: Flask, talks: None) -> None:
    with db.engine.connect() as reader:
        reader.execute(TALKS.select().limit(1))
        grow(1, "more")
        assert not scrub(db.engine)
        assert not scrub_again(db.engine)
    assert scrub_again(db.engine)
    assert not any(name.endswith(".scrub") for name in files(app))
    grow(2, "more")
    assert scrub_again(db.engine)  # nothing is noted, so nothing is done
    assert any(name.endswith("-wal") and content for name, content in files(app).items())
