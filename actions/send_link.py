"""`action_send_link`: mail a link that confirms the address, for whoever types no code."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.confirming import Subject, mail_link, subject_of
from actions.workplace import language_of, workplace
from bot.words.confirming import say_of_code


class SendLink(Action):
    """Sets nothing: the link is followed later, elsewhere."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_send_link"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Put the mail into the outbox; say so to whoever left a code out."""
        with workplace(tracker) as place:
            subject = subject_of(place, tracker)
            if subject is None:
                return []
            is_mail = subject.to.channel == "email"
            mailed = is_mail and mail_link(place, subject, datetime.now(UTC))
        if _was_asked(subject, tracker) and (mailed or not is_mail):
            key = "later_email" if is_mail else "later_phone"
            dispatcher.utter_message(text=say_of_code(key, language_of(tracker)))
        return []


def _was_asked(subject: Subject, tracker: Tracker) -> bool:
    return bool(tracker.slots.get(subject.name("code_sent_to")) == subject.value)
