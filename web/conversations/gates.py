"""Who may begin and who may finish: closing day, quota, once per browser or e-mail address.

What a visitor has answered is never refused for want of a place: who opened the page in time may
answer to the end, and the last answer is kept whether or not a place is left for it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, text

from bot.model import Flow
from store.conversations import COUNTED, Conversation
from store.database import db
from store.leads import Lead
from web.conversations.errors import AlreadyTaken, FlowClosed, QuotaMet
from web.conversations.visit import Visit

_COUNTED = text(COUNTED)

#: How long after the closing day a page that was open then is still answered.
GRACE = timedelta(hours=1)


def visitor_digest(visit: Visit) -> str | None:
    """How a browser is known again without keeping its token."""
    if not visit.returning_token:
        return None
    return hashlib.sha256(visit.returning_token.encode()).hexdigest()


def check_open(flow: Flow, visit: Visit, at: datetime, *, answering: bool) -> None:
    """Raise what keeps this visitor from beginning; the author's preview is never kept out.

    `answering`: from a page that was shown before, with an answer that must not be lost."""
    settings = flow.settings
    if visit.preview:
        return
    day = (at - GRACE if answering else at).date().isoformat()
    if settings.closes and day > settings.closes[:10]:
        raise FlowClosed(settings.closes)
    if settings.quota is None and settings.once_per != "browser":
        return
    with db.engine.connect() as connection:
        if not answering and is_full(connection, flow, 0):
            raise QuotaMet(settings.quota or 0)
        _check_browser(connection, flow, visitor_digest(visit), 0)


def no_place(connection: Connection, flow: Flow, conversation_id: int | None) -> int | None:
    """The quota, where it is met and this conversation can have no place; exact, as those who
    finish are in line."""
    if flow.settings.quota is None:
        return None
    _stand_in_line(connection, flow)
    return flow.settings.quota if is_full(connection, flow, conversation_id or 0) else None


def check_finish(
    connection: Connection,
    flow: Flow,
    conversation_id: int,
    visitor: str | None,
    lead_id: int | None,
) -> None:
    """Raise what keeps this conversation from being finished; exact, as finishing is in line."""
    settings = flow.settings
    if settings.once_per == "none":
        return
    _stand_in_line(connection, flow)
    if settings.once_per == "browser":
        visitor = visitor or _visitor_of(connection, conversation_id)
    _check_browser(connection, flow, visitor, conversation_id)
    check_email(connection, flow, conversation_id, lead_id)


def _stand_in_line(connection: Connection, flow: Flow) -> None:
    """One after the other; on SQLite writers are."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 7))"), {"name": flow.name}
        )


def is_full(connection: Connection, flow: Flow, conversation_id: int) -> bool:
    """Whether as many others as the flow's quota have finished."""
    if flow.settings.quota is None:
        return False
    finished = connection.execute(
        select(func.count())
        .select_from(Conversation)
        .where(Conversation.flow == flow.name, Conversation.id != conversation_id, _COUNTED)
    ).scalar_one()
    return bool(finished >= flow.settings.quota)


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


def _visitor_of(connection: Connection, conversation_id: int) -> str | None:
    """Whose browser a conversation began in; later turns need not say it."""
    kept = select(Conversation.visitor).where(Conversation.id == conversation_id)
    return connection.execute(kept).scalar()


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
