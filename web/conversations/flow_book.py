"""Which flow a conversation plays: the published one when it begins, ever after the same version.

Published flows come from the library, which holds them compiled. Older versions are compiled from
`flow_versions` when a conversation asks for them and kept in memory.
"""

from __future__ import annotations

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from sqlalchemy import Connection, func, select

from bot.errors import AuthorError
from bot.flowfile import Bundle, compile_bundle
from bot.library import Published
from bot.model import Flow
from leads.upsert import insert_unless_there
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from web.conversations.answers import question_types
from web.conversations.errors import FlowNotFound
from web.site import site

#: Seconds between two looks at the flow files.
_LOOK_AGAIN = 0.5

#: Older versions kept compiled.
_MOST_OLDER = 200

_VERSIONS = TABLES["flow_versions"]

_log = logging.getLogger("lodestone.web")


@dataclass(frozen=True, slots=True)
class Pinned:
    """A flow at one version, with the version's row and its question types by slot."""

    flow: Flow
    version_id: int
    types: Mapping[str, str]


@dataclass(slots=True)
class FlowBook:
    """One per process."""

    looked_at: float = 0.0
    current: dict[str, Pinned] = field(default_factory=dict)
    older: OrderedDict[int, Pinned] = field(default_factory=OrderedDict)

    def published(self, name: str) -> Pinned:
        """The published version of a flow; while its file is broken and this process never read
        it sound, the last version that any did. Raises `FlowNotFound`."""
        try:
            return self.pin(self._library_flow(name))
        except FlowNotFound:
            if not _is_broken(name):
                raise
            with db.engine.connect() as connection:
                version_id = connection.execute(
                    select(func.max(_VERSIONS.c.id)).where(_VERSIONS.c.name == name)
                ).scalar()
                if version_id is None:
                    raise
                return self.pinned(connection, version_id)

    def at_version(self, name: str, version: str | None) -> Pinned:
        """The version that a page was drawn with, where it is still known; else the published."""
        current = self.published(name)
        if version and version != current.flow.version:
            with db.engine.connect() as connection:
                version_id = self._find_id(connection, name, version)
                if version_id is not None:
                    return self.pinned(connection, version_id)
        return current

    def pinned(self, connection: Connection, version_id: int) -> Pinned:
        """The flow of a version's row, compiled from its source if need be."""
        found = self.older.get(version_id)
        if found is None:
            found = self.older[version_id] = self._compiled(connection, version_id)
            if len(self.older) > _MOST_OLDER:
                self.older.popitem(last=False)
        return found

    def _library_flow(self, name: str) -> Published:
        library = site().library
        moment = time.monotonic()
        if moment - self.looked_at > _LOOK_AGAIN:
            self.looked_at = moment
            library.refresh()
        found = library.flow(name)
        if found is None:
            raise FlowNotFound(name)
        return found

    def pin(self, published: Published) -> Pinned:
        """The published flow with its version's row, which is made if need be."""
        flow = published.flow
        pinned = self.current.get(flow.name)
        if pinned is None or pinned.flow is not flow:
            pinned = Pinned(flow, _record(published), question_types(flow))
            self.current[flow.name] = self.older[pinned.version_id] = pinned
        return pinned

    def _find_id(self, connection: Connection, name: str, version: str) -> int | None:
        return connection.execute(
            select(_VERSIONS.c.id).where(_VERSIONS.c.name == name, _VERSIONS.c.version == version)
        ).scalar()

    def _compiled(self, connection: Connection, version_id: int) -> Pinned:
        row = connection.execute(
            select(_VERSIONS.c.name, _VERSIONS.c.version, _VERSIONS.c.sources).where(
                _VERSIONS.c.id == version_id
            )
        ).one()
        published = site().library.flow(row.name)
        if published is not None and published.flow.version == row.version:
            flow = published.flow
        else:
            flow = compile_bundle(Bundle(row.name, json.loads(row.sources)))
        return Pinned(flow, version_id, question_types(flow))


def flow_book() -> FlowBook:
    """The site's book."""
    cache = site().cache
    book = cache.get("flow_book")
    if book is None:
        book = cache["flow_book"] = FlowBook()
    return book


def kept_flow(connection: Connection, version_id: int) -> Flow | None:
    """The flow as it was at a version; None when today's code cannot read it."""
    try:
        return flow_book().pinned(connection, version_id).flow
    except AuthorError as error:
        facts = {"version_id": version_id, "reason": error.message}
        _log.warning("old_flow_unreadable", extra=facts)
        return None


def _is_broken(name: str) -> bool:
    """Whether the flow's file is there and has an error."""
    problems = site().library.problems
    return any(
        problem.severity == "error" and PurePath(problem.file).name == f"{name}.yml"
        for problem in problems
    )


def record_published() -> None:
    """Keep the source of every published flow, so that no version a visitor saw is ever lost."""
    book = flow_book()
    # Without a look at the files: what changed meanwhile is the next call's, not to be skipped.
    for published in list(site().library.flows.values()):
        book.pin(published)


def _record(published: Published) -> int:
    flow, table = published.flow, _VERSIONS
    find = select(table.c.id).where(table.c.name == flow.name, table.c.version == flow.version)
    with db.engine.connect() as connection:
        found: int | None = connection.execute(find).scalar()
    if found is not None:
        return found
    row = {
        "name": flow.name,
        "version": flow.version,
        "kind": flow.kind,
        "title": _plain_title(flow),
        "sources": json.dumps(dict(published.bundle.sources), ensure_ascii=False),
        "published_at": now(),
    }
    with write_connection() as connection:
        insert_unless_there(connection, table, [row])
        return int(connection.execute(find).scalar_one())


def _plain_title(flow: Flow) -> str:
    template = flow.title.template(flow.language)
    return "".join(part if isinstance(part, str) else f"{{{part.name}}}" for part in template)
