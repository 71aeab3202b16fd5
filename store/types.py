"""Column types shared by all tables: keys, moments, JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine


class Moment(TypeDecorator[datetime]):
    """A point in time: aware and in UTC on the Python side, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse moments without a zone: they mean different things on different machines."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read in one go: runs over all leads read millions of moments."""
        if dialect.name == "sqlite":
            return _read_in_utc
        return super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite cannot keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _read_in_utc(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


#: Whole numbers of 64 bits; SQLite numbers rows by itself only in columns called INTEGER.
BigKey = BigInteger().with_variant(Integer(), "sqlite")

#: Text compared byte by byte on every database, so that prefixes are ranges of an index.
PlainText: TypeEngine[str] = Text(collation="C").with_variant(Text(), "sqlite")

Key = Annotated[int, mapped_column(BigKey, primary_key=True)]

#: What `Mapped[…]` stands for in the tables.
TYPES: dict[Any, Any] = {
    datetime: Moment,
    str: Text,
    int: BigKey,
    dict[str, Any]: JSON(none_as_null=True),
}


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)
