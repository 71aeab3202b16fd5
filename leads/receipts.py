"""The receipt that is mailed to who agreed to news and offers: what they said yes to, and the link
that takes it back.

It goes out once for each time that somebody agrees, and only when the yes came from who owns the
address: its proof is there. Another yes while one stands sends nothing. The words are read when the
mail is made, so what was withdrawn meanwhile is not sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from leads import consent
from leads.verification.proofs import BY_CODE, confirmed_in
from leads.verification.states import abouts
from store.posting import put
from store.prepared import Prepared
from store.tables import TABLES

#: The outbox kind.
KIND = "receipt_mail"

#: The purpose that it is about.
PURPOSE = "marketing"

#: How long a receipt is worth sending, as a mail server may be away.
IS_NEWS = timedelta(days=7)

_LEADS = TABLES["leads"]
_CONSENTS = TABLES["consents"].c

_LEAD = Prepared(select(_LEADS).where(_LEADS.c.id == bindparam("lead_id")))
_SAID = Prepared(
    select(_CONSENTS.id, _CONSENTS.given, _CONSENTS.proof, _CONSENTS.language)
    .where(_CONSENTS.lead_id == bindparam("lead_id"), _CONSENTS.purpose == PURPOSE)
    .order_by(_CONSENTS.id)
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """One yes in the exact words shown, and the conversation it was said in."""

    words: str
    language: str
    day: date
    conversation_id: int | None = None


def agreed_in(connection: Connection, lead_id: int, conversation_id: int, at: datetime) -> None:
    """A turn brought consents: note their proof where a code confirmed the lead's address in the
    same conversation, and send the receipt that is due."""
    lead = _LEAD.first(connection, {"lead_id": lead_id})
    if lead is None or ("email", abouts(lead)["email"]) not in confirmed_in(
        connection, conversation_id
    ):
        return
    consent.prove(connection, lead_id, BY_CODE, at, conversation_id)
    send_if_due(connection, lead_id, at)


def send_if_due(connection: Connection, lead_id: int, at: datetime) -> bool:
    """Put the receipt into the outbox when it is due and was not put there before."""
    lead = _LEAD.first(connection, {"lead_id": lead_id})
    if not _reachable(lead):
        return False
    standing = _standing_yeses(connection, lead_id)
    if not any(row.proof for row in standing):
        return False
    return put(
        connection,
        KIND,
        {"to": lead.email, "language": standing[-1].language},
        key=f"receipt:{standing[0].id}",
        at=at,
        useful_until=at + IS_NEWS,
        lead_id=lead_id,
    )


def agreed(connection: Connection, lead_id: int, to: str) -> list[Agreed]:
    """What the receipt to an address says, purpose by purpose; empty where it is not to be sent
    any more: withdrawn, erased, or the address is another one or confirmed no longer."""
    lead = _LEAD.first(connection, {"lead_id": lead_id})
    if not _reachable(lead) or lead.email != to:
        return []
    standing = consent.standing(connection, lead_id)
    if PURPOSE not in standing or not standing[PURPOSE].given:
        return []
    given = (row for row in standing.values() if row.given and row.proof)
    return [Agreed(row.words, row.language, row.at.date(), row.conversation_id) for row in given]


def _reachable(lead: Any) -> bool:
    """Whether a mail may go to the lead: its address is confirmed and it is no bot's."""
    return bool(
        lead is not None
        and lead.email
        and lead.email_confirmed_at is not None
        and lead.erased_at is None
        and not lead.suspected
    )


def _standing_yeses(connection: Connection, lead_id: int) -> list[Any]:
    """The yeses since the last no, the oldest first; none where the last word was no."""
    standing: list[Any] = []
    for row in _SAID.rows(connection, {"lead_id": lead_id}):
        standing = [*standing, row] if row.given else []
    return standing
