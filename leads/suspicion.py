"""Suspected bots: kept and marked, but they speak for nobody.

A lead is suspected when all of its conversations are. What a suspected conversation says about a
person who also came as themself stays with the conversation and counts for nothing.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, exists, select, true, update

from leads.touching import touch
from store.conversations import Conversation
from store.leads import Lead, LeadLink
from store.ledger import LedgerLine


def settle(connection: Connection, lead_id: int) -> bool:
    """Mark the lead by what its conversations are now, and give it the lines that count.

    Returns whether it is suspected. Leads without conversations of their own (named by another
    lead, or made by hand) are not.
    """
    own = Conversation.lead_id == lead_id
    any_, human, named = connection.execute(
        select(
            exists().where(own),
            exists().where(own, Conversation.suspicion.is_(None)),
            exists().where(LeadLink.to_lead_id == lead_id),
        )
    ).one()
    suspected = bool(any_ and not human and not named)
    connection.execute(
        update(Lead)
        .where(Lead.id == lead_id, Lead.suspected.is_not(suspected))
        .values(suspected=suspected)
    )
    counting = true() if suspected else Conversation.suspicion.is_(None)
    mine = select(Conversation.id).where(own, counting).scalar_subquery()
    others = select(Conversation.id).where(own, ~counting).scalar_subquery()
    lines = LedgerLine.conversation_id
    connection.execute(
        update(LedgerLine)
        .where(lines.in_(others), LedgerLine.lead_id == lead_id)
        .values(lead_id=None)
    )
    connection.execute(
        update(LedgerLine)
        .where(and_(lines.in_(mine), LedgerLine.lead_id.is_(None)))
        .values(lead_id=lead_id)
    )
    return suspected


def clear(connection: Connection, conversation_id: int) -> int | None:
    """Somebody looked: it was a person. Returns the lead, which the caller scores anew."""
    connection.execute(
        update(Conversation).where(Conversation.id == conversation_id).values(suspicion=None)
    )
    lead_id: int | None = connection.execute(
        select(Conversation.lead_id).where(Conversation.id == conversation_id)
    ).scalar()
    if lead_id is not None:
        settle(connection, lead_id)
        touch(connection, lead_id)
    return lead_id
