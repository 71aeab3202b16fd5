"""Typed words: what an answer in words leads to, one way for each thing the recognisers hear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from bot.effects import Effect, PersonWanted
from bot.engine.asking import as_shown
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.errors import BadAnswer
from bot.model import Json, Question
from bot.questions import TYPES
from bot.questions.bases.options import listed
from bot.session import Entry
from bot.understanding import Reading
from bot.words import say

#: After so many answers not understood the words are kept as they are and the talk goes on.
MOST_MISSES = 3

#: Characters of raw words that are kept.
_LONGEST_RAW = 5_000

#: Types that words alone cannot stand in for.
_NEVER_UNPARSED = frozenset({"consent", "file"})


@dataclass(frozen=True, slots=True)
class Heard:
    """`entry` is an answer to take; without one the question is asked again with the notice.

    `effects` go with either.
    """

    entry: Entry | None = None
    notice: str | None = None
    missed: bool = False
    back: bool = False
    effects: tuple[Effect, ...] = ()


def heard(walk: Walk, question: Question, text: str) -> Heard:
    """What to do about words typed in answer to a question."""
    session = walk.session
    raw = text.strip()[:_LONGEST_RAW]
    shown = as_shown(question, session)
    if not raw:
        return _left_out(walk, question, None)
    kind = TYPES[question.type]
    try:
        reading = kind.read(shown, text, language=session.language, today=session.today)
        if reading.outcome in ("answer", "confirm"):
            return _answer(walk, question, reading, raw)
    except BadAnswer as error:
        return Heard(notice=error.message)
    return _WAYS[reading.outcome](walk, shown, raw)


def _answer(walk: Walk, question: Question, reading: Reading, raw: str) -> Heard:
    """The value is taken if the question accepts it, and said back where it was a guess."""
    language = walk.session.language
    kind = TYPES[question.type]
    given = cast(Json, reading.value)
    value = kind.accept(question, given, language=language, today=walk.session.today)
    notice = None
    if reading.outcome == "confirm":
        notice = say("understood", language, value=kind.show(question, value, language))
    return Heard(Entry("answer", question.slot, value, raw), notice)


def _left_out(walk: Walk, question: Question, raw: str | None) -> Heard:
    """Nothing said: an optional question is passed, a required one asked again."""
    language = walk.session.language
    if question.required:
        key = "consent_required" if question.type == "consent" else "required"
        return Heard(notice=say(key, language))
    value: Json = False if question.type == "consent" else None
    return Heard(Entry("answer", question.slot, value, raw))


def _skip(walk: Walk, question: Question, raw: str) -> Heard:
    return _left_out(walk, question, raw)


def _unsure(walk: Walk, question: Question, raw: str) -> Heard:
    """Not known: passed where optional, and where required when it is said a second time."""
    language = walk.session.language
    if not question.required:
        found = _left_out(walk, question, raw)
        return Heard(found.entry, say("skipped", language))
    if walk.session.misses and question.type not in _NEVER_UNPARSED:
        return Heard(Entry("answer", question.slot, None, raw), say("skipped", language))
    return Heard(notice=say("unsure", language), missed=True)


def _refused(walk: Walk, question: Question, raw: str) -> Heard:
    """They would rather not say."""
    language = walk.session.language
    if not question.required:
        found = _left_out(walk, question, raw)
        return Heard(found.entry, say("skipped", language))
    if question.type == "consent":
        return Heard(notice=say("consent_required", language))
    return Heard(notice=say("refused", language, why=_why(walk, question) or "").strip())


def _question(walk: Walk, question: Question, raw: str) -> Heard:
    """They ask why: the author's words, else ours."""
    return Heard(notice=_why(walk, question) or say("why_unknown", walk.session.language))


def _why(walk: Walk, question: Question) -> str | None:
    return render(walk, question.why).plain if question.why else None


def _human(walk: Walk, question: Question, raw: str) -> Heard:
    return Heard(notice=say("human", walk.session.language), effects=(PersonWanted(),))


def _stop(walk: Walk, question: Question, raw: str) -> Heard:
    return Heard(notice=say("stop", walk.session.language))


def _go_back(walk: Walk, question: Question, raw: str) -> Heard:
    return Heard(back=True)


def _unclear(walk: Walk, question: Question, raw: str) -> Heard:
    """Asked again in other words; at the third miss what was typed is kept as it is."""
    language = walk.session.language
    if walk.session.misses + 1 >= MOST_MISSES and question.type not in _NEVER_UNPARSED:
        entry = Entry("answer", question.slot, None, raw, unparsed=True)
        return Heard(entry, say("kept_as_typed", language))
    if question.options:
        options = listed(question.options, language)
        return Heard(notice=say("not_understood_options", language, options=options), missed=True)
    return Heard(notice=say("not_understood", language), missed=True)


_WAYS: Mapping[str, Callable[[Walk, Question, str], Heard]] = {
    "skip": _skip,
    "unsure": _unsure,
    "refused": _refused,
    "question": _question,
    "human": _human,
    "stop": _stop,
    "back": _go_back,
    "unclear": _unclear,
}
