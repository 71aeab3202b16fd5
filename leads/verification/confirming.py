"""An address or number that its owner confirmed, and what follows for the lead.

A code typed into a conversation shows that who sits there reads the address. A link shows only that
its owner agrees: it may have been opened by somebody else than who typed the address into the
conversation. So links confirm the lead's address, and only codes who the conversation is with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.score import LeadDefinition
from leads import consent, receipts
from leads.score import rescore
from leads.touching import touch
from leads.upsert import insert_unless_there
from leads.verification.proofs import BY_CODE as BY_CODE
from leads.verification.proofs import BY_HAND as BY_HAND
from leads.verification.proofs import BY_LINK as BY_LINK
from leads.verification.proofs import confirmed_in as confirmed_in
from leads.verification.states import FAILED, PASSED, abouts, record
from store.identities import Identity
from store.leads import Lead
from store.tables import TABLES

_LEADS = TABLES["leads"]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How something was confirmed. `how` is one of the `BY_…`, with a reason after it by hand."""

    channel: str
    about: str
    how: str
    at: datetime
    conversation_id: int | None = None
    user_id: int | None = None


def confirm(
    connection: Connection, lead_id: int, confirmed: Confirmed, definition: LeadDefinition
) -> bool:
    """Let a confirmed address or number count; False when the lead has another by now, or is gone.

    The stage is worked out anew.
    """
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).first()
    if lead is None or lead.erased_at is not None:
        return False
    record(
        connection,
        lead_id,
        f"{confirmed.channel}_confirmed",
        confirmed.about,
        PASSED,
        confirmed.at,
        detail=confirmed.how,
        conversation_id=confirmed.conversation_id,
        user_id=confirmed.user_id,
    )
    _make_known(connection, lead, confirmed)
    if confirmed.channel == "email" and confirmed.how in (BY_CODE, BY_LINK):
        consent.prove(connection, lead_id, confirmed.how, confirmed.at)
    touch(connection, lead_id)
    if abouts(lead)[confirmed.channel] != confirmed.about:
        return False
    if confirmed.channel == "email":
        connection.execute(
            update(Lead).where(Lead.id == lead_id).values(email_confirmed_at=confirmed.at)
        )
        receipts.send_if_due(connection, lead_id, confirmed.at)
    rescore(connection, lead_id, definition, confirmed.at, cause="verification")
    return True


def _make_known(connection: Connection, lead: Any, confirmed: Confirmed) -> None:
    """A confirmed number leads to its lead from now on, as an address does anyway."""
    of_it = (Identity.kind == confirmed.channel, Identity.key == confirmed.about)
    connection.execute(
        update(Identity)
        .where(Identity.lead_id == lead.id, *of_it)
        .values(confirmed_at=confirmed.at)
    )
    if confirmed.channel == "phone" and abouts(lead)["phone"] == confirmed.about:
        row = {
            "lead_id": lead.id,
            "kind": "phone",
            "key": confirmed.about,
            "value": lead.phone,
            "confirmed_at": confirmed.at,
            "added_at": confirmed.at,
        }
        insert_unless_there(connection, TABLES["identities"], [row])


def unconfirm(
    connection: Connection,
    lead: Any,
    channel: str,
    reason: str,
    definition: LeadDefinition,
    at: datetime,
    user_id: int | None = None,
) -> None:
    """Nobody reads the address any more, or it was marked by mistake: the stage follows."""
    about = abouts(lead)[channel]
    if about is None:
        return
    record(
        connection,
        lead.id,
        f"{channel}_confirmed",
        about,
        FAILED,
        at,
        detail=reason,
        user_id=user_id,
    )
    if channel == "email":
        connection.execute(update(Lead).where(Lead.id == lead.id).values(email_confirmed_at=None))
    touch(connection, lead.id)
    rescore(connection, lead.id, definition, at, cause="verification")
