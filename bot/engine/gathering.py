"""Values given early: what words say beyond the question asked, for questions still to come.

All of it is said back once; only then does it count, and its questions are not asked again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from bot.engine.asking import as_shown
from bot.engine.fitting_values import family_of, fit, names_option, stems_of
from bot.engine.hearing import Heard, canonical, read, shown
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.engine.walking import refused
from bot.errors import BadAnswer
from bot.model import CONTACT_SLOTS, Ask, Call, Flow, Json, Question, Step
from bot.session import Entry, Proposal
from bot.understanding import Reading
from bot.understanding.second_thoughts import naming_stems
from bot.understanding.several import (
    Part,
    counts_heads,
    counts_the_same,
    introduces,
    parts,
)
from bot.words import say

#: Types that take any words: the whole text is their answer, whatever else it says.
_ANY_WORDS = frozenset({"text", "long_text", "address"})
_FEWEST_WORDS = 2
_SHORT = 3  # words of an answer that says no more, unless something parts it
_SEPARATORS = frozenset(",;@+&/")

#: Readings of texts that tell something; questions and wishes do not.
_TELLING = frozenset({"answer", "confirm", "unclear", "unsure"})


@dataclass(frozen=True, slots=True)
class Given:
    """A part of the text that answers a question."""

    question: Question
    value: Json
    part: Part


def given_early(walk: Walk, question: Question, text: str, reading: Reading) -> Heard | None:
    """What words say for questions to come, said back; None where they say nothing of that.

    `reading` is what they are as an answer to the question asked.
    """
    words = len(text.split())
    if reading.outcome not in _TELLING or (words < _FEWEST_WORDS and "@" not in text):
        return None
    if reading.outcome == "answer" and words <= _SHORT and _SEPARATORS.isdisjoint(text):
        return None
    later = _later(walk, question)
    if not later:
        return None
    said = parts(text, walk.session.language)
    early = _early(walk, question, said, later)
    if not early:
        return None
    own = _own(walk, question, said, early, text)
    read_as_own = own is None and len(said) == 1 and reading.outcome in ("answer", "confirm")
    if read_as_own and not _surely_later(walk, question, early[0]):
        return None
    return _said_back(walk, question, own, early, text)


# ---------------------------------------------------------------- which questions


def _later(walk: Walk, question: Question) -> list[Question]:
    """The questions to come in the order of the file; what was given for them early may change."""
    found: dict[str, Question] = {}
    for frame in reversed(walk.frames):
        for one in _asked_in(frame.flow, frame.plan.steps[frame.position + 1 :]):
            found.setdefault(one.slot, one)
    known = {question.slot, *walk.answers}
    return [one for slot, one in found.items() if slot not in known]


def _asked_in(flow: Flow, steps: tuple[Step, ...]) -> Iterator[Question]:
    for step in steps:
        if isinstance(step, Ask):
            yield step.question
        elif isinstance(step, Call) and step.flow in flow.called:
            called = flow.called[step.flow]
            yield from _asked_in(called, called.steps)


# ---------------------------------------------------------------- which values


def _early(
    walk: Walk, question: Question, said: tuple[Part, ...], later: list[Question]
) -> list[Given]:
    """One value for each question it plainly fits; what fits several is left aside."""
    found: dict[str, list[Given]] = {}
    for part in said:
        fitting = [
            given
            for one in later
            if _is_plain(walk, one, part) and (given := _given(walk, one, part)) is not None
        ]
        if len(fitting) > 1:
            stems = naming_stems(part.words, walk.session.language)
            named = [one for one in fitting if stems & stems_of(walk, one.question)]
            fitting = named if len(named) == 1 else _of_the_visitor(named or fitting, part)
        if len(fitting) == 1 and not _rather_own(walk, question, fitting[0].question, part):
            found.setdefault(fitting[0].question.slot, []).append(fitting[0])
    return [given[0] for given in found.values() if len(given) == 1]


def _of_the_visitor(fitting: list[Given], part: Part) -> list[Given]:
    """Of several addresses asked for, the visitor's own: where nearly nothing else is said, as
    more words may say whose it is."""
    if not part.told.address or ("@" in part.words and len(part.words.split()) > _SHORT):
        return []
    return [one for one in fitting if one.question.slot in CONTACT_SLOTS]


def _rather_own(walk: Walk, question: Question, later: Question, part: Part) -> bool:
    """Whether a part answers the question asked rather than a later one."""
    if family_of(question) != family_of(later) and not _is_plain(walk, question, part):
        return False
    stems = naming_stems(part.words, walk.session.language)
    named, own = stems & stems_of(walk, later), stems & stems_of(walk, question)
    return not (named - own and not own - named)


def _surely_later(walk: Walk, question: Question, given: Given) -> bool:
    """Whether words that could answer the question asked say that a later one is meant."""
    if given.part.told.currency and family_of(question) != "money":
        return True
    if given.part.told.address and family_of(given.question) == "email":
        return family_of(question) != "email"
    stems = naming_stems(given.part.words, walk.session.language)
    return bool(stems & stems_of(walk, given.question) - stems_of(walk, question))


def _given(walk: Walk, question: Question, part: Part) -> Given | None:
    try:
        reading = read(walk, as_shown(question, walk.session), part.words)
        sure = family_of(question) == "timeframe"  # much sounds like a time
        if reading.outcome != "answer" and (sure or reading.outcome != "confirm"):
            return None
        value = canonical(walk, question, reading)
    except BadAnswer:
        return None
    if _is_noted(walk, question, value) or _is_refused_contact(walk, question, value):
        return None
    return Given(question, value, part)


def _is_noted(walk: Walk, question: Question, value: Json) -> bool:
    """Whether this very value was given early before."""
    waiting = walk.waiting.get(("answer", question.slot)) or ()
    return any(entry.value == value for entry in waiting)


def _is_refused_contact(walk: Walk, question: Question, value: Json) -> bool:
    """Whether a check speaks against a contact: it would make the lead before it is asked for."""
    if question.slot not in CONTACT_SLOTS or not question.check:
        return False
    trial = dataclasses.replace(
        walk,
        values=dict(walk.values),
        answers=dict(walk.answers),
        questions=dict(walk.questions),
    )
    trial.learn(question, value)
    return refused(trial, question) is not None


def _is_plain(walk: Walk, question: Question, part: Part) -> bool:
    """Whether a part plainly speaks of the question, which nobody has asked yet."""
    told, family, language = part.told, family_of(question), walk.session.language
    if family in ("number", "money", "percent"):
        return told.amounts == 1 and _is_plain_amount(walk, question, part)
    if family == "email":
        return told.address
    if family == "phone":
        return told.phone and not (told.currency or told.scaled)
    if family == "timeframe":
        other = told.currency or told.scaled or told.percent or told.address or told.phone
        return not (other or told.period or part.things)
    if family in ("name", "company"):
        return introduces(part.words, language, f"{family}_before")
    return family in ("choice", "picture") and names_option(walk, question, part.words)


def _is_plain_amount(walk: Walk, question: Question, part: Part) -> bool:
    told, language = part.told, walk.session.language
    words = f"{question.slot.replace('_', ' ')} {render(walk, question.text).plain}"
    if question.type == "money":
        named = bool(naming_stems(part.words, language) & stems_of(walk, question))
        said = told.currency or told.scaled or (told.period and not told.counted) or named
        return said and not (part.counted or told.percent)
    if question.type == "percent":
        return told.percent
    if told.currency or told.percent or not part.counted:
        return False
    same_heads = part.heads and counts_heads(words, language)
    return same_heads or counts_the_same(part.counted, words, language)


def _own(
    walk: Walk, question: Question, said: tuple[Part, ...], early: list[Given], text: str
) -> Given | None:
    """The one part that answers the question asked; all of the text where it takes any words."""
    if question.type in _ANY_WORDS:
        return _given(walk, question, dataclasses.replace(said[0], words=text))
    taken = [given.part for given in early]
    rest = [part for part in said if not any(part is one for one in taken)]
    fits = [
        (found, part)
        for part in rest
        if (found := fit(walk, question, part.words, part.told, named=True, target=part.words))
    ]
    plain = [one for one in fits if _is_plain(walk, question, one[1])]
    fits = plain or fits
    if len(fits) != 1:
        return None
    found, part = fits[0]
    return Given(question, found.value, part)


# ---------------------------------------------------------------- said back


def _said_back(
    walk: Walk, question: Question, own: Given | None, early: list[Given], text: str
) -> Heard:
    language = walk.session.language
    order = [*([own] if own is not None else []), *early]
    spoken = [one for one in order if one.question.type not in _ANY_WORDS]
    values = ", ".join(_in_words(walk, one) for one in spoken)
    key = "confirm_several" if len(spoken) > 1 else "confirm"
    said = say(key, language, value=values, values=values)
    entries = tuple(
        Entry("answer", one.question.slot, one.value, one.part.words.strip() or text)
        for one in order
    )
    return Heard(notice=said, proposal=Proposal(entries, said))


def _in_words(walk: Walk, given: Given) -> str:
    """A value as it is said back: a count with what is counted, as it was typed."""
    if given.question.type == "number" and given.question.unit is None and given.part.counted:
        return given.part.counted
    return shown(walk, given.question, given.value)
