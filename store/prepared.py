"""Statements of the turn's path: built with Core, compiled once, run straight on the driver.

Executing a Core statement costs about ten times what SQLite needs for it. A `Prepared` pays that
once: it keeps the SQL text, the order of its parameters and how each value is converted.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn
from weakref import WeakSet

from sqlalchemy import Connection, Executable, Table, bindparam, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from store.types import Moment

_Convert = Callable[[Any], Any]


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    """What turns a value into the driver's. A turn writes one moment into many columns: its text
    is made once."""
    convert = kind.dialect_impl(dialect).bind_processor(dialect)
    if convert is None or dialect.name != "sqlite" or not isinstance(kind, Moment):
        return convert
    return _moments.setdefault(dialect.name, lru_cache(maxsize=64)(convert))


_moments: dict[str, _Convert] = {}


class _Compiled:
    """A statement in one dialect."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        self.dialect = dialect
        self.positions: Sequence[str] | None = compiled.positiontup
        self.fixed: dict[str, Any] = {}
        converts: dict[str, _Convert | None] = {}
        for name, bind in compiled.binds.items():
            convert = _writer(bind.type, dialect)
            if bind.required:
                converts[name] = convert
            else:
                value = bind.effective_value
                self.fixed[name] = convert(value) if convert else value
        self.given = list(converts.items())
        self.places = [(name, converts.get(name)) for name in self.positions or ()]
        self.columns = compiled._result_columns
        self.row: Any = namedtuple("Row", [one.keyname for one in self.columns], rename=True)  # type: ignore[misc]
        self.reads: list[tuple[int, _Convert]] | None = None

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """Values as the driver takes them. Raises `KeyError` for one that is missing."""
        fixed = self.fixed
        if self.positions is not None:
            return [
                fixed[name]
                if name in fixed
                else values[name]
                if convert is None
                else convert(values[name])
                for name, convert in self.places
            ]
        named = fixed.copy()
        for name, convert in self.given:
            value = values[name]
            named[name] = convert(value) if convert else value
        return named

    def read(self, cursor: Any) -> list[Any]:
        """The rows of a cursor as named tuples, their values converted."""
        if self.reads is None:
            self.reads = [
                (place, read)
                for place, told in enumerate(cursor.description)
                if (read := self._reading(place, told[1]))
            ]
        if not self.reads:
            return [self.row._make(row) for row in cursor.fetchall()]
        return [self._converted(row, self.reads) for row in cursor.fetchall()]

    def _reading(self, place: int, kind: Any) -> _Convert | None:
        own = self.columns[place].type.dialect_impl(self.dialect)
        return own.result_processor(self.dialect, kind)

    def _converted(self, row: Any, reads: list[tuple[int, _Convert]]) -> Any:
        values = list(row)
        for place, convert in reads:
            values[place] = convert(values[place])
        return self.row._make(values)

    def refuse(self, error: Exception, connection: Connection) -> NoReturn:
        """Raise a driver's error as SQLAlchemy would; a connection that broke is thrown away."""
        driver = self.dialect.loaded_dbapi
        if not isinstance(error, driver.Error):
            raise error
        broken = self.dialect.is_disconnect(error, connection.connection, None)
        if broken:
            connection.invalidate()
        raise DBAPIError.instance(
            self.sql,
            None,
            error,
            driver.Error,
            connection_invalidated=broken,
            dialect=self.dialect,
        ) from error


class Prepared:
    """A statement whose every `bindparam` is given by name when it is run.

    It may be given as a function of the dialect's name. It runs inside the transaction that
    `store.writing` began, or reads outside of one.
    """

    __slots__ = ("__weakref__", "_by_dialect", "_statement")

    def __init__(self, statement: Executable | Callable[[str], Executable]) -> None:
        self._statement = statement
        self._by_dialect: dict[str, _Compiled] = {}
        _every.add(self)

    def _in(self, connection: Connection) -> _Compiled:
        dialect = connection.dialect
        found = self._by_dialect.get(dialect.name)
        if found is None:
            made = self._statement
            statement = made(dialect.name) if callable(made) else made
            found = self._by_dialect[dialect.name] = _Compiled(statement, dialect)
        return found

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Run it; returns how many rows it changed."""
        compiled = self._in(connection)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, compiled.parameters(values))
            return int(cursor.rowcount)
        except Exception as error:
            compiled.refuse(error, connection)
        finally:
            cursor.close()

    def run_each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each of some rows."""
        if not rows:
            return
        compiled = self._in(connection)
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(compiled.sql, [compiled.parameters(row) for row in rows])
        except Exception as error:
            compiled.refuse(error, connection)
        finally:
            cursor.close()

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run it and read all rows, as named tuples."""
        compiled = self._in(connection)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, compiled.parameters(values))
            return compiled.read(cursor)
        except Exception as error:
            compiled.refuse(error, connection)
        finally:
            cursor.close()

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it and read the first row; None when there is none."""
        rows = self.rows(connection, values)
        return rows[0] if rows else None


_every: WeakSet[Prepared] = WeakSet()


def compile_every(connection: Connection) -> None:
    """Compile the statements there are for the database of a connection: once for all processes,
    when it is done before they are forked."""
    for one in list(_every):
        one._in(connection)


def insertion(table: Table, *columns: str) -> Prepared:
    """Insert a row of these columns; all of them are given by name."""
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}))
