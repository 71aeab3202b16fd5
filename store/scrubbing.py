"""After somebody was erased: no copy of what was deleted is left behind in SQLite's files.

SQLite overwrites deleted content with zeros (`secure_delete`, see store.database) but writes that
to its log first: here the log is written back and cut to nothing. PostgreSQL leaves deleted rows
to its own vacuum.
"""

from __future__ import annotations

from sqlalchemy import Engine

from store.database import BUSY_SECONDS

#: Milliseconds to wait for readers: somebody waits for the answer, and the worker tries again.
_PATIENCE = 200


def scrub(engine: Engine) -> bool:
    """Clean up; False when readers kept the log from being cut, and it is to be tried again.

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
    return not busy
