"""`action_check_code`: is it the code that was sent? Then the address or number is confirmed."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.confirming import Subject, secret, subject_of
from actions.workplace import Workplace, language_of, workplace
from bot.score import BUILT_IN
from bot.words.confirming import AGAIN, say_of_code
from leads.definitions import active
from leads.identity import folded
from leads.verification.codes import check_code, codes_sent
from leads.verification.confirming import BY_CODE, Confirmed, confirm

#: Wrong codes in a row after which the conversation goes on without.
TRIES = 3
#: More words than this are no wish for another code.
_FEW_WORDS = 6


class CheckCode(Action):
    """Reads `email_code` (or `phone_…`); sets `email_code_state` to right, wrong, again or over,
    and `email_confirmed_as` to the address once it is right."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_check_code"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Compare, confirm, and say how it stands."""
        with workplace(tracker) as place:
            subject = subject_of(place, tracker)
            if subject is None:
                return []
            typed = str(tracker.slots.get(subject.name("code")) or "")
            state, said = _state(place, subject, typed, datetime.now(UTC))
        if said:
            dispatcher.utter_message(text=say_of_code(said, language_of(tracker)))
        found = [SlotSet(subject.name("code_state"), state)]
        if state == "right":
            found.append(SlotSet(subject.name("confirmed_as"), subject.value))
        return found


def digits_of(typed: str) -> str:
    """The digits in what was typed: "482 913", "my code is 482-913"."""
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(str(unicodedata.digit(c)) for c in plain if c.isdigit())


def wants_another(typed: str) -> bool:
    """Whether it asks for another code."""
    words = folded(typed).replace(",", " ").replace(".", " ").split()
    return len(words) <= _FEW_WORDS and not AGAIN.isdisjoint(words)


def _state(place: Workplace, subject: Subject, typed: str, at: datetime) -> tuple[str, str]:
    """The state, and the key of what is said about it ("" for nothing)."""
    digits = digits_of(typed)
    if not digits and wants_another(typed):
        return "again", ""
    if len(digits) != 6:
        return "wrong", "wrong"
    found = check_code(place.connection, subject.to, digits, secret(), at)
    if found == "right":
        fallback = place.flow.lead if place.flow else BUILT_IN
        definition = active(place.connection, fallback)
        to = subject.to
        confirmed = Confirmed(to.channel, to.address, BY_CODE, at, to.conversation_id)
        confirm(place.connection, to.lead_id, confirmed, definition)
        return "right", "right"
    if found == "old":
        return "again", "old"
    newest = codes_sent(place.connection, subject.to)[0]
    return ("over" if newest.tries >= TRIES else "wrong"), "wrong"
