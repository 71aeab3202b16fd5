"""After somebody was erased: no copy of what was deleted is left behind in SQLite's files.

SQLite overwrites deleted content with zeros (`secure_delete`, see store.database) but writes that
to its log first: here the log is written back and cut to nothing. PostgreSQL leaves deleted rows
to its own vacuum. Where somebody's reading or writing is in the way, a file beside the database
notes that it is still to be done, and the worker tries again.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from store.database import BUSY_SECONDS

#: Milliseconds to wait for readers: somebody waits for the answer, and the worker tries again.
_PATIENCE = 200


def scrub(engine: Engine) -> bool:
    """Clean up; False when readers kept the log from being cut, and `scrub_again` is to be called.

    Call it outside of any transaction.
    """
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        cursor = driver.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
            cursor.close()
    note = _note(engine)
    if note is not None:
        if busy:
            note.touch()
        else:
            note.unlink(missing_ok=True)
    return not busy


def scrub_again(engine: Engine) -> bool:
    """Clean up where it could not be done when it was asked for; True when nothing is left to do.

    Costs one look at a file name otherwise.
    """
    note = _note(engine)
    return note is None or not note.exists() or scrub(engine)


def _note(engine: Engine) -> Path | None:
    """The file that says that it is still to be done; None for a database without files."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return None
    return Path(f"{path}.scrub")
