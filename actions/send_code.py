"""`action_send_code`: send six digits to the address or number that `confirming` names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.confirming import Subject, mail_link, secret, subject_of
from actions.workplace import Workplace, language_of, workplace
from bot.words.confirming import say_of_code
from leads.verification.codes import PATIENCE, TooMany, codes_sent, is_open
from leads.verification.confirming import confirmed_in
from outreach.carriers import carriers
from outreach.confirmations import send_code


class SendCode(Action):
    """Sets `email_code_sent_to` (or `phone_…`) to where the code went, `email_confirmed_as` when it
    was confirmed in this conversation before; neither when nothing can be sent."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_send_code"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Put the code into the outbox, with the turn or not at all."""
        with workplace(tracker) as place:
            subject = subject_of(place, tracker)
            if subject is None:
                return []
            return _send(place, subject, dispatcher, tracker)


def _send(
    place: Workplace, subject: Subject, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[dict[str, Any]]:
    at, language = datetime.now(UTC), language_of(tracker)
    to, connection = subject.to, place.connection
    assert to.conversation_id is not None
    if (to.channel, to.address) in confirmed_in(connection, to.conversation_id):
        return [SlotSet(subject.name("confirmed_as"), subject.value)]
    if not carriers().reaches(to.channel):
        mail_link(place, subject, at)  # it waits for a mail server; nobody is asked for a code
        return []
    sent = [SlotSet(subject.name("code_sent_to"), subject.value)]
    still = [row for row in codes_sent(connection, to) if is_open(row, at)]
    wants_another = tracker.slots.get(subject.name("code_state")) == "again"
    if still and not wants_another:
        return sent
    if still and still[0].created_at > at - PATIENCE:
        dispatcher.utter_message(text=say_of_code("wait", language))
        return sent
    try:
        send_code(connection, to, subject.value, subject.brand, secret(), at)
    except TooMany:
        dispatcher.utter_message(text=say_of_code("too_many", language))
        return sent if still else []
    if still:
        dispatcher.utter_message(text=say_of_code("again", language))
    return sent
