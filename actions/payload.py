"""The action server's JSON: what goes to an action, what comes back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from bot.events import ActionDone
from bot.model import CONTACT_SLOTS, Flow, Json

#: Slots that tell an action where it is called from; a Rasa bot may set the language as well.
FLOW = "lodestone_flow"
LANGUAGE = "lodestone_language"

#: What `validate_contact_form` may be asked to validate.
CONTACT_FORM = "contact_form"


class BrokenReply(Exception):
    """An action's reply is not of the shape that the action server promises."""


def call_of(
    name: str, slots: Mapping[str, Json], flow: Flow, language: str, sender: str
) -> dict[str, Any]:
    """The request for one action. All of it is new: actions may change what they are given."""
    given = deepcopy(dict(slots))
    known = {**given, "requested_slot": None, FLOW: flow.name, LANGUAGE: language}
    return {
        "next_action": name,
        "sender_id": sender,
        "version": "3.0",
        "tracker": _tracker(name, given, known, sender),
        "domain": _domain(name, given),
    }


def _tracker(
    name: str, given: Mapping[str, Json], known: dict[str, Json], sender: str
) -> dict[str, Any]:
    at = time.time()
    events: list[dict[str, Any]] = [
        {"event": "action", "name": "action_listen", "timestamp": at},
        *(
            {"event": "slot", "name": slot, "value": value, "timestamp": at}
            for slot, value in given.items()
        ),
    ]
    return {
        "sender_id": sender,
        "slots": known,
        "latest_message": {"text": None, "intent": {"name": None}, "entities": []},
        "latest_event_time": at,
        "followup_action": None,
        "paused": False,
        "events": events,
        "latest_input_channel": "lodestone",
        "active_loop": {"name": CONTACT_FORM} if name.startswith("validate_") else {},
        "latest_action_name": "action_listen",
    }


def _domain(name: str, given: Mapping[str, Json]) -> dict[str, Any]:
    contact = [slot for slot in CONTACT_SLOTS if slot in given]
    return {
        "config": {"store_entities_as_slots": True},
        "session_config": {},
        "intents": [],
        "entities": [],
        "slots": {slot: {"type": "any", "mappings": [{"type": "custom"}]} for slot in given},
        "responses": {},
        "actions": [name],
        "forms": {CONTACT_FORM: {"required_slots": contact}},
        "e2e_actions": [],
    }


def done_of(name: str, reply: object) -> ActionDone:
    """Slots and messages of a reply. Raises `BrokenReply` when it has another shape."""
    if not isinstance(reply, Mapping):
        raise BrokenReply("the reply is no JSON object")
    events, responses = reply.get("events") or [], reply.get("responses") or []
    if not isinstance(events, list) or not isinstance(responses, list):
        raise BrokenReply("`events` and `responses` must be lists")
    slots: dict[str, Json] = {}
    for event in events:
        if isinstance(event, Mapping) and event.get("event") == "slot" and event.get("name"):
            slots[str(event["name"])] = event.get("value")
    slots.pop("requested_slot", None)
    texts = [item.get("text") for item in responses if isinstance(item, Mapping)]
    return ActionDone(name, slots, tuple(text for text in texts if isinstance(text, str) and text))
