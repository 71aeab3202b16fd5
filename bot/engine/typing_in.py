"""Typed words: what an answer in words leads to, one way for each thing the recognisers hear."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from bot.effects import PersonWanted
from bot.engine.asking import as_shown
from bot.engine.asking_back import answered, asked_back, to_open_question
from bot.engine.confirming import said_back, to_proposal
from bot.engine.gathering import given_early
from bot.engine.hearing import MOST_MISSES, NEVER_UNPARSED, Heard, canonical, read
from bot.engine.minding import changed_mind
from bot.engine.replying import replied
from bot.engine.rows import next_row, with_rows
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.errors import BadAnswer
from bot.model import Json, Question
from bot.questions import TYPES
from bot.questions.bases.options import listed
from bot.session import Entry, Proposal
from bot.words import say

#: Characters of raw words that are kept.
_LONGEST_RAW = 5_000

#: Outcomes after which what was said back still waits for its yes.
_ASIDES = frozenset({"question", "human", "unclear"})


def heard(walk: Walk, question: Question, text: str) -> Heard:
    """What to do about words typed in answer to a question."""
    found = _heard(walk, question, text)
    if found.proposal is None or found.proposal.words:
        return found
    words = text.strip()[:_LONGEST_RAW]
    return dataclasses.replace(found, proposal=dataclasses.replace(found.proposal, words=words))


def _heard(walk: Walk, question: Question, text: str) -> Heard:
    session = walk.session
    raw = text.strip()[:_LONGEST_RAW]
    shown = as_shown(question, session)
    if not raw:
        return _left_out(walk, question, None)
    if (taken := to_open_question(walk, shown, raw)) is not None:
        return taken
    if session.proposal is not None:
        found = to_proposal(walk, shown, session.proposal, text)
        if found is not None:
            return found
        raw = _own_words(question, session.proposal) or raw
    elif (button := replied(walk, text)) is not None:
        return _WAYS[_BUTTONS[button.kind]](walk, shown, raw)
    if (change := changed_mind(walk, shown, text)) is not None:
        return change
    try:
        reading = with_rows(read(walk, shown, text), session.kept.get(question.slot))
        if (early := given_early(walk, shown, text, reading)) is not None:
            return early
        if (row := next_row(walk, shown, reading, raw)) is not None:
            return row
        if reading.outcome == "answer":
            return Heard(Entry("answer", question.slot, canonical(walk, question, reading), raw))
        if reading.outcome == "confirm":
            return said_back(walk, question, reading, raw)
    except BadAnswer as error:
        return Heard(notice=error.message)
    found = _in_between(walk, shown, reading.outcome, text.strip()[:_LONGEST_RAW])
    return _still_open(walk, reading.outcome, found or _WAYS[reading.outcome](walk, shown, raw))


def _in_between(walk: Walk, question: Question, outcome: str, typed: str) -> Heard | None:
    """What the visitor asked, or meant to ask, answered; None where they said something else."""
    if outcome == "question":
        return asked_back(walk, typed, _why(walk, question))
    return answered(walk, typed) if outcome == "unclear" else None


def _own_words(question: Question, proposal: Proposal) -> str | None:
    """What was typed as the answer itself: kept if that is all there will be."""
    return next((one.raw for one in proposal.entries if one.name == question.slot), None)


def _still_open(walk: Walk, outcome: str, found: Heard) -> Heard:
    """What was said back is asked again after a word about something else."""
    proposal = walk.session.proposal
    if proposal is None or outcome not in _ASIDES or found.entry or found.proposal or found.edit:
        return found
    if found.aside is not None and found.aside.left is not None:
        return dataclasses.replace(found, proposal=proposal)  # one thing is asked at a time
    notice = proposal.said
    if found.notice and (not found.missed or walk.session.misses):  # twice not understood: say so
        notice = f"{found.notice}\n\n{notice}"
    return dataclasses.replace(found, notice=notice, proposal=proposal)


def _left_out(walk: Walk, question: Question, raw: str | None) -> Heard:
    """Nothing said: an optional question is passed, a required one asked again."""
    language = walk.session.language
    if question.required:
        key = "consent_required" if question.type == "consent" else "required"
        return Heard(notice=say(key, language))
    value: Json = False if question.type == "consent" else None
    return Heard(Entry("answer", question.slot, value, raw))


def _skip(walk: Walk, question: Question, raw: str) -> Heard:
    """Left out where optional, and where required once the visitor has been offered to."""
    if question.required and _may_give_up(walk, question):
        return Heard(Entry("answer", question.slot, None, raw), say("skipped", _language(walk)))
    found = _left_out(walk, question, raw)
    return found if found.entry else dataclasses.replace(found, missed=True)


def _may_give_up(walk: Walk, question: Question) -> bool:
    """Whether this is the miss after which a required question is left behind."""
    return walk.session.misses + 1 >= MOST_MISSES and question.type not in NEVER_UNPARSED


def _language(walk: Walk) -> str:
    return walk.session.language


def _unsure(walk: Walk, question: Question, raw: str) -> Heard:
    """Not known: passed where optional, and where required when it is said a second time."""
    language = walk.session.language
    if not question.required:
        found = _left_out(walk, question, raw)
        return Heard(found.entry, say("skipped", language))
    if walk.session.misses and question.type not in NEVER_UNPARSED:
        return Heard(Entry("answer", question.slot, None, raw), say("skipped", language))
    return Heard(notice=say("unsure", language), missed=True)


def _refused(walk: Walk, question: Question, raw: str) -> Heard:
    """They would rather not say."""
    language = walk.session.language
    if not question.required:
        found = _left_out(walk, question, raw)
        return Heard(found.entry, say("skipped", language))
    if question.type == "consent":
        return Heard(notice=say("consent_required", language), missed=True)
    notice = say("refused", language, why=_why(walk, question) or "").strip()
    return Heard(notice=notice, missed=True)


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
    if _may_give_up(walk, question):
        entry = Entry("answer", question.slot, None, raw, unparsed=True)
        return Heard(entry, say("kept_as_typed", language))
    return Heard(notice=_asked_otherwise(walk, question), missed=True)


def _asked_otherwise(walk: Walk, question: Question) -> str:
    """First with options or an example of what fits; then with the ways out."""
    language = walk.session.language
    if walk.session.misses:
        lasting = question.type in NEVER_UNPARSED
        return say("miss_again_required" if lasting else "miss_again", language)
    if question.options:
        key = "miss_ranking" if question.type == "ranking" else "not_understood_options"
        return say(key, language, options=listed(question.options, language))
    if question.type == "matrix":
        row, column = (listed(group[:1], language) for group in (question.rows, question.columns))
        return say("miss_matrix", language, row=row, column=column)
    if question.type in _SCALES:
        ends = TYPES[question.type].asked(question, language)
        low, high = (ends.get(end, getattr(question, end)) for end in ("minimum", "maximum"))
        return say("miss_scale", language, low=f"{low:g}", high=f"{high:g}")
    return say(_EXAMPLES.get(question.type, "not_understood"), language)


#: Types answered by a whole number between two ends.
_SCALES = frozenset({"rating", "nps", "scale"})

#: Words with an example of what fits, by type.
_EXAMPLES: Mapping[str, str] = {
    "slider": "miss_number",
    "file": "file",
    "yes_no": "confirm_yes_no",
    **{
        name: f"miss_{name}"
        for name in (
            *("number", "money", "percent", "date", "timeframe", "email", "phone", "url"),
            *("name", "company", "country"),
        )
    },
}

#: What a button that is no answer stands for.
_BUTTONS = {"skip": "skip", "person": "human"}

_WAYS: Mapping[str, Callable[[Walk, Question, str], Heard]] = {
    "skip": _skip,
    "unsure": _unsure,
    "refused": _refused,
    "human": _human,
    "stop": _stop,
    "back": _go_back,
    "unclear": _unclear,
}
