"""Which earlier question is meant by words that name it and hold no answer to it.

"Actually, about the ranking" or "I don't agree any more": the question is asked once more in its
own control. Nothing of such words is ever taken for an answer.
"""

from __future__ import annotations

from bot.engine.asking import as_shown
from bot.engine.fitting_values import stems_of
from bot.engine.hearing import read
from bot.engine.state import Taken, Walk
from bot.model import Question
from bot.texts import plain_text
from bot.understanding.courtesies import withdraws
from bot.understanding.second_thoughts import SecondThought, naming_stems


def withdrawn(walk: Walk, question: Question | None, text: str) -> str | None:
    """The slot of the consent that words take back: of several the one given last."""
    if question is not None and question.type == "consent":
        return None
    given = [
        taken.question.slot
        for taken in walk.taken
        if taken.question.type == "consent" and taken.entry.value is True
    ]
    return given[-1] if given and withdraws(text, walk.session.language) else None


def named_again(
    walk: Walk, question: Question | None, text: str, thought: SecondThought
) -> str | None:
    """The slot of the earlier question that a second thought names, the last of those named best.

    None where it names none, or may as well be an answer to the `question` asked now.
    """
    said = naming_stems(text, walk.session.language)
    best, slot = 0, None
    for taken in reversed(walk.taken):
        named = len(_names(walk, taken) & said)
        if named > best and (question is None or taken.question.slot != question.slot):
            best, slot = named, taken.question.slot
    if slot is None or question is None:
        return slot
    if len(stems_of(walk, question) & said) >= best:
        return None
    return slot if thought.sure or not _answers(walk, question, text) else None


def _names(walk: Walk, taken: Taken) -> frozenset[str]:
    """By what a question is named: its own words and, where it holds several things, theirs."""
    question, language = taken.question, walk.session.language
    things = question.options if question.type == "ranking" else question.rows
    labels = " ".join(plain_text(one.label, language) for one in things)
    return stems_of(walk, question) | naming_stems(labels, language)


def _answers(walk: Walk, question: Question, text: str) -> bool:
    reading = read(walk, as_shown(question, walk.session), text)
    return reading.outcome in ("answer", "confirm")
