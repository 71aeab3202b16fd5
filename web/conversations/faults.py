"""What the database complains of, in words for people."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from store.database import db
from store.writing import WriteLockBusy
from web.conversations.errors import DatabaseBusy, StorageFull

P = ParamSpec("P")
R = TypeVar("R")

#: PostgreSQL's disk_full, and SQLite's words for the same.
_FULL = ("53100", "database or disk is full", "No space left on device")

_log = logging.getLogger("lodestone.web")


@contextmanager
def database_faults() -> Iterator[None]:
    """Turn a busy, absent or full database into `DatabaseBusy` and `StorageFull`."""
    try:
        yield
    except (WriteLockBusy, TimeoutError) as error:
        raise DatabaseBusy from error
    except DBAPIError as error:
        if is_full(error):
            raise StorageFull from error
        if isinstance(error, OperationalError) or error.connection_invalidated:
            _log.warning("database_busy", extra={"error": str(error.orig)})
            raise DatabaseBusy from error
        raise


def mind_faults(call: Callable[P, R]) -> Callable[P, R]:
    """`database_faults` around a function, which is called once more when a connection broke: the
    turn tells whether the first time was kept."""

    @wraps(call)
    def minding(*args: P.args, **more: P.kwargs) -> R:
        with database_faults():
            return _tried(call, *args, **more)

    return minding


def _tried(call: Callable[P, R], *args: P.args, **more: P.kwargs) -> R:
    try:
        return call(*args, **more)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        db.engine.dispose()
        return call(*args, **more)


def is_full(error: DBAPIError) -> bool:
    """Whether the disk has no room."""
    told = f"{getattr(error.orig, 'sqlstate', '')} {error.orig}"
    return any(words in told for words in _FULL)
