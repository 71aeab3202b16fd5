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
from types import TracebackType
from typing import IO, Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.database import BUSY_SECONDS, WRITES, db
from store.lasting import lasting

#: Seconds between two looks at a taken lock: shorter than one commit, so that waiters get in.
_LOOK_AGAIN = 0.0001

#: How long this process rests after a write, in times of what it worked since the last rest.
_rest = 0.0
#: Seconds of a rest at most.
_LONGEST_REST = 1.0
#: Seconds for which others count as writing after the lock was found taken.
_OTHERS_WRITE = 1.0


def give_way(times: float) -> None:
    """Let this process, which no visitor waits for, leave lock and processor to others: while they
    write too it rests after each of its writes, for `times` as long as it has worked since it last
    rested. Waiting is a matter of luck, and who writes one small transaction after the other would
    have most of it. Where nobody else writes it goes on at full speed."""
    global _rest
    _rest = times
    _here.began_to_give_way()


class WriteLockBusy(Exception):
    """Another process held the write lock longer than `BUSY_SECONDS`."""


class _Here(threading.local):
    """This thread's open lock files (a forked child must not share its parent's), and what it
    did since it last rested."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.files: dict[str, IO[str]] = {}
        self.began_to_give_way()

    def began_to_give_way(self) -> None:
        """Nothing is known of others yet, and nothing was done."""
        self.taken_at = -_OTHERS_WRITE  # when the lock was found taken
        self.held = 0.0  # seconds since the last rest
        self.worked = time.thread_time()  # processor seconds at the last rest


_here = _Here()


def _open(path: str) -> IO[str]:
    if _here.process != os.getpid():
        _here.process, _here.files = os.getpid(), {}
    found = _here.files.get(path)
    if found is None:
        found = _here.files[path] = Path(path).open("a")  # noqa: SIM115 (kept open)
    return found


class _Lock:
    """The lock file of an SQLite database, held for one write."""

    __slots__ = ("_began", "_file", "_path")

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._file = _open(self._path)
        self._began = time.monotonic()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait()

    def _wait(self) -> None:
        give_up = self._began + BUSY_SECONDS
        while True:
            if time.monotonic() > give_up:
                raise WriteLockBusy(f"{self._path} is taken")
            time.sleep(_LOOK_AGAIN)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            self._began = _here.taken_at = time.monotonic()
            return

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        if _rest:
            _give_way(self._began)


def _give_way(began: float) -> None:
    """Rest, if others write; `began` is when this write did."""
    moment = time.monotonic()
    _here.held += moment - began
    if moment - _here.taken_at > _OTHERS_WRITE:
        return
    worked = max(_here.held, time.thread_time() - _here.worked)
    time.sleep(min(worked * _rest, _LONGEST_REST))
    _here.held, _here.worked = 0.0, time.thread_time()


def write_lock(engine: Engine) -> AbstractContextManager[None]:
    """Hold the right to write. Raises `WriteLockBusy` after `BUSY_SECONDS`; not re-entrant."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return nullcontext()
    return _Lock(f"{path}.lock")


class _Write:
    """A write transaction, begun and committed on the driver: what SQLAlchemy adds to both costs
    more than SQLite."""

    __slots__ = ("_connection", "_engine", "_lasting", "_lock")

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = write_lock(engine)
        self._lasting = lasting(engine)

    def __enter__(self) -> Connection:
        self._lock.__enter__()
        try:
            connection = self._connection = self._lasting.__enter__()
            try:
                if connection.dialect.name == "sqlite":
                    _on_driver(connection, "BEGIN IMMEDIATE")
            except BaseException as error:
                self._lasting.__exit__(type(error), error, None)
                raise
        except BaseException as error:
            self._lock.__exit__(type(error), error, None)
            raise
        return connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            try:
                if kind is None:
                    self._commit()
            finally:
                self._lasting.__exit__(kind, error, trace)
        finally:
            self._lock.__exit__(kind, error, trace)

    def _commit(self) -> None:
        if self._connection.in_transaction():
            self._connection.commit()
        else:
            _on_driver(self._connection, "COMMIT")


def write_connection(engine: Engine | None = None) -> AbstractContextManager[Connection]:
    """One write transaction over Core; commits at the end, rolls back when anything is raised."""
    return _Write(engine or db.engine)


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
def _each_for_itself(engine: Engine) -> Iterator[Connection]:
    """A connection of PostgreSQL's on which each statement stands for itself."""
    with lasting(engine) as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.autocommit = True
        try:
            yield connection
        finally:
            if not connection.invalidated:
                driver.autocommit = False


def read_connection(engine: Engine | None = None) -> AbstractContextManager[Connection]:
    """A connection for a few reads by `Prepared`, each for itself: no transaction to begin and end.

    Only where a write that follows finds out whether what was read has changed since.
    """
    engine = engine or db.engine
    return lasting(engine) if engine.dialect.name == "sqlite" else _each_for_itself(engine)


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
