"""Send what confirms an address or number: into the outbox, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from leads.verification import codes
from leads.verification.codes import CODE_MINUTES, LINK_DAYS, To
from outreach import outbox


def send_code(
    connection: Connection, to: To, shown_to: str, brand: str, secret: str, at: datetime
) -> None:
    """Send a new code. `shown_to` is the address as written, `brand` whose mail it is. Raises
    `leads.verification.codes.TooMany`."""
    row_id, code = codes.make_code(connection, to, secret, at)
    outbox.put(
        connection,
        "code_mail" if to.channel == "email" else "code_sms",
        {"to": shown_to, "language": to.language, "brand": brand, "code": code},
        key=f"code:{row_id}",
        at=at,
        useful_until=at + timedelta(minutes=CODE_MINUTES),
        lead_id=to.lead_id,
        conversation_id=to.conversation_id,
    )


def send_link(connection: Connection, to: To, shown_to: str, brand: str, at: datetime) -> None:
    """Mail a link that confirms the address. Raises `TooMany`."""
    row_id, token = codes.make_link(connection, to, at)
    outbox.put(
        connection,
        "link_mail",
        {"to": shown_to, "language": to.language, "brand": brand, "token": token},
        key=f"link:{row_id}",
        at=at,
        useful_until=at + timedelta(days=LINK_DAYS),
        lead_id=to.lead_id,
        conversation_id=to.conversation_id,
    )
