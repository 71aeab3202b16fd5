"""Write transactions: how everything that changes the database gets its turn.

SQLite has one writer. A transaction that begins by reading and then wants to write fails at once
when another wrote in between, and SQLite's own waiting is unfair. So writers begin with BEGIN
IMMEDIATE, one after the other under a lock file beside the database. PostgreSQL needs none of it.

    with writing() as session:          # ORM: studio, API
        session.add(Note(…))
    with write_connection() as connection:   # Core: the turn's path
        connection.execute(…)
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.database import BUSY_SECONDS, WRITES, db
from store.lasting import lasting

#: Seconds between two looks at a taken lock: shorter than one commit, so that waiters get in.
_LOOK_AGAIN = 0.0003


#: How long this process rests after a write, in times of how long it held the lock.
_rest = 0.0
#: Seconds of a rest at most.
_LONGEST_REST = 0.25


def give_way(times: float) -> None:
    """Let this process, which no visitor waits for, leave the lock to others: where it found the
    lock taken it rests after its write, for `times` as long as it held it. Waiting is a matter of
    luck, and who writes one small transaction after the other would have most of it. Where nobody
    else writes it goes on at full speed."""
    global _rest
    _rest = times


class WriteLockBusy(Exception):
    """Another process held the write lock longer than `BUSY_SECONDS`."""


class _Files(threading.local):
    """This thread's open lock files; a forked child must not share its parent's."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.by_path: dict[str, IO[str]] = {}


_files = _Files()


def _open(path: str) -> IO[str]:
    if _files.process != os.getpid():
        _files.process, _files.by_path = os.getpid(), {}
    found = _files.by_path.get(path)
    if found is None:
        found = _files.by_path[path] = Path(path).open("a")  # noqa: SIM115 (kept open)
    return found


@contextmanager
def _locked(path: str) -> Iterator[None]:
    file = _open(path)
    give_up = time.monotonic() + BUSY_SECONDS
    wanted = False  # by others too
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise WriteLockBusy(f"{path} is taken") from None
            wanted = True
            time.sleep(_LOOK_AGAIN)
    began = time.monotonic()
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
        if _rest and wanted:
            time.sleep(min((time.monotonic() - began) * _rest, _LONGEST_REST))


def write_lock(engine: Engine) -> AbstractContextManager[None]:
    """Hold the right to write. Raises `WriteLockBusy` after `BUSY_SECONDS`; not re-entrant."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return nullcontext()
    return _locked(f"{path}.lock")


@contextmanager
def write_connection(engine: Engine | None = None) -> Iterator[Connection]:
    """One write transaction over Core; commits at the end, rolls back when anything is raised.

    It is begun and committed on the driver: what SQLAlchemy adds to both costs more than SQLite.
    """
    engine = engine or db.engine
    with write_lock(engine), lasting(engine) as connection:
        if engine.dialect.name == "sqlite":
            _on_driver(connection, "BEGIN IMMEDIATE")
        yield connection
        if connection.in_transaction():
            connection.commit()
        else:
            _on_driver(connection, "COMMIT")


def _on_driver(connection: Connection, order: str) -> None:
    driver: Any = connection.connection.dbapi_connection
    errors = connection.dialect.loaded_dbapi.Error
    try:
        driver.commit() if order == "COMMIT" else driver.execute(order)
    except errors as error:
        raise DBAPIError.instance(
            order,
            None,
            error,
            errors,
            connection_invalidated=connection.dialect.is_disconnect(error, driver, None),
            dialect=connection.dialect,
        ) from error


@contextmanager
def read_connection(engine: Engine | None = None) -> Iterator[Connection]:
    """A connection for a few reads by `Prepared`, each for itself: no transaction to begin and end.

    Only where a write that follows finds out whether what was read has changed since.
    """
    with lasting(engine or db.engine) as connection:
        if connection.dialect.name == "sqlite":
            yield connection
            return
        driver: Any = connection.connection.dbapi_connection
        driver.autocommit = True
        try:
            yield connection
        finally:
            if not connection.invalidated:
                driver.autocommit = False


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction of `db.session`; commits at the end, rolls back on any exception.

    What the session read before is read anew when next looked at, so that nothing is decided on
    what another process has changed since. Changes go inside the block; not re-entrant.
    """
    session: Session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("objects were changed before `writing()` began; change them inside")
    session.rollback()
    session.expire_all()
    with write_lock(db.engine):
        try:
            session.connection(execution_options={WRITES: True})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
