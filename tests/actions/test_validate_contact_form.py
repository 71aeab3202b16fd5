from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.validate_contact_form import ValidateContactForm


def _validate(language: str = "en", **slots: Any) -> tuple[dict[str, Any], list[str]]:
    events = [{"event": "action", "name": "action_listen"}]
    events += [{"event": "slot", "name": name, "value": value} for name, value in slots.items()]
    given = {**slots, "lodestone_language": language}
    tracker = Tracker("s", given, {}, events, False, None, {"name": "contact_form"}, "x")
    dispatcher = CollectingDispatcher()
    found = asyncio.run(ValidateContactForm().run(dispatcher, tracker, {}))
    said = [message["text"] for message in dispatcher.messages]
    return {event["name"]: event["value"] for event in found if event["event"] == "slot"}, said


def test_good_values_are_kept_in_their_normal_form() -> None:
    slots, said = _validate(email="ada@NORTHWIND.com", phone="+48 601 234 567")
    assert slots["email"] == "ada@northwind.com"
    assert slots["phone"] == "+48601234567"
    assert said == []


def test_a_bad_value_is_emptied_and_the_reason_said_in_the_visitors_language() -> None:
    slots, english = _validate(email="nonsense")
    assert slots["email"] is None
    assert len(english) == 1
    _, turkish = _validate("tr", email="nonsense")
    assert turkish != english
