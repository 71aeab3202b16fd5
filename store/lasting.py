"""One connection a thread, kept open for the turn's path: taking one from the pool and giving it
back costs as much as the statements of a turn.

It never holds a transaction between two uses. A forked child opens its own.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import AbstractContextManager
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event

from store.database import REST_SECONDS


class _Kept:
    """A connection, whether it is in use, and when it was last."""

    __slots__ = ("busy", "connection", "used_at")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.busy = False
        self.used_at = time.monotonic()

    def sound(self) -> bool:
        """Whether it can be used; looks whether it still answers when it rested for a while."""
        connection = self.connection
        if connection.closed or connection.invalidated:
            return False
        if connection.dialect.name == "sqlite" or time.monotonic() - self.used_at < REST_SECONDS:
            return True
        try:
            connection.dialect.do_ping(connection.connection.dbapi_connection)  # type: ignore[arg-type]
        except connection.dialect.loaded_dbapi.Error:
            connection.invalidate()
            return False
        return True


class _Here(threading.local):
    def __init__(self) -> None:
        self.process = os.getpid()
        self.by_engine: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
        self.inherited: list[WeakKeyDictionary[Engine, _Kept]] = []  # a parent's: never touched


_here = _Here()


class _Lasting:
    """What `lasting` gives."""

    __slots__ = ("_engine", "_fresh", "_kept")

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Connection:
        kept = self._kept = _kept(self._engine)
        self._fresh = self._engine.connect() if kept.busy else None
        if self._fresh is not None:
            return self._fresh
        kept.busy = True
        return kept.connection

    def __exit__(self, *_: object) -> None:
        if self._fresh is not None:
            self._fresh.close()
            return
        kept = self._kept
        kept.busy = False
        kept.used_at = time.monotonic()
        _end(kept.connection)


def lasting(engine: Engine) -> AbstractContextManager[Connection]:
    """This thread's connection, a fresh one while it is in use. Whatever is not committed when
    the block ends is rolled back."""
    return _Lasting(engine)


def _kept(engine: Engine) -> _Kept:
    if _here.process != os.getpid():
        _here.inherited.append(_here.by_engine)
        _here.by_engine, _here.process = WeakKeyDictionary(), os.getpid()
    kept = _here.by_engine.get(engine)
    if kept is None or not (kept.busy or kept.sound()):
        if not event.contains(engine, "engine_disposed", _let_go):
            event.listen(engine, "engine_disposed", _let_go)
        kept = _here.by_engine[engine] = _Kept(engine.connect())
    return kept


def _end(connection: Connection) -> None:
    if connection.closed or connection.invalidated:
        return
    if connection.in_transaction():
        connection.rollback()
    else:
        # Statements that went straight to the driver began a transaction SQLAlchemy knows not of.
        connection.dialect.do_rollback(connection.connection)


def _let_go(engine: Engine) -> None:
    kept = _here.by_engine.pop(engine, None)
    if kept is not None and not kept.busy and _here.process == os.getpid():
        kept.connection.invalidate()
        kept.connection.close()
