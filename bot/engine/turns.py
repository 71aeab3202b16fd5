"""`advance`: one event taken, or refused and nothing changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from bot.effects import Effect, View
from bot.engine.following import Before, effects_of
from bot.engine.screens import screen_of
from bot.engine.state import Taken, Walk
from bot.engine.typing_in import heard
from bot.engine.viewing import can_go_back, view_of
from bot.engine.walking import go_on, refused, walked
from bot.errors import BadAnswer, IntegrationError, WrongQuestion
from bot.events import (
    ActionDone,
    ActionFailed,
    Answer,
    AnswerPage,
    Back,
    Edit,
    Event,
    Start,
    Typed,
)
from bot.model import Flow, Json, Question
from bot.questions import TYPES
from bot.session import Entry, Session
from bot.words import say

#: Answers of one conversation; a flow that asks again and again must not grow for ever.
MOST_ANSWERS = 1_000

Turn = tuple[Session, tuple[Effect, ...]]


def advance(flow: Flow, session: Session | None, event: Event) -> Turn:
    """The session and the effects after an event.

    `session` is None with Start only. Raises BadAnswer or WrongQuestion when the event cannot be
    taken, and IntegrationError for an action's result nobody waits for; nothing has changed then.
    """
    if isinstance(event, Start):
        return _start(flow, event)
    if session is None:
        raise IntegrationError("a conversation has to begin with Start")
    walk = walked(flow, session)
    awaited = isinstance(event, ActionDone | ActionFailed)
    if walk.action is not None and not awaited:
        raise WrongQuestion(say("not_asked", session.language))
    return _EVENTS[type(event)](walk, event)


def view(flow: Flow, session: Session) -> View:
    """What a surface shows of a session at this turn."""
    return view_of(walked(flow, session))


def _start(flow: Flow, event: Start) -> Turn:
    session = Session(
        language=event.language,
        today=event.today,
        turn=0,
        context=event.context,
        prefill=event.prefill,
    )
    return _settled(walked(flow, session), Before(None))


def _settled(walk: Walk, before: Before, *, edited: str | None = None, **changes: Any) -> Turn:
    """The session after a walk went on: its log in the order met, what is off the way kept."""
    old = walk.session
    left = walk.left_over()
    kept = {**old.kept, **changes.pop("kept", {})}
    for entry in [*walk.dropped, *(left if walk.over else ())]:
        kept[entry.name] = entry.value
    taken = {one.question.slot for one in walk.taken}
    changes = {"turn": old.turn + 1, "misses": 0, "notice": None, **changes}
    session = dataclasses.replace(
        old,
        log=(*walk.met, *(() if walk.over else left)),
        kept={slot: value for slot, value in kept.items() if slot not in taken},
        done=walk.over,
        **changes,
    )
    walk.session = session
    return session, effects_of(before, walk, edited)


def _again(walk: Walk, notice: str, *, missed: bool = False) -> Turn:
    """The same question again with a word about why."""
    misses = walk.session.misses + missed
    return _settled(walk, Before(walk), notice=notice, misses=misses)


# ---------------------------------------------------------------- answers


def _answer(walk: Walk, event: Answer) -> Turn:
    question = _asked_now(walk, event.slot)
    value = accepted(walk, question, event.value)
    return _take(walk, question, Entry("answer", question.slot, value, _raw(event.value)))


def _asked_now(walk: Walk, slot: str) -> Question:
    if walk.question is None or walk.question.slot != slot:
        raise WrongQuestion(say("not_asked", walk.session.language), slot)
    return walk.question


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


def _raw(value: Json) -> str | None:
    return value if isinstance(value, str) and value else None


def _take(walk: Walk, question: Question, entry: Entry, notice: str | None = None) -> Turn:
    """Goes on with an answer. Raises BadAnswer when a check of the question refuses it."""
    _room_for(walk, 1)
    before = Before(walk)
    walk.add(entry)
    go_on(walk)
    if walk.dropped and walk.dropped[-1] is entry:
        raise BadAnswer(_refusal(walk, question, entry), question.slot)
    return _settled(walk, before, notice=notice)


def _refusal(walk: Walk, question: Question, entry: Entry) -> str:
    """Why a check refused an answer: it is learnt once more to fill the message."""
    walk.learn(question, entry.value)
    return refused(walk, question) or say("required", walk.session.language)


def _room_for(walk: Walk, count: int) -> None:
    if len(walk.session.log) + count > MOST_ANSWERS:
        raise BadAnswer(say("too_many_answers", walk.session.language))


def _answer_page(walk: Walk, event: AnswerPage) -> Turn:
    """Takes every answer of the screen; those the walk does not meet yet wait in the log."""
    if walk.question is None:
        raise WrongQuestion(say("not_asked", walk.session.language))
    questions = _page_questions(walk, event.values)
    _room_for(walk, len(questions))
    entries, errors = _read_page(walk, questions, event.values)
    if errors and walk.flow.kind != "calculator":
        slot = next(iter(errors))
        raise BadAnswer(errors[slot], slot, errors)
    before = Before(walk)
    for entry in entries.values():
        walk.add(entry)
    go_on(walk)
    stuck = walk.question
    if walk.dropped and stuck is not None and stuck.slot in entries:
        refusal = _refusal(walk, stuck, entries[stuck.slot])
        raise BadAnswer(refusal, stuck.slot, {**errors, stuck.slot: refusal})
    if stuck is not None and stuck.slot in errors:
        raise BadAnswer(errors[stuck.slot], stuck.slot, errors)
    return _settled(walk, before)


def _page_questions(walk: Walk, values: Mapping[str, Json]) -> list[Question]:
    """The screen's questions, and in calculators the others that may turn up when values change."""
    questions = list(screen_of(walk))
    if walk.flow.kind == "calculator":
        listed = {question.slot for question in questions}
        known = walk.frames[0].plan.questions
        questions += [known[slot] for slot in values if slot in known and slot not in listed]
    return questions


def _read_page(
    walk: Walk, questions: list[Question], values: Mapping[str, Json]
) -> tuple[dict[str, Entry], dict[str, str]]:
    entries: dict[str, Entry] = {}
    errors: dict[str, str] = {}
    for question in questions:
        given = values.get(question.slot)
        try:
            value = accepted(walk, question, given)
            entries[question.slot] = Entry("answer", question.slot, value, _raw(given))
        except BadAnswer as error:
            errors[question.slot] = error.message
    return entries, errors


# ---------------------------------------------------------------- typed words


def _typed(walk: Walk, event: Typed) -> Turn:
    question = walk.question
    if question is None:
        raise WrongQuestion(say("not_asked", walk.session.language))
    found = heard(walk, question, event.text)
    if found.back:
        if can_go_back(walk):
            return _back(walk, Back())
        return _again(walk, say("at_start", walk.session.language))
    if found.entry is None:
        return _again(walk, found.notice or "", missed=found.missed)
    try:
        return _take(walk, question, found.entry, found.notice)
    except BadAnswer as error:
        if error.slot != question.slot:
            raise
        return _again(walked(walk.flow, walk.session), error.message)


# ---------------------------------------------------------------- back and edit


def _back(walk: Walk, event: Back) -> Turn:
    session = walk.session
    if not can_go_back(walk):
        key = "at_start" if walk.flow.settings.back else "no_way_back"
        raise WrongQuestion(say(key, session.language))
    going = _taken_back(walk)
    slots = {taken.question.slot for taken in going}
    first = min(_place(walk.met, taken.entry) for taken in going)
    log = [*walk.met[:first], *(e for e in walk.left_over() if e.name not in slots)]
    kept = {taken.question.slot: taken.entry.value for taken in going}
    return _replayed(walk, log, kept={s: v for s, v in kept.items() if v is not None})


def _taken_back(walk: Walk) -> list[Taken]:
    """The last answer, or all of the last page answered."""
    last = walk.taken[-1]
    if walk.flow.kind == "calculator":
        return list(walk.taken)
    if walk.flow.kind in ("form", "survey"):
        return [taken for taken in walk.taken if taken.page == last.page]
    return [last]


def _place(entries: list[Entry], entry: Entry) -> int:
    return next(place for place, other in enumerate(entries) if other is entry)


def _edit(walk: Walk, event: Edit) -> Turn:
    language = walk.session.language
    if not walk.flow.settings.back:
        raise WrongQuestion(say("no_way_back", language), event.slot)
    earlier = [taken for taken in walk.taken if taken.question.slot == event.slot]
    if not earlier:
        raise WrongQuestion(say("not_asked", language), event.slot)
    old = earlier[-1]
    value = accepted(walk, old.question, event.value)
    entry = Entry("answer", event.slot, value, _raw(event.value))
    place = _place(walk.met, old.entry)
    later = [other for other in walk.met[place + 1 :] if other.kind == "answer"]
    log = [*walk.met[:place], entry, *later, *walk.left_over()]
    return _replayed(walk, log, edited=entry)


def _replayed(
    walk: Walk,
    log: list[Entry],
    *,
    edited: Entry | None = None,
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
        raise BadAnswer(_refusal(fresh, question, edited), edited.name)
    return _settled(fresh, Before(walk), edited=edited.name if edited else None)


# ---------------------------------------------------------------- actions


def _action_done(walk: Walk, event: ActionDone) -> Turn:
    _awaited(walk, event.name)
    slots = {slot: _normalised(walk, slot, value) for slot, value in event.slots.items()}
    result: Json = {"slots": slots, "messages": list(event.messages)}
    return _after_action(walk, Entry("action", event.name, result))


def _action_failed(walk: Walk, event: ActionFailed) -> Turn:
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
    return _settled(walk, before, turn=session.turn, notice=session.notice, misses=session.misses)


_EVENTS: Mapping[type[Any], Callable[[Walk, Any], Turn]] = {
    Answer: _answer,
    AnswerPage: _answer_page,
    Typed: _typed,
    Edit: _edit,
    Back: _back,
    ActionDone: _action_done,
    ActionFailed: _action_failed,
}
