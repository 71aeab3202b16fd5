"""Going back and changing an earlier answer: both are changes of the log, walked anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from bot.engine.following import Before
from bot.engine.hearing import shown
from bot.engine.replying import label_of
from bot.engine.settling import Turn, accepted, asked_again, raw_of, refusal_of, settled
from bot.engine.state import Taken, Walk
from bot.engine.viewing import can_go_back
from bot.engine.walking import walked
from bot.errors import BadAnswer, WrongQuestion
from bot.events import Back, Edit
from bot.model import Json
from bot.session import Entry
from bot.words import say


def go_back(walk: Walk, event: Back) -> Turn:
    session = walk.session
    if not can_go_back(walk):
        key = "at_start" if walk.flow.settings.back else "no_way_back"
        raise WrongQuestion(say(key, session.language))
    going = _taken_back(walk, event)
    slots = {taken.question.slot for taken in going}
    first = min(_place(walk.met, taken.entry) for taken in going)
    log = [*walk.met[:first], *(e for e in walk.left_over() if e.name not in slots)]
    kept = {taken.question.slot: taken.entry.value for taken in going}
    return _replayed(walk, log, kept={s: v for s, v in kept.items() if v is not None})


def _taken_back(walk: Walk, event: Back) -> list[Taken]:
    """The last answer, or all of the last page answered."""
    last = walk.taken[-1]
    if event.one:
        return [last]
    if walk.flow.kind == "calculator":
        return list(walk.taken)
    if walk.flow.kind in ("form", "survey"):
        return [taken for taken in walk.taken if taken.page == last.page]
    return [last]


def _place(entries: list[Entry], entry: Entry) -> int:
    return next(place for place, other in enumerate(entries) if other is entry)


def change(walk: Walk, event: Edit) -> Turn:
    language = walk.session.language
    if not walk.flow.settings.back:
        raise WrongQuestion(say("no_way_back", language), event.slot)
    earlier = [taken for taken in walk.taken if taken.question.slot == event.slot]
    if not earlier:
        raise WrongQuestion(say("not_asked", language), event.slot)
    old = earlier[-1]
    value = accepted(walk, old.question, event.value)
    return _with(walk, old, Entry("answer", event.slot, value, raw_of(event.value)))


def change_in_words(walk: Walk, entry: Entry) -> Turn:
    """Puts `entry` (canonical) in the place of the last answer of its slot and says so.

    Raises WrongQuestion where there is none, BadAnswer when a check refuses it.
    """
    language = walk.session.language
    old = next((one for one in reversed(walk.taken) if one.question.slot == entry.name), None)
    if old is None:
        raise WrongQuestion(say("not_asked", language), entry.name)
    if old.entry.value == entry.value:
        return asked_again(walk, say("noted", language))
    notice = say(
        "changed",
        language,
        question=label_of(walk, old.question),
        value=shown(walk, old.question, entry.value),
        old=shown(walk, old.question, old.entry.value),
    )
    return _with(walk, old, entry, notice)


def ask_anew(walk: Walk, slot: str) -> Turn:
    """Asks an answered question once more; its control shows the answer, which is withdrawn until
    it is given again. A consent is shown without: nobody agrees by what they said before.

    Raises WrongQuestion where it was not asked.
    """
    language = walk.session.language
    old = next((one for one in reversed(walk.taken) if one.question.slot == slot), None)
    if old is None:
        raise WrongQuestion(say("not_asked", language), slot)
    place = _place(walk.met, old.entry)
    later = [one for one in walk.met[place + 1 :] if one.kind == "answer" and one.name != slot]
    log = [*walk.met[:place], *later, *walk.left_over()]
    value = None if old.question.type == "consent" else old.entry.value
    notice = say("asked_anew", language, question=label_of(walk, old.question))
    return _replayed(walk, log, notice=notice, kept={} if value is None else {slot: value})


def _with(walk: Walk, old: Taken, entry: Entry, notice: str | None = None) -> Turn:
    place = _place(walk.met, old.entry)
    later = [other for other in walk.met[place + 1 :] if other.kind == "answer"]
    log = [*walk.met[:place], entry, *later, *walk.left_over()]
    return _replayed(walk, log, edited=entry, notice=notice)


def _replayed(
    walk: Walk,
    log: list[Entry],
    *,
    edited: Entry | None = None,
    notice: str | None = None,
    kept: Mapping[str, Json] | None = None,
) -> Turn:
    """A new walk along a changed log."""
    old = walk.session
    fresh = walked(
        walk.flow, dataclasses.replace(old, log=tuple(log), kept={**old.kept, **(kept or {})})
    )
    if edited is not None and any(entry is edited for entry in fresh.dropped):
        question = fresh.question
        assert question is not None
        raise BadAnswer(refusal_of(fresh, question, edited), edited.name)
    name = edited.name if edited else None
    first = notice is not None and not fresh.over
    return settled(fresh, Before(walk), edited=name, notice=notice, notice_first=first)
