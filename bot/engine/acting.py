"""What an action brought, or that it failed."""

from __future__ import annotations

from bot.engine.following import Before
from bot.engine.settling import Turn, accepted, settled
from bot.engine.state import Walk
from bot.engine.walking import go_on
from bot.errors import BadAnswer, IntegrationError
from bot.events import ActionDone, ActionFailed
from bot.model import Json
from bot.session import Entry


def action_done(walk: Walk, event: ActionDone) -> Turn:
    _awaited(walk, event.name)
    slots = {slot: _normalised(walk, slot, value) for slot, value in event.slots.items()}
    result: dict[str, Json] = {"slots": slots, "messages": list(event.messages)}
    if event.known:
        result["known"] = dict(event.known)
    return _after_action(walk, Entry("action", event.name, result))


def action_failed(walk: Walk, event: ActionFailed) -> Turn:
    _awaited(walk, event.name)
    return _after_action(walk, Entry("action", event.name, {"failed": event.reason}))


def _awaited(walk: Walk, name: str) -> None:
    if walk.action != name:
        raise IntegrationError(f"nobody waits for the action '{name}'")


def _normalised(walk: Walk, slot: str, value: Json) -> Json:
    """An action's value in its question's canonical form where it fits, else as it came."""
    question = walk.frames[0].plan.questions.get(slot)
    if question is None or value is None:
        return value
    try:
        return accepted(walk, question, value)
    except BadAnswer:
        return None


def _after_action(walk: Walk, entry: Entry) -> Turn:
    before, session = Before(walk), walk.session
    walk.add(entry)
    go_on(walk)
    same = {name: getattr(session, name) for name in ("turn", "notice", "notice_first", "misses")}
    return settled(walk, before, **same)
