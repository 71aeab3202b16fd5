"""Changing one's mind in words: which earlier answer is meant, and what it becomes.

The wrong answer is never changed: where more than one thing could be meant, the visitor picks.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.asking_anew import named_again, withdrawn
from bot.engine.fitting_values import Fit, family_of, fit, stems_of
from bot.engine.hearing import Heard, shown
from bot.engine.replying import label_of
from bot.engine.state import Walk
from bot.model import Question
from bot.session import Entry, Proposal
from bot.understanding.evidence import Evidence, evidence
from bot.understanding.second_thoughts import SecondThought, naming_stems, second_thought
from bot.words import say

#: Words of a change; longer texts tell a story.
_LONGEST = 16

#: Types that take any words as their answer: there only a short and certain change is one.
_ANY_WORDS = frozenset({"text", "long_text", "address"})
_SHORT = 6


def changed_mind(walk: Walk, question: Question | None, text: str) -> Heard | None:
    """The change of an earlier answer that words ask for; None where they ask for none.

    `question` is the one asked now; None after the end.
    """
    if not walk.taken or not walk.flow.settings.back or len(text.split()) > _LONGEST:
        return None
    language = walk.session.language
    if (consent := withdrawn(walk, question, text)) is not None:
        return Heard(anew=consent)
    thought = second_thought(text, language)
    if thought is None or not thought.words:
        return None
    writes = question is not None and question.type in _ANY_WORDS
    if writes and not (thought.sure and len(text.split()) <= _SHORT):
        return None
    told = evidence(thought.words, language)
    meant = _meant(walk, question, text, thought, told)
    if not meant:
        slot = named_again(walk, question, text, thought)
        return Heard(anew=slot) if slot is not None else None
    if len(meant) == 1:
        return _one(walk, question, meant[0], thought)
    return _several(walk, meant, thought)


def _meant(
    walk: Walk, question: Question | None, text: str, thought: SecondThought, told: Evidence
) -> list[Fit]:
    """What may be meant, the question asked now among them where it may be that."""
    said = naming_stems(text, walk.session.language)
    known = _known(walk, question)
    asked = [question] if question is not None else []
    naming = {one.slot: stems_of(walk, one) & said for one in (*known, *asked)}
    best = max(map(len, naming.values()))
    named = {slot for slot, stems in naming.items() if best and len(stems) == best}
    fits = _fits(walk, known, thought, told, named)
    if any(one.question.slot in named for one in fits):
        fits = [one for one in fits if one.question.slot in named]
        return fits if question is None or question.slot not in named else []
    if question is None:
        return _unnamed(walk, fits, None, thought, told)
    if question.slot in named:
        return []
    own = fit(walk, question, thought.words, told, named=False)
    return _unnamed(walk, fits, own, thought, told)


def _known(walk: Walk, question: Question | None) -> list[Question]:
    """The questions answered, the last of them first."""
    known = {
        taken.question.slot: taken.question for taken in walk.taken if taken.entry.value is not None
    }
    ordered = {taken.question.slot: taken.question for taken in reversed(walk.taken)}
    now = question.slot if question is not None else None
    return [one for slot, one in ordered.items() if slot in known and slot != now]


def _fits(
    walk: Walk,
    known: Sequence[Question],
    thought: SecondThought,
    told: Evidence,
    named: set[str],
) -> list[Fit]:
    found = (
        fit(walk, one, thought.words, told, named=one.slot in named, target=thought.target)
        for one in known
    )
    return [one for one in found if one is not None]


def _unnamed(
    walk: Walk, fits: list[Fit], own: Fit | None, thought: SecondThought, told: Evidence
) -> list[Fit]:
    """By type: the last answer of the one type that fits; of several types the visitor picks."""
    if told.scaled or told.currency or told.period:
        fits = [one for one in fits if one.family == "money"] or fits
    latest = {one.family: one for one in reversed(fits)}
    if not latest:
        return []
    if own is not None:
        return _beside_own(latest, own, thought, told)
    if len(latest) == 1:
        return [next(iter(latest.values()))]
    last = walk.taken[-1].question
    just = latest.get(family_of(last))
    if told.bare and just is not None and just.question.slot == last.slot:
        return [just]
    return list(reversed(latest.values()))


def _beside_own(
    latest: dict[str, Fit], own: Fit, thought: SecondThought, told: Evidence
) -> list[Fit]:
    """The question asked now could be answered by the words as well."""
    if thought.sure:
        others = list(reversed(latest.values()))
        return [*others, own] if own.family in latest else others
    if own.family in latest:
        return []
    money = told.scaled or told.currency or told.period
    return [own, *latest.values()] if money and "money" in latest else []


def _one(walk: Walk, question: Question | None, meant: Fit, thought: SecondThought) -> Heard:
    entry = _entry(walk, meant, thought)
    if question is not None and meant.question.slot == question.slot:
        return Heard(entry)
    if meant.certain:
        return Heard(edit=entry)
    value = shown(walk, meant.question, meant.value)
    label = label_of(walk, meant.question)
    said = say("confirm_change", walk.session.language, question=label, value=value)
    return Heard(notice=said, proposal=Proposal((entry,), said, change=True))


def _several(walk: Walk, meant: list[Fit], thought: SecondThought) -> Heard:
    said = say("which_change", walk.session.language)
    entries = tuple(_entry(walk, one, thought) for one in meant)
    return Heard(notice=said, proposal=Proposal(entries, said, change=True))


def _entry(walk: Walk, meant: Fit, thought: SecondThought) -> Entry:
    value, old = meant.value, walk.answers.get(meant.question.slot)
    if meant.family == "money" and isinstance(value, dict) and isinstance(old, dict):
        # "Make it 8k" says nothing of the period: it is the one said before.
        value = {**value, "period": value.get("period") or old.get("period")}
    return Entry("answer", meant.question.slot, value, thought.words)
