"""The audit log's chain: holds under concurrency, and tells whatever was done to it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from store.audit import BEGINNING, SYSTEM, Actor, AuditLine, Deed, Verdict, append, verify
from store.database import db
from store.tables import TABLES
from store.writing import write_connection

AUDIT = TABLES["audit"]


def write(count: int, actor: Actor = SYSTEM) -> None:
    for number in range(count):
        with write_connection() as connection:
            append(connection, actor, Deed("saw:lead", "lead", number, {"filters": ["ö", "q"]}))


def verdict(head: str | None = None) -> Verdict:
    with db.engine.connect() as connection:
        return verify(connection, head)


def tamper(statement: Any) -> None:
    with write_connection() as connection:
        connection.execute(statement)


def test_an_empty_log_holds(app: Flask) -> None:
    assert verdict() == Verdict(0, None, BEGINNING)


def test_a_log_that_nobody_touched_holds(app: Flask) -> None:
    write(12, Actor("user", 7, "10.0.0.1"))
    found = verdict()
    assert (found.holds, found.lines, found.last_id) == (True, 12, 12)


@pytest.mark.parametrize(
    "values",
    [
        {"object_id": 99},
        {"action": "did:nothing"},
        {"actor_id": 1},
        {"address": "10.0.0.9"},
        {"detail": {"filters": []}},
        {"hash": "f" * 64},
        {"previous": "e" * 64},
    ],
)
def test_a_changed_line_is_found(app: Flask, values: dict[str, Any]) -> None:
    write(5)
    tamper(update(AUDIT).where(AUDIT.c.id == 3).values(values))
    found = verdict()
    assert (found.holds, found.broken_at) == (False, 3)


def test_a_line_taken_out_is_found(app: Flask) -> None:
    write(5)
    tamper(delete(AUDIT).where(AUDIT.c.id == 3))
    assert verdict().broken_at == 4


def test_a_line_put_in_is_found(app: Flask) -> None:
    write(3)
    with db.engine.connect() as connection:
        row = dict(connection.execute(select(AUDIT).where(AUDIT.c.id == 3)).mappings().one())
    tamper(insert(AUDIT).values(row | {"id": 9, "previous": "a" * 64}))
    assert verdict().broken_at == 9


def test_lines_cut_off_at_the_end_are_told_by_a_head_noted_before(app: Flask) -> None:
    write(5)
    head = verdict().head
    write(1)
    assert verdict(head).holds
    tamper(delete(AUDIT).where(AUDIT.c.id >= 5))
    assert verdict().holds  # the chain itself cannot know
    assert not verdict(head).holds


def test_many_who_write_at_once_make_one_chain(app: Flask) -> None:
    def work(number: int) -> None:
        with app.app_context():
            write(15, Actor("user", number))
            db.session.remove()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verdict()
    assert (found.holds, found.lines) == (True, 60)


def test_what_is_rolled_back_leaves_no_gap(app: Flask) -> None:
    write(2)
    with pytest.raises(RuntimeError, match="gone"), write_connection() as connection:  # noqa: PT012
        append(connection, SYSTEM, Deed("did:nothing"))
        raise RuntimeError("gone")
    write(2)
    assert (verdict().holds, verdict().lines) == (True, 4)
    with db.engine.connect() as connection:
        assert len(connection.execute(select(AuditLine.id)).all()) == 4
