"""`action_company_from_email`: guess the company's name and site from a work address."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from leads.work_address import company_of


class CompanyFromEmail(Action):
    """Sets `company` and `website` where the visitor gave none."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_company_from_email"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Slots to set; none for free mail."""
        found = company_of(str(tracker.slots.get("email") or ""))
        if found is None:
            return []
        guesses = zip(("company", "website"), found, strict=True)
        return [SlotSet(slot, guess) for slot, guess in guesses if not tracker.slots.get(slot)]
