"""What can happen to a conversation: all that `advance` takes besides flow and session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model import Json


@dataclass(frozen=True, slots=True)
class Start:
    """The conversation begins.

    `today` is an ISO date, fixed for the conversation. `context` holds `visitor.language`,
    `visitor.device`, `visitor.returning`, `utm.*`, `page.url`, and `visitor.seed`, any text by
    which `shuffle` orders options (without it they keep their order); `prefill` holds values by
    name from the embed or the address, for questions by their `prefill` or else their slot.

    `known` holds what a visitor whose identity is confirmed said before, by slot: `value` in
    canonical form, its question's `type`, `on` (the ISO day) and `flow`; `axes` their known points.
    """

    language: str
    today: str
    context: Mapping[str, str | bool | None] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Json] = field(default_factory=dict)
    axes: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as the question's `accept` takes it; None skips an optional question."""

    slot: str
    value: Json


@dataclass(frozen=True, slots=True)
class Typed:
    """Words as typed, for the question being asked."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """All answers of the screen at once, in the questions' own shapes."""

    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Edit:
    """The visitor changes an earlier answer; later answers are kept where still valid."""

    slot: str
    value: Json


@dataclass(frozen=True, slots=True)
class Back:
    """To the previous question (or page); its answer is kept as what the control shows.

    Where one question after the other is answered, `one` goes back by one in paged kinds too.
    """

    one: bool = False


@dataclass(frozen=True, slots=True)
class ActionDone:
    """An action came back with slots to set and messages (Markdown) to say."""

    name: str
    slots: Mapping[str, Json] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    known: Mapping[str, Json] = field(default_factory=dict)  # as of `Start`: who they are is proven


@dataclass(frozen=True, slots=True)
class ActionFailed:
    """An action was refused, broke or was too slow. The conversation goes on without it."""

    name: str
    reason: str


Event = Start | Answer | Typed | AnswerPage | Edit | Back | ActionDone | ActionFailed
