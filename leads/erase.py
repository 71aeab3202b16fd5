"""The person's rights: everything about one lead handed out, and everything about it gone.

What stays of an erased lead is a row without a name, and its conversations as bare counts: flow,
version, language, times, outcome, campaign. Nothing of it leads back to the person.
"""

from __future__ import annotations

import base64
import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from bot.model import CONTACT_SLOTS
from leads import history
from store.consents import Consent
from store.conversations import Answer, Conversation, Upload
from store.handovers import Handover, LeadFault, SalesStep
from store.incidents import Incident
from store.leads import AXES, Lead, LeadLink, LeadWord, Note
from store.ledger import LedgerLine
from store.tables import TABLES
from store.types import now

#: Columns of a lead that say something of the person.
_PERSONAL = (
    *CONTACT_SLOTS,
    "email_key",
    "phone_key",
    "name_key",
    "company_key",
    "email_confirmed_at",
    "language",
    "status_reason",
    "owner_id",
    "stage",
    *(f"axis_{axis}" for axis in AXES),
    "other_axes",
    "almost",
)


def erase(connection: Connection, lead_id: int) -> bool:
    """Erase one person for good; False when there is no such lead or it is erased already."""
    at = now()
    done = connection.execute(
        update(Lead)
        .where(Lead.id == lead_id, Lead.erased_at.is_(None))
        .values(dict.fromkeys(_PERSONAL) | {"score": 0.0, "erased_at": at, "updated_at": at})
    )
    if done.rowcount == 0:
        return False
    for row in history.conversations(connection, lead_id):
        strip(connection, row)
    for table in (Consent, Handover, LeadFault, LedgerLine, LeadWord, Note, SalesStep):
        connection.execute(delete(table).where(table.lead_id == lead_id))
    connection.execute(
        delete(LeadLink).where(
            or_(LeadLink.from_lead_id == lead_id, LeadLink.to_lead_id == lead_id)
        )
    )
    return True


def strip(connection: Connection, conversation: Row[Any]) -> None:
    """Leave nothing of a conversation but what is counted; its link opens nothing any more."""
    connection.execute(delete(Answer).where(Answer.conversation_id == conversation.id))
    connection.execute(delete(Consent).where(Consent.conversation_id == conversation.id))
    connection.execute(delete(LedgerLine).where(LedgerLine.conversation_id == conversation.id))
    connection.execute(delete(Incident).where(Incident.conversation_id == conversation.id))
    connection.execute(delete(Upload).where(Upload.conversation_token == conversation.token))
    connection.execute(
        update(Conversation)
        .where(Conversation.id == conversation.id)
        .values(
            token=f"erased-{secrets.token_hex(16)}",
            state="",
            turn=0,
            asked=None,
            awaiting=None,
            last_request=None,
            lead_id=None,
            page=None,
            referrer=None,
            utm_term=None,
            click_ids=None,
            visitor=None,
        )
    )


# ---------------------------------------------------------------- export


def export(connection: Connection, lead_id: int) -> dict[str, Any] | None:
    """Everything kept about one person, as plain JSON; files as base64. None: no such lead."""
    leads = TABLES["leads"]
    lead = connection.execute(select(leads).where(leads.c.id == lead_id)).first()
    if lead is None:
        return None
    parts = {
        "conversations": history.conversations,
        "answers": history.answers,
        "ledger": history.ledger,
        "consents": history.consents,
        "notes": history.notes,
        "handovers": history.handovers,
        "steps": history.steps,
        "faults": history.faults,
        "links": history.links,
        "files": history.uploads,
    }
    found = {
        name: [_plain(row) for row in read(connection, lead_id)] for name, read in parts.items()
    }
    return {"exported_at": now().isoformat(), "lead": _plain(lead), **found}


#: The bot's own bookkeeping, said elsewhere in the export in plain words.
_INNER = frozenset({"state", "last_request", "awaiting", "awaiting_since", "token"})


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {
        name: _json(value)
        for name, value in row._mapping.items()
        if name not in _INNER and value is not None
    }


def _json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value
