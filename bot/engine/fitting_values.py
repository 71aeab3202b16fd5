"""Whether words plainly hold a value for a question that is not the one asked now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.asking import as_shown
from bot.engine.hearing import canonical, read
from bot.engine.rows import with_rows
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.errors import BadAnswer
from bot.model import Json, Question
from bot.texts import plain_text
from bot.understanding import Choice
from bot.understanding.assent import bare_assent
from bot.understanding.choice import exact
from bot.understanding.evidence import Evidence
from bot.understanding.second_thoughts import naming_stems
from bot.understanding.utterance import listen

#: Types whose values look alike, each under one name.
_FAMILIES = {"slider": "number", "nps": "scale", "rating": "scale", "date": "timeframe"}
_OPEN = frozenset({"name", "company", "country", "url"})
_PICKED = frozenset({"choice", "picture"})
_LAID_OUT = frozenset({"ranking", "matrix"})  # read from their own options' names alone


@dataclass(frozen=True, slots=True)
class Fit:
    """A value that words hold for a question; `certain` where it need not be said back."""

    question: Question
    value: Json
    certain: bool

    @property
    def family(self) -> str:
        """Types whose values look alike share one."""
        return family_of(self.question)


def family_of(question: Question) -> str:
    """The name under which the question's type goes with others like it."""
    return _FAMILIES.get(question.type, question.type)


def stems_of(walk: Walk, question: Question) -> frozenset[str]:
    """By what the question is named: the words of its slot and of its text."""
    language = walk.session.language
    words = f"{question.slot} {render(walk, question.text).plain}"
    return naming_stems(words, language)


def fit(
    walk: Walk, question: Question, words: str, told: Evidence, *, named: bool, target: str = ""
) -> Fit | None:
    """The value that `words` hold for a question; `named` says whether they name it.

    `target` is what a named question is changed to, where that was said.
    """
    if not _plausible(walk, question, words, told, named):
        return None
    if question.type in _OPEN:
        words = target
    try:
        reading = read(walk, as_shown(question, walk.session), words)
        reading = with_rows(reading, walk.answers.get(question.slot))
        if reading.outcome not in ("answer", "confirm"):
            return None
        return Fit(question, canonical(walk, question, reading), reading.outcome == "answer")
    except BadAnswer:
        return None


def _plausible(walk: Walk, question: Question, words: str, told: Evidence, named: bool) -> bool:
    family = family_of(question)
    if family in ("number", "money", "percent", "scale"):
        return _counts(family, told, named)
    if family == "timeframe":
        return not (told.currency or told.percent or told.scaled or told.address or told.phone)
    if family == "email":
        return told.address
    if family == "phone":
        return told.phone
    if family in _OPEN:
        return named
    if family in _PICKED:
        return named or names_option(walk, question, words)
    if family == "yes_no":
        return named or bare_assent(words, walk.session.language) is not None
    return family in _LAID_OUT or (family == "multi_choice" and named)


def _counts(family: str, told: Evidence, named: bool) -> bool:
    """Whether what stands beside the one amount lets it be of this family."""
    if told.amounts != 1 or told.address or told.phone:
        return False
    if family == "money":
        return not (told.counted or told.percent)
    if family == "percent":
        return told.percent or (named and told.bare)
    if family == "number":
        return named or not (told.currency or told.period or told.percent)
    return told.bare


def names_option(walk: Walk, question: Question, words: str) -> bool:
    """Whether an option's own words are all that was said."""
    language = walk.session.language
    options = tuple(
        Choice(option.value, plain_text(option.label, language), option.also)
        for option in question.options
    )
    return exact(listen(words), options) is not None
