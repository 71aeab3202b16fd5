"""What follows from an event: effects from the walk before it and the walk after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.effects import (
    Answered,
    ConsentGiven,
    ContactGiven,
    Effect,
    Finished,
    LinkedTo,
    PersonWanted,
    RunAction,
    Scored,
    Show,
)
from bot.engine.endings import outcome_of
from bot.engine.showing import render
from bot.engine.state import Taken, Walk
from bot.engine.viewing import known_values, view_of
from bot.model import CONTACT_SLOTS
from bot.score import PointLine

_CONTACT = frozenset(CONTACT_SLOTS)


class Before:
    """What has to be remembered of a walk before it goes on."""

    __slots__ = ("answered", "contact", "handovers", "hidden", "lines", "over")

    def __init__(self, walk: Walk | None) -> None:
        self.answered = {id(taken.entry) for taken in walk.taken} if walk else set()
        self.hidden = set(walk.hidden) if walk else set()
        self.lines: tuple[PointLine, ...] = tuple(walk.lines) if walk else ()
        self.contact = contact_of(walk) if walk else {}
        self.over = walk.over if walk else False
        self.handovers = walk.handovers if walk else 0


def effects_of(before: Before, walk: Walk, edited: str | None = None) -> tuple[Effect, ...]:
    """All effects in the order in which they should be acted on; Show is the last."""
    return tuple(_effects(before, walk, edited))


def _effects(before: Before, walk: Walk, edited: str | None) -> Iterator[Effect]:
    fresh = [taken for taken in walk.taken if id(taken.entry) not in before.answered]
    for slot, value in walk.hidden.items():
        if slot not in before.hidden and value is not None:
            yield Answered(slot, "hidden", value, None)
    for taken in fresh:
        yield _answered(taken, edited)
    lines = tuple(walk.lines)
    if lines != before.lines:
        yield Scored(lines)
    contact = contact_of(walk)
    if contact != before.contact:
        yield ContactGiven(contact)
    yield from _consents(walk, fresh)
    if walk.handovers > before.handovers:
        yield PersonWanted()
    if walk.action is not None:
        yield RunAction(walk.action, known_values(walk))
    elif walk.over and (fresh or edited or not before.over):
        yield from _end(walk)
    yield Show(view_of(walk))


def _answered(taken: Taken, edited: str | None) -> Answered:
    question, entry = taken.question, taken.entry
    return Answered(
        slot=question.slot,
        type=question.type,
        value=entry.value,
        raw=entry.raw,
        unparsed=entry.unparsed,
        edited=question.slot == edited,
    )


def _consents(walk: Walk, fresh: Iterable[Taken]) -> Iterator[ConsentGiven]:
    for taken in fresh:
        question, given = taken.question, taken.entry.value
        if question.type == "consent" and isinstance(given, bool):
            yield ConsentGiven(
                purpose=question.purpose or "",
                words=render(walk, question.text).plain,
                language=walk.session.language,
                slot=question.slot,
                given=given,
            )


def _end(walk: Walk) -> Iterator[Effect]:
    if walk.link is not None:
        yield Finished(None)
        yield LinkedTo(walk.link)
        return
    outcome = outcome_of(walk)
    yield Finished(outcome.id if outcome else None)


def contact_of(walk: Walk) -> dict[str, str]:
    """Contact slots known, asked or brought by an action, in the order of CONTACT_SLOTS.

    What was given early and confirmed counts before its question is reached: who leaves in
    between is not lost.
    """
    early = {
        name: queue[0].value
        for (kind, name), queue in walk.waiting.items()
        if queue and name in _CONTACT and kind == "answer"
    }
    known: dict[str, object] = {**early, **walk.sets, **walk.answers}
    if _CONTACT.isdisjoint(known):
        return {}
    found = {slot: known.get(slot) for slot in CONTACT_SLOTS}
    return {slot: value for slot, value in found.items() if isinstance(value, str) and value}
