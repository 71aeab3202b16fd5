"""What the actions that confirm an address or number have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, cast

from flask import current_app
from sqlalchemy import select

from actions.workplace import Workplace, language_of
from leads.identity import email_key, phone_key
from leads.verification.codes import To, TooMany
from outreach.confirmations import send_link
from store.conversations import Conversation
from store.verifications import Confirmation

if TYPE_CHECKING:
    from rasa_sdk import Tracker


@dataclass(frozen=True, slots=True)
class Subject:
    """The address (`slot` email) or number (phone) that a conversation wants to confirm."""

    slot: str
    value: str  # as the visitor gave it
    to: To
    brand: str

    def name(self, ending: str) -> str:
        """A slot about it: `email_code`."""
        return f"{self.slot}_{ending}"


def subject_of(place: Workplace, tracker: Tracker) -> Subject | None:
    """What is to be confirmed; None where nothing is sent: before there is a lead, in an author's
    preview, and for what is very likely a bot, which would have us write to strangers."""
    slot = str(tracker.slots.get("confirming") or "email")
    value = str(tracker.slots.get(slot) or "")
    if not value or slot not in ("email", "phone") or place.lead_id is None:
        return None
    if place.conversation_id is None or _is_suspected(place):
        return None
    channel = cast(Literal["email", "phone"], slot)
    key = email_key(value) if channel == "email" else phone_key(value)
    to = To(channel, key, place.lead_id, place.conversation_id, language_of(tracker))
    brand = place.flow.brand.name if place.flow and place.flow.brand.name else ""
    return Subject(slot, value, to, brand)


def _is_suspected(place: Workplace) -> bool:
    """One sign alone, such as a quick tap, may be a person's: typing the code is how they show it,
    and how much is sent to an address is limited anyway."""
    suspicion = select(Conversation.suspicion).where(Conversation.id == place.conversation_id)
    signs = (place.connection.execute(suspicion).scalar() or "").split(",")
    return "honeypot" in signs or len(signs) > 1


def secret() -> str:
    """The key of codes' digests."""
    return str(current_app.config["SECRET_KEY"])


def mail_link(place: Workplace, subject: Subject, at: datetime) -> bool:
    """Mail a link unless one was mailed in this conversation; False when no more may be sent."""
    mailed = select(Confirmation.id).where(
        Confirmation.conversation_id == subject.to.conversation_id,
        Confirmation.kind == "link",
        Confirmation.address == subject.to.address,
        Confirmation.expires_at > at,
    )
    if place.connection.execute(mailed).first() is not None:
        return True
    try:
        send_link(place.connection, subject.to, subject.value, subject.brand, at)
    except TooMany:
        return False
    return True
