"""`action_save_lead`: make or find the lead of the contact slots. Serves a real Rasa bot too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import insert

from actions.payload import FLOW, LANGUAGE
from actions.workplace import Workplace, language_of, workplace
from bot.model import CONTACT_SLOTS
from leads.arrival import Arrival, attach
from leads.definitions import active
from leads.score import rescore
from store.leads import Note

#: Slots of the machinery, of no interest to sales.
_INNER = frozenset({FLOW, LANGUAGE, "requested_slot", "session_started_metadata", "lead_saved"})


def contact_of(slots: Mapping[str, Any]) -> dict[str, str]:
    """Contact slots that hold something."""
    return {slot: str(slots[slot]) for slot in CONTACT_SLOTS if slots.get(slot)}


class SaveLead(Action):
    """Sets `lead_saved`: False while there is neither an e-mail address nor a phone number."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_save_lead"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Save and say whether there was something to save."""
        with workplace(tracker) as place:
            saved = save(place, tracker)
        return [SlotSet("lead_saved", saved)]


def save(place: Workplace, tracker: Tracker) -> bool:
    """Attach the contact to its lead and score it; a Rasa bot's other slots become a note."""
    at = datetime.now(UTC)
    arrival = Arrival(
        conversation_id=place.conversation_id,
        lead_id=place.lead_id,
        contact=contact_of(tracker.slots),
        flow=place.flow.name if place.flow else None,
        language=language_of(tracker),
        source="rasa" if place.conversation_id is None else "direct",
        suspected=False,
        at=at,
    )
    if place.conversation_id is not None:
        # The turn has attached its contact already, suspicion and source included.
        return place.lead_id is not None
    attached = attach(place.connection, arrival)
    if attached is None:
        return False
    said = {
        slot: value
        for slot, value in tracker.slots.items()
        if value is not None and slot not in _INNER and slot not in CONTACT_SLOTS
    }
    if said:
        text = "Said to the Rasa bot: " + ", ".join(
            f"{slot}: {said[slot]}" for slot in sorted(said)
        )
        place.connection.execute(
            insert(Note).values(lead_id=attached.lead_id, text=text[:4000], created_at=at)
        )
    if place.flow is not None:
        definition = active(place.connection, place.flow.lead)
        rescore(place.connection, attached.lead_id, definition, at, seen=True)
    return True
