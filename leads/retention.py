"""Conversations are kept as long as their flow says, and then deleted with all that was said.

A lead outlives them: its contact, stage and points stay, each line with its rule; the words of the
visitor that a line quoted are gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, text, update

from store.conversations import Conversation, Upload
from store.ledger import LedgerLine
from store.writing import write_connection

#: Conversations deleted in one transaction, so that visitors never wait long.
BATCH = 200

#: The author's previews go after a day, files of conversations that never began likewise.
PREVIEW_DAYS = 1


def delete_expired(retention_days: Mapping[str, int], at: datetime) -> int:
    """Delete conversations not touched for their flow's `retention_days`, and old previews.

    Flows without an entry keep theirs. Returns how many conversations were deleted.
    """
    due = [
        and_(
            Conversation.flow == flow,
            Conversation.started_at < at - timedelta(days=days),
            Conversation.updated_at < at - timedelta(days=days),
        )
        for flow, days in retention_days.items()
    ]
    previews = and_(
        text("preview"),  # as the index is spelt
        Conversation.updated_at < at - timedelta(days=PREVIEW_DAYS),
    )
    deleted = 0
    for condition in (*due, previews):
        while count := _delete_some(condition):
            deleted += count
    _delete_stray_files(at)
    return deleted


def _delete_some(condition: object) -> int:
    with write_connection() as connection:
        rows = connection.execute(
            select(Conversation.id, Conversation.token).where(condition).limit(BATCH)  # type: ignore[arg-type]
        ).all()
        ids = [row.id for row in rows]
        connection.execute(
            update(LedgerLine).where(LedgerLine.conversation_id.in_(ids)).values(evidence="")
        )
        connection.execute(
            delete(LedgerLine).where(
                LedgerLine.conversation_id.in_(ids), LedgerLine.lead_id.is_(None)
            )
        )
        connection.execute(
            delete(Upload).where(Upload.conversation_token.in_([row.token for row in rows]))
        )
        connection.execute(delete(Conversation).where(Conversation.id.in_(ids)))
    return len(ids)


def _delete_stray_files(at: datetime) -> None:
    begun = select(Conversation.id).where(Conversation.token == Upload.conversation_token)
    with write_connection() as connection:
        connection.execute(
            delete(Upload).where(
                Upload.created_at < at - timedelta(days=PREVIEW_DAYS),
                or_(Upload.conversation_token.is_(None), ~begun.exists()),
            )
        )
