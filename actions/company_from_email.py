"""`action_company_from_email`: guess the company's name and site from a work address."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.free_mail import FREE_MAIL, SECOND_PARTS


def company_of(email: str) -> tuple[str, str] | None:
    """The company's likely name and site; None for free mail and for what is no address."""
    domain = email.rpartition("@")[2].strip().strip(".").lower()
    if "." not in domain or domain in FREE_MAIL:
        return None
    parts = _readable(domain).split(".")
    ending = 2 if len(parts) > 2 and parts[-2] in SECOND_PARTS and len(parts[-1]) == 2 else 1
    if len(parts) <= ending:
        return None
    words = parts[-ending - 1].replace("_", "-").split("-")
    site = ".".join(domain.split(".")[-ending - 1 :])
    return " ".join(_capital(word) for word in words if word), f"https://{site}"


def _readable(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _capital(word: str) -> str:
    return word.upper() if len(word) <= 3 else word[0].upper() + word[1:]


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
