"""The connection a thread keeps: one, without open transactions, its own in a child."""

from __future__ import annotations

import os
import threading

import pytest
from flask import Flask
from sqlalchemy import insert, text

from store.database import db
from store.incidents import Incident
from store.lasting import lasting
from store.types import now
from store.writing import write_connection


def test_a_thread_keeps_one_and_another_has_its_own(app: Flask) -> None:
    seen = []

    def look() -> None:
        with app.app_context(), lasting(db.engine) as connection:
            seen.append(connection)

    look()
    look()
    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen[0] is seen[1]
    assert seen[0] is not seen[2]


def test_in_use_it_is_not_given_out_again(app: Flask) -> None:
    with lasting(db.engine) as one, lasting(db.engine) as other:
        assert one is not other


def test_nothing_stays_open_behind_it(app: Flask) -> None:
    with lasting(db.engine) as connection:
        connection.execute(text("SELECT 1"))
    assert not connection.in_transaction()
    with pytest.raises(ZeroDivisionError):
        _fail()
    with write_connection() as connection:
        assert connection.execute(text("SELECT count(*) FROM incidents")).scalar() == 0


def _fail() -> None:
    with write_connection() as connection:
        row = {"at": now(), "kind": "action", "place": "x", "message": "y"}
        connection.execute(insert(Incident), row)
        raise ZeroDivisionError


def test_after_dispose_it_is_a_new_one(app: Flask) -> None:
    with lasting(db.engine) as before:
        pass
    db.engine.dispose()
    assert before.closed
    with lasting(db.engine) as after:
        assert after.execute(text("SELECT 1")).scalar() == 1


def test_a_child_opens_its_own_and_leaves_the_parents_alone(app: Flask) -> None:
    with lasting(db.engine) as parents:
        pass
    child = os.fork()
    if child == 0:
        db.engine.dispose(close=False)
        with lasting(db.engine) as own:
            fine = own is not parents and own.execute(text("SELECT 1")).scalar() == 1
        os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with lasting(db.engine) as again:
        assert again is parents
        assert again.execute(text("SELECT 1")).scalar() == 1
