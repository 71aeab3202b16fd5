"""What PostgreSQL's driver is taught. Imported only where PostgreSQL is used: the driver costs a
site on SQLite 8 MiB."""

from __future__ import annotations

from typing import Any

from psycopg.types.string import StrDumperUnknown

from store.tables import TABLES


class _WithoutNul(StrDumperUnknown):
    """Text as PostgreSQL takes it: it has no place for NUL, which anybody can send."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\x00", ""))


def tune(connection: Any, _record: Any) -> None:
    """Prepare a new connection of the driver."""
    connection.adapters.register_dumper(str, _WithoutNul)


def _tell_of_partial_indexes() -> None:
    """What `store.statements.partial_index` told SQLite alone."""
    for table in TABLES.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


_tell_of_partial_indexes()
