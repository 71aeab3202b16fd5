"""The order of changes: what lets another system ask which leads changed after a moment.

Every write of a lead takes a number that is larger than any that a reader was ever told of. SQLite
has one writer, whose commits come in the order of its numbers: the largest there is and one more.
On PostgreSQL transactions commit in any order, so that the number is the transaction's own, and
readers are told of numbers below `horizon` alone: of transactions that all have ended. One that
takes its time is waited for and never jumped over.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Index, String, text
from sqlalchemy.engine import Engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import FunctionElement

from store.database import Base
from store.types import BigKey, Key, now

#: What became of a lead of which no row is left.
GONE = ("erased", "merged")

_BASE = "coalesce((SELECT max(base) FROM change_bases), 0)"


class next_change(FunctionElement[int]):
    """The number of a change made now, as an expression within the statement that makes it."""

    type = BigInteger()
    inherit_cache = True
    name = "next_change"


@compiles(next_change, "sqlite")  # type: ignore[no-untyped-call, untyped-decorator, unused-ignore]
def _on_sqlite(_element: Any, _compiler: Any, **_: Any) -> str:
    return (
        "(SELECT 1 + max(coalesce((SELECT max(change_number) FROM leads), 0), "
        "coalesce((SELECT max(change_number) FROM lead_tombstones), 0)))"
    )


@compiles(next_change, "postgresql")  # type: ignore[no-untyped-call, untyped-decorator, unused-ignore]
def _on_postgresql(_element: Any, _compiler: Any, **_: Any) -> str:
    return f"(txid_current() + {_BASE})"


class LeadTombstone(Base):
    """A lead whose row was deleted: its number, and the lead that took what it had.

    Leads that were erased or merged keep their row, emptied, and need none. Nothing here is about a
    person; it stays for good, so that whoever asks after a year still hears of it.
    """

    __tablename__ = "lead_tombstones"
    __table_args__ = (Index("ix_lead_tombstones_change_number", "change_number", "lead_id"),)

    id: Mapped[Key]
    lead_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))  # of GONE
    into_lead_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)
    change_number: Mapped[int] = mapped_column(BigKey, default=next_change())


class ChangeBase(Base):
    """What PostgreSQL's own numbers are counted from: at most one row; see `keep_rising`."""

    __tablename__ = "change_bases"

    id: Mapped[Key]
    base: Mapped[int]


def horizon(connection: Connection) -> int | None:
    """The number below which every change is told by now; None where all that is seen is."""
    if connection.dialect.name == "sqlite":
        return None
    below = text(f"SELECT txid_snapshot_xmin(txid_current_snapshot()) + {_BASE}")
    return int(connection.execute(below).scalar_one())


def keep_rising(engine: Engine) -> None:
    """Let numbers go on rising where the database was brought to another PostgreSQL server, which
    counts its transactions from somewhere else. Nothing else may be writing."""
    if engine.dialect.name == "sqlite":
        return
    with engine.begin() as connection:
        newest = connection.execute(
            text(
                "SELECT greatest((SELECT max(change_number) FROM leads),"
                " (SELECT max(change_number) FROM lead_tombstones), 0)"
            )
        ).scalar_one()
        begun = "SELECT txid_snapshot_xmax(txid_current_snapshot())"
        base = int(connection.execute(text(f"SELECT {_BASE}")).scalar_one())
        ahead = int(newest) + 1 - int(connection.execute(text(begun)).scalar_one()) - base
        if ahead > 0:
            connection.execute(text("DELETE FROM change_bases"))
            connection.execute(
                text("INSERT INTO change_bases (id, base) VALUES (1, :base)"),
                {"base": base + ahead},
            )
