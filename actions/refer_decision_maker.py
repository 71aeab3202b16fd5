"""`action_refer_decision_maker`: whoever decides becomes a lead too, linked to who named them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import Row, select

from actions.workplace import Workplace, language_of, workplace
from leads.arrival import Arrival, attach, identity_of
from leads.definitions import active
from leads.score import rescore
from leads.upsert import insert_unless_there
from store.leads import Lead
from store.tables import TABLES

_LEADS = TABLES["leads"]


class ReferDecisionMaker(Action):
    """Reads `decision_maker_name`, `decision_maker_email`, `decision_maker_phone`; sets
    `decision_maker_referred`."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_refer_decision_maker"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Link the two leads, and say whether that was possible."""
        with workplace(tracker) as place:
            referred = refer(place, tracker)
        return [SlotSet("decision_maker_referred", referred)]


def refer(place: Workplace, tracker: Tracker) -> bool:
    """Make or find the second lead and link it. Of a lead that exists nothing is changed: what one
    visitor types about another is no reason to."""
    contact = _contact(tracker)
    identity = identity_of(contact)
    if place.lead_id is None or identity == (None, None):
        return False
    connection = place.connection
    by = connection.execute(select(_LEADS).where(_LEADS.c.id == place.lead_id)).one()
    known = select(Lead.id)
    known = (
        known.where(Lead.email_key == identity.email)
        if identity.email
        else known.where(Lead.phone_key == identity.phone)
    )
    to = connection.execute(known).scalar()
    if to is None:
        to = _make(place, tracker, by, contact)
    if to is None or to == place.lead_id:
        return False
    link = {
        "from_lead_id": place.lead_id,
        "to_lead_id": to,
        "kind": "referred",
        "conversation_id": place.conversation_id,
        "created_at": datetime.now(UTC),
    }
    insert_unless_there(connection, TABLES["lead_links"], [link])
    return True


def _contact(tracker: Tracker) -> dict[str, str]:
    given = {
        part: str(tracker.slots.get(f"decision_maker_{part}") or "").strip()
        for part in ("name", "email", "phone")
    }
    first, _, last = given.pop("name").partition(" ")
    contact = {"first_name": first, "last_name": last.strip(), **given}
    return {slot: value for slot, value in contact.items() if value}


def _make(place: Workplace, tracker: Tracker, by: Row[Any], contact: dict[str, str]) -> int | None:
    at = datetime.now(UTC)
    company = {"company": by.company} if by.company else {}
    arrival = Arrival(
        conversation_id=None,
        lead_id=None,
        contact={**company, **contact},
        flow=place.flow.name if place.flow else None,
        language=language_of(tracker),
        source="referral",
        suspected=bool(by.suspected),
        at=at,
    )
    attached = attach(place.connection, arrival)
    if attached is None:
        return None
    if place.flow is not None:
        definition = active(place.connection, place.flow.lead)
        rescore(place.connection, attached.lead_id, definition, at)
    return attached.lead_id
