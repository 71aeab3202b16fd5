"""Who may begin and who may finish: closing day, quota, once per browser or e-mail address."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from bot.model import Flow
from store.conversations import COUNTED, Conversation
from store.database import db
from store.leads import Lead
from web.conversations.errors import AlreadyTaken, FlowClosed, QuotaMet
from web.conversations.visit import Visit

_COUNTED = text(COUNTED)


def visitor_digest(visit: Visit) -> str | None:
    """How a browser is known again without keeping its token."""
    if not visit.returning_token:
        return None
    return hashlib.sha256(visit.returning_token.encode()).hexdigest()


def check_open(flow: Flow, visit: Visit, at: datetime) -> None:
    """Raise what keeps this visitor from beginning; the author's preview is never kept out."""
    settings = flow.settings
    if visit.preview:
        return
    if settings.closes and at.date().isoformat() > settings.closes[:10]:
        raise FlowClosed(settings.closes)
    if settings.quota is None and settings.once_per != "browser":
        return
    with db.engine.connect() as connection:
        _check_quota(connection, flow, 0)
        _check_browser(connection, flow, visitor_digest(visit), 0)


def check_finish(
    connection: Connection,
    flow: Flow,
    conversation_id: int,
    visitor: str | None,
    lead_id: int | None,
) -> None:
    """Raise what keeps this conversation from being finished; exact, as finishing is in line."""
    settings = flow.settings
    if settings.quota is None and settings.once_per == "none":
        return
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 7))"), {"name": flow.name}
        )
    _check_quota(connection, flow, conversation_id)
    _check_browser(connection, flow, visitor, conversation_id)
    check_email(connection, flow, conversation_id, lead_id)


def _check_quota(connection: Connection, flow: Flow, conversation_id: int) -> None:
    if flow.settings.quota is None:
        return
    finished = connection.execute(
        select(func.count())
        .select_from(Conversation)
        .where(Conversation.flow == flow.name, Conversation.id != conversation_id, _COUNTED)
    ).scalar_one()
    if finished >= flow.settings.quota:
        raise QuotaMet(flow.settings.quota)


def _check_browser(
    connection: Connection, flow: Flow, visitor: str | None, conversation_id: int
) -> None:
    if flow.settings.once_per != "browser" or visitor is None:
        return
    found = connection.execute(
        select(Conversation.id)
        .where(
            Conversation.flow == flow.name,
            Conversation.visitor == visitor,
            Conversation.finished_at.is_not(None),
            Conversation.id != conversation_id,
        )
        .limit(1)
    ).first()
    if found is not None:
        raise AlreadyTaken("browser")


def check_email(
    connection: Connection, flow: Flow, conversation_id: int, lead_id: int | None
) -> None:
    """Raise when the person has finished the flow before and may do so once."""
    if flow.settings.once_per != "email" or lead_id is None:
        return
    found = connection.execute(
        select(Conversation.id)
        .join(Lead, Lead.id == Conversation.lead_id)
        .where(
            Conversation.lead_id == lead_id,
            Conversation.flow == flow.name,
            Conversation.finished_at.is_not(None),
            Conversation.id != conversation_id,
            Lead.email_key.is_not(None),
        )
        .limit(1)
    ).first()
    if found is not None:
        raise AlreadyTaken("email")
