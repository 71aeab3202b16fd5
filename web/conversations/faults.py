"""What the database complains of, in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from store.writing import WriteLockBusy
from web.conversations.errors import DatabaseBusy, StorageFull

#: PostgreSQL's disk_full, and SQLite's words for the same.
_FULL = ("53100", "database or disk is full", "No space left on device")


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
        if isinstance(error, OperationalError):
            structlog.get_logger().warning("database_busy", error=str(error.orig))
            raise DatabaseBusy from error
        raise


def is_full(error: DBAPIError) -> bool:
    """Whether the disk has no room."""
    told = f"{getattr(error.orig, 'sqlstate', '')} {error.orig}"
    return any(words in told for words in _FULL)
