"""Answers: by value, by page, in words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.after_end import heard_after_end
from bot.engine.changing import ask_anew, change_in_words, go_back
from bot.engine.following import Before
from bot.engine.hearing import Heard
from bot.engine.screens import screen_of
from bot.engine.settling import Turn, accepted, asked_again, raw_of, refusal_of, settled
from bot.engine.state import Walk
from bot.engine.typing_in import heard
from bot.engine.viewing import can_go_back
from bot.engine.walking import go_on, walked
from bot.errors import BadAnswer, WrongQuestion
from bot.events import Answer, AnswerPage, Back, Typed
from bot.model import Json, Question
from bot.session import Entry
from bot.words import say

#: Answers of one conversation; a flow that asks again and again must not grow for ever.
MOST_ANSWERS = 1_000


def answer(walk: Walk, event: Answer) -> Turn:
    question = _asked_now(walk, event.slot)
    value = accepted(walk, question, event.value)
    return _take(walk, question, Entry("answer", question.slot, value, raw_of(event.value)))


def _asked_now(walk: Walk, slot: str) -> Question:
    if walk.question is None or walk.question.slot != slot:
        raise WrongQuestion(say("not_asked", walk.session.language), slot)
    return walk.question


def _take(
    walk: Walk,
    question: Question,
    entry: Entry | None,
    notice: str | None = None,
    later: tuple[Entry, ...] = (),
) -> Turn:
    """Goes on with an answer, and with answers to questions to come, which wait in the log.

    Raises BadAnswer when a check of the question refuses its answer.
    """
    _room_for(walk, 1 + len(later))
    before = Before(walk)
    for one in later:
        walk.waiting[(one.kind, one.name)] = [one]  # instead of what was given early before
    if entry is not None:
        walk.add(entry)
        go_on(walk)
    if entry is not None and walk.dropped and walk.dropped[-1] is entry:
        raise BadAnswer(refusal_of(walk, question, entry), question.slot)
    first = entry is not None and notice is not None
    return settled(walk, before, notice=notice, notice_first=first)


def _room_for(walk: Walk, count: int) -> None:
    if len(walk.session.log) + count > MOST_ANSWERS:
        raise BadAnswer(say("too_many_answers", walk.session.language))


def answer_page(walk: Walk, event: AnswerPage) -> Turn:
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
        refusal = refusal_of(walk, stuck, entries[stuck.slot])
        raise BadAnswer(refusal, stuck.slot, {**errors, stuck.slot: refusal})
    if stuck is not None and stuck.slot in errors:
        raise BadAnswer(errors[stuck.slot], stuck.slot, errors)
    return settled(walk, before)


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
            entries[question.slot] = Entry("answer", question.slot, value, raw_of(given))
        except BadAnswer as error:
            errors[question.slot] = error.message
    return entries, errors


def typed_words(walk: Walk, event: Typed) -> Turn:
    question = walk.question
    if question is not None:
        found = heard(walk, question, event.text)
    elif walk.over and walk.flow.kind == "chat":
        _room_to_talk(walk)
        found = heard_after_end(walk, event.text)
    else:
        raise WrongQuestion(say("not_asked", walk.session.language))
    session, effects = _after_words(walk, question, found)
    return session, (*found.effects, *effects)


def _room_to_talk(walk: Walk) -> None:
    """After the end words add nothing to the log: turns are counted instead."""
    if walk.session.turn > MOST_ANSWERS:
        raise BadAnswer(say("too_many_answers", walk.session.language))


def _after_words(walk: Walk, question: Question | None, found: Heard) -> Turn:
    if found.back:
        if can_go_back(walk):
            return go_back(walk, Back(one=True))
        return asked_again(walk, say("at_start", walk.session.language))
    if found.anew is not None:
        return ask_anew(walk, found.anew)
    if found.edit is not None:
        return _changed(walk, found.edit)
    if question is None or (found.entry is None and not found.later):
        notice = found.notice if found.aside else found.notice or ""
        return asked_again(
            walk,
            notice,
            missed=found.missed,
            proposal=found.proposal,
            aside=found.aside,
            kept=found.kept,
        )
    try:
        return _take(walk, question, found.entry, found.notice, found.later)
    except BadAnswer as error:
        if error.slot != question.slot:
            raise
        return asked_again(walked(walk.flow, walk.session), error.message)


def _changed(walk: Walk, entry: Entry) -> Turn:
    """An earlier answer anew; where its question refuses it, nothing is changed."""
    try:
        return change_in_words(walk, entry)
    except (BadAnswer, WrongQuestion) as error:
        return asked_again(walked(walk.flow, walk.session), error.message)
