"""`validate_contact_form`: contact slots checked by the rules that flows check them by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.workplace import language_of
from bot.errors import BadAnswer
from bot.model import CONTACT_SLOTS, Json, Question
from bot.questions import TYPES
from bot.texts import Text

#: The question type that checks each contact slot.
TYPE_OF = {
    "first_name": "name",
    "last_name": "name",
    "email": "email",
    "phone": "phone",
    "company": "company",
    "job_title": "text",
    "website": "url",
    "address": "address",
    "country": "country",
}


class ValidateContactForm(FormValidationAction):
    """A value that does not hold is emptied and the reason is said in the visitor's language."""

    def name(self) -> str:
        """The name Rasa calls it by: `validate_` and the form's name."""
        return "validate_contact_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """The form's slots in its domain, or all contact slots."""
        return domain_slots or list(CONTACT_SLOTS)

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """None: the slots' own mappings have filled them."""
        return []

    def check(
        self, slot: str, value: Json, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> dict[str, Any]:
        """The slot with its value as kept, or emptied."""
        if value in (None, ""):
            return {slot: None}
        language = language_of(tracker)
        kind = TYPE_OF[slot]
        question = Question(slot=slot, type=kind, text=Text({language: (slot,)}, language))
        today = datetime.now(UTC).date().isoformat()
        try:
            return {slot: TYPES[kind].accept(question, value, language=language, today=today)}
        except BadAnswer as refused:
            dispatcher.utter_message(text=refused.message)
            return {slot: None}


def _validator(slot: str) -> Any:
    def validate(
        self: ValidateContactForm,
        value: Json,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        return self.check(slot, value, dispatcher, tracker)

    validate.__doc__ = f"Check `{slot}`."
    return validate


# Rasa looks each slot's method up by name.
for _slot in CONTACT_SLOTS:
    setattr(ValidateContactForm, f"validate_{_slot}", _validator(_slot))
