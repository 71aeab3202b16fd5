"""The ways in which an address or number is confirmed, and what was confirmed in a conversation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from leads.verification.states import PASSED
from store.prepared import Prepared
from store.tables import TABLES

BY_CODE = "a code typed into the conversation"
BY_LINK = "a link in a mail"
BY_HAND = "marked by hand"

_ROWS = TABLES["verifications"].c

_IN_CONVERSATION = Prepared(
    select(_ROWS.rung, _ROWS.about).where(
        _ROWS.conversation_id == bindparam("conversation_id"),
        _ROWS.state == PASSED,
        _ROWS.detail == BY_CODE,
        or_(_ROWS.rung == "email_confirmed", _ROWS.rung == "phone_confirmed"),
    )
)


def confirmed_in(connection: Connection, conversation_id: int) -> frozenset[tuple[str, str]]:
    """What was confirmed by code in a conversation: channel and key of each address or number.

    Only this lets a conversation be shown what is known of its lead.
    """
    rows: list[Any] = _IN_CONVERSATION.rows(connection, {"conversation_id": conversation_id})
    return frozenset((rung.partition("_")[0], about) for rung, about in rows)
