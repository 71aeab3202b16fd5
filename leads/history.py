"""What one lead said and did, as rows in the order it happened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, or_, select

from store.tables import TABLES

_ANSWERS, _CONVERSATIONS = TABLES["answers"], TABLES["conversations"]
_LEDGER, _VERSIONS = TABLES["ledger"], TABLES["flow_versions"]


def answers(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """Every row of the lead's answers, with `flow` and `language`; see `Answer.kind`."""
    talks = _CONVERSATIONS.c
    return list(
        connection.execute(
            select(_ANSWERS, talks.flow, talks.language)
            .join(_CONVERSATIONS, talks.id == _ANSWERS.c.conversation_id)
            .where(talks.lead_id == lead_id)
            .order_by(_ANSWERS.c.id)
        ).all()
    )


def standing_answers(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """The answers that stand: of each conversation and slot the latest, unless withdrawn."""
    latest: dict[tuple[int, str], Row[Any]] = {}
    for row in answers(connection, lead_id):
        if row.kind != "words":
            latest.pop((row.conversation_id, row.slot), None)
            latest[row.conversation_id, row.slot] = row
    return [row for row in latest.values() if row.kind == "answer"]


def ledger(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """Every line with `version` of its flow, voided ones included."""
    return list(
        connection.execute(
            select(_LEDGER, _VERSIONS.c.version)
            .outerjoin(_VERSIONS, _VERSIONS.c.id == _LEDGER.c.flow_version_id)
            .where(_LEDGER.c.lead_id == lead_id)
            .order_by(_LEDGER.c.id)
        ).all()
    )


def links(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """Links from and to other leads."""
    columns = TABLES["lead_links"].c
    either = or_(columns.from_lead_id == lead_id, columns.to_lead_id == lead_id)
    return list(
        connection.execute(select(TABLES["lead_links"]).where(either).order_by(columns.id)).all()
    )


def uploads(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """Files that the lead sent, their content included."""
    columns, talks = TABLES["uploads"].c, _CONVERSATIONS.c
    return list(
        connection.execute(
            select(TABLES["uploads"])
            .join(_CONVERSATIONS, talks.token == columns.conversation_token)
            .where(talks.lead_id == lead_id)
            .order_by(columns.created_at)
        ).all()
    )
