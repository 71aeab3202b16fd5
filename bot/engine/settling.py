"""What every event ends in: the session after the walk went on, and the effects."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from bot.effects import Effect
from bot.engine.following import Before, effects_of
from bot.engine.known import still_so
from bot.engine.remembering import remember
from bot.engine.state import Walk
from bot.engine.walking import refused
from bot.errors import BadAnswer
from bot.model import Json, Question
from bot.questions import TYPES
from bot.session import Aside, Entry, Proposal, Session
from bot.words import say

Turn = tuple[Session, tuple[Effect, ...]]


def settled(walk: Walk, before: Before, *, edited: str | None = None, **changes: Any) -> Turn:
    """The session after a walk went on: its log in the order met, what is off the way kept."""
    old = walk.session
    left = walk.left_over()
    kept = {**old.kept, **changes.pop("kept", {})}
    for entry in [*walk.dropped, *(left if walk.over else ())]:
        kept[entry.name] = entry.value
    taken = {one.question.slot for one in walk.taken}
    fresh = {"turn": old.turn + 1, "misses": 0, "notice": None, "proposal": None, "aside": None}
    changes = {**fresh, "notice_first": False, **changes}
    if changes["notice"] is None and changes["proposal"] is None:
        changes |= still_so(walk)
    session = dataclasses.replace(
        old,
        log=(*walk.met, *(() if walk.over else left)),
        kept={slot: value for slot, value in kept.items() if slot not in taken},
        done=walk.over,
        **changes,
    )
    walk.session = session
    effects = effects_of(before, walk, edited)
    remember(walk)
    return session, effects


def asked_again(
    walk: Walk,
    notice: str | None,
    *,
    missed: bool = False,
    proposal: Proposal | None = None,
    aside: Aside | None = None,
    kept: Mapping[str, Json] | None = None,
) -> Turn:
    """The same question again with a word about why, or with what was understood said back; its
    control shows what is `kept`."""
    misses = walk.session.misses + missed
    said: dict[str, Any] = {"notice": notice, "proposal": proposal, "aside": aside}
    return settled(walk, Before(walk), misses=misses, kept=kept or {}, **said)


def accepted(walk: Walk, question: Question, value: Json) -> Json:
    """The canonical value; None for an optional question left out. Raises BadAnswer."""
    language = walk.session.language
    if question.type == "consent" and value is None:
        value = False
    if value is None or value == "" or value == [] or value == {}:
        if question.required:
            raise BadAnswer(say("required", language), question.slot)
        return None
    kind = TYPES[question.type]
    return kind.accept(question, value, language=language, today=walk.session.today)


def raw_of(value: Json) -> str | None:
    return value if isinstance(value, str) and value else None


def refusal_of(walk: Walk, question: Question, entry: Entry) -> str:
    """Why a check refused an answer: it is learnt once more to fill the message."""
    walk.learn(question, entry.value)
    return refused(walk, question) or say("required", walk.session.language)
