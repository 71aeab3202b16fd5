"""Conversations and leads made by hand, for tests of the lead's rules."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from bot.formula import parse
from bot.score import Axis, FitRule, LeadDefinition, PointLine, StageRule
from leads import ledger
from leads.arrival import Arrival, Attached, attach
from store.database import db
from store.tables import TABLES
from store.writing import write_connection

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)

DEFINITION = LeadDefinition(
    axes={name: Axis(name, cap) for name, cap in (("need", 25.0), ("budget", 25.0), ("fit", 10.0))},
    fit=(
        FitRule(parse('job_title = "CEO"'), 5.0, 'job_title = "CEO"'),
        FitRule(parse("company_size >= 50"), 8.0, "company_size >= 50"),
    ),
    stages=(
        StageRule("IQL", needs=("email",)),
        StageRule("MQL", score=20.0, needs=("email",)),
        StageRule("SQL", score=30.0, known=("budget",), axes={"need": 15.0}),
    ),
)


def conversation(flow: str = "chat", **columns: Any) -> int:
    """A kept conversation; returns its id."""
    with write_connection() as connection:
        versions = TABLES["flow_versions"]
        version = connection.execute(select(versions.c.id)).scalar()
        if version is None:
            row = {
                "name": flow,
                "version": "v",
                "kind": "chat",
                "title": "T",
                "sources": "{}",
                "published_at": AT,
            }
            version = connection.execute(insert(versions), row).inserted_primary_key[0]
        row = {
            "token": uuid.uuid4().hex,
            "flow": flow,
            "flow_version_id": version,
            "kind": "chat",
            "language": "en",
            "state": "secret state",
            "turn": 1,
            "started_at": AT,
            "updated_at": AT,
            "preview": False,
        } | columns
        return int(connection.execute(insert(TABLES["conversations"]), row).inserted_primary_key[0])


def arrive(
    talk: int | None,
    contact: Mapping[str, str],
    lead_id: int | None = None,
    *,
    suspected: bool = False,
    at: datetime = AT,
) -> Attached | None:
    """Attach a contact and note it at the conversation, as the turn's path does."""
    with write_connection() as connection:
        attached = attach(
            connection,
            Arrival(talk, lead_id, contact, "chat", "en", "direct", suspected, at),
        )
        if attached and talk is not None:
            talks = TABLES["conversations"]
            connection.execute(
                talks.update().where(talks.c.id == talk).values(lead_id=attached.lead_id)
            )
    return attached


def lead_of(contact: Mapping[str, str], **more: Any) -> int:
    """A lead with a conversation of its own; returns the lead's id."""
    attached = arrive(conversation(), contact, **more)
    assert attached is not None
    return attached.lead_id


def line(axis: str, points: float, slot: str = "need", evidence: str = "said") -> PointLine:
    """A line of points."""
    return PointLine(axis, points, f"chat/{slot}", evidence, slot)


def score_lines(talk: int, lead_id: int | None, *lines: PointLine, minutes: int = 0) -> bool:
    """Make lines the ones that a conversation gives now."""
    place = ledger.Place(talk, lead_id, "chat", 1, 2, AT + timedelta(minutes=minutes))
    with write_connection() as connection:
        before = ledger.lines_of_conversation(connection, talk)
        return ledger.replace_lines(connection, place, before, lines)


def rows(table: str, **where: Any) -> list[Any]:
    """Rows of a table as they are now, by id."""
    columns = TABLES[table].c
    statement = select(TABLES[table]).filter_by(**where)
    if "id" in columns:
        statement = statement.order_by(columns.id)
    with db.engine.connect() as connection:
        return list(connection.execute(statement).all())
