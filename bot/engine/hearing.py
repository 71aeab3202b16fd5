"""What words lead to: an answer, a proposal to confirm, a change, or the same question again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from bot.effects import Effect
from bot.engine.state import Walk
from bot.model import Json, Question
from bot.questions import TYPES
from bot.session import Aside, Entry, Proposal
from bot.understanding import Reading

#: Types that words alone cannot stand in for.
NEVER_UNPARSED = frozenset({"consent", "file"})

#: After so many answers not understood the words are kept as they are and the talk goes on.
MOST_MISSES = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do about words.

    `entry` is an answer to take, `later` are answers to questions still to come, `edit` an earlier
    answer anew. Without any of them the question is asked again with the notice, and what the
    `proposal` holds waits for a yes. `aside` is what was asked in between, `anew` the slot of an
    earlier question to be asked once more, `kept` what its control shows by slot. `effects` go
    with any of these.
    """

    entry: Entry | None = None
    notice: str | None = None
    missed: bool = False
    back: bool = False
    effects: tuple[Effect, ...] = ()
    later: tuple[Entry, ...] = ()
    edit: Entry | None = None
    proposal: Proposal | None = None
    aside: Aside | None = None
    anew: str | None = None
    kept: Mapping[str, Json] = field(default_factory=dict)


def canonical(walk: Walk, question: Question, reading: Reading) -> Json:
    """The value of a reading as the question keeps it. Raises BadAnswer when it refuses it."""
    given, session = cast(Json, reading.value), walk.session
    kind = TYPES[question.type]
    return kind.accept(question, given, language=session.language, today=session.today)


def shown(walk: Walk, question: Question, value: Json) -> str:
    """A value in the visitor's language."""
    return TYPES[question.type].show(question, value, walk.session.language)


def read(walk: Walk, question: Question, text: str) -> Reading:
    """What the question's recogniser makes of words."""
    session = walk.session
    kind = TYPES[question.type]
    return kind.read(question, text, language=session.language, today=session.today)
