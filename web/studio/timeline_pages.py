"""Pages of a timeline: each source gives its newest rows, merged by time.

A page is found from where the one before ended (moment, source, row), so that no entry is shown
twice or left out however many things happened in one moment.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_

from store.database import db
from web.studio.timeline_sources import SOURCES, Source, Told


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands: `rank` is its source's place in the list."""

    at: datetime
    rank: int
    id: int

    def written(self) -> str:
        """As an address holds it."""
        return f"{self.at.isoformat()}~{self.rank}~{self.id}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place that `written` wrote; None for anything else."""
        try:
            at, rank, row = text.split("~")
            moment = datetime.fromisoformat(at)
            return cls(moment, int(rank), int(row)) if moment.tzinfo else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened."""

    kind: str
    place: Place
    told: Told

    @property
    def at(self) -> datetime:
        """When."""
        return self.place.at


def newest(lead_id: int, count: int, kind: str = "", before: Place | None = None) -> list[Entry]:
    """The newest entries of a lead, of one kind or of all, older than a place."""
    streams = [
        _of(source, rank, lead_id, count, before)
        for rank, source in enumerate(SOURCES)
        if kind in ("", source.kind)
    ]
    merged = heapq.merge(*streams, key=lambda found: found[0], reverse=True)
    chosen = [found for found, _ in zip(merged, range(count), strict=False)]
    return [Entry(source.kind, place, source.tell(row)) for place, source, row in chosen]


def _of(
    source: Source, rank: int, lead_id: int, count: int, before: Place | None
) -> Iterator[tuple[Place, Source, Any]]:
    statement = source.rows(lead_id)
    if before is not None:
        statement = statement.where(_older(source, rank, before))
    order = (source.at.desc(), source.id.desc())
    columns = (source.at.label("timeline_at"), source.id.label("timeline_id"))
    rows = db.session.execute(statement.add_columns(*columns).order_by(*order).limit(count))
    for row in rows.all():
        yield Place(row.timeline_at, rank, row.timeline_id), source, row


def _older(source: Source, rank: int, before: Place) -> Any:
    if rank < before.rank:
        return source.at <= before.at
    if rank > before.rank:
        return source.at < before.at
    return or_(source.at < before.at, and_(source.at == before.at, source.id < before.id))
