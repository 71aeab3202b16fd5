"""An answer as it is told: the two lines of the transcript, its evidence and its points.

For an option of a question whose text holds no reference this is the same for everybody, so it is
made once for each flow and language and kept in the plan.
"""

from __future__ import annotations

from bot.effects import Message
from bot.engine.piping import escape
from bot.engine.plan import Plan, Told
from bot.engine.points import option_lines
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.model import Question
from bot.questions import TYPES
from bot.session import Entry
from bot.words import say

#: Types whose typed words are shown in the transcript as they were typed.
_SHOWN_AS_TYPED = frozenset({"money", "percent", "date", "timeframe", "number"})

#: Answers kept told, for each flow; languages come from visitors and must not fill memory.
_MOST_TOLD = 20_000


def gives_points(question: Question) -> bool:
    """Whether an answer may be worth points or lead elsewhere. Where it may not, only how it reads
    is left to tell."""
    return bool(question.options or question.columns or question.points or question.axis)


def told(walk: Walk, question: Question, entry: Entry) -> Told:
    """How an answer is told, from the plan where it is always the same."""
    if not question.options or type(entry.value) is not str:
        return _made(walk, question, entry)
    plan, language = walk.frames[-1].plan, walk.session.language
    key = (id(question), entry.value, language)
    found = plan.told.get(key)
    if found is None:
        found = _made(walk, question, entry)
        if _lasts(plan, question, language) and _lasts(plan, question, walk.flow.language):
            if len(plan.told) >= _MOST_TOLD:
                plan.told.clear()
            plan.told[key] = found
    return found


def _lasts(plan: Plan, question: Question, language: str) -> bool:
    """Whether it is the flow's own question (so its id names it) and always reads the same."""
    own = plan.questions.get(question.slot) is question
    return own and plan.pieces(question.text, language).fixed is not None


def _made(walk: Walk, question: Question, entry: Entry) -> Told:
    asked = render(walk, question.text)
    shown = _shown(walk, question, entry, walk.session.language)
    words = shown
    if entry.raw and (entry.value is None or question.type in _SHOWN_AS_TYPED):
        words = entry.raw
    evidence = f"{asked.plain} → {shown}"
    if walk.session.language != walk.flow.language:
        evidence = _evidence(walk, question, entry)
    chosen = () if entry.value is None else TYPES[question.type].chosen(question, entry.value)
    return Told(
        asked=Message(asked.plain, asked.markdown, "bot", slot=question.slot),
        answer=Message(words, escape(words), "visitor", slot=question.slot),
        evidence=evidence,
        lines=option_lines(walk, question, chosen, evidence),
        to=next((option.go for option in chosen if option.go is not None), None),
    )


def _shown(walk: Walk, question: Question, entry: Entry, language: str) -> str:
    if entry.value is None:
        return say("left_out", language)
    return TYPES[question.type].show(question, entry.value, language)


def _evidence(walk: Walk, question: Question, entry: Entry) -> str:
    """Question and answer in the flow's first language, so that all leads read alike."""
    language = walk.flow.language
    asked = render(walk, question.text, language).plain
    return f"{asked} → {_shown(walk, question, entry, language)}"
