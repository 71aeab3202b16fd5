"""One request, worked out but not kept yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot.effects import Answered, Effect, RunAction, Show, View
from bot.model import Flow
from bot.session import Session
from web.conversations.flow_book import Pinned
from web.conversations.rows import Kept
from web.conversations.visit import Visit

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a turn brings to a talk with a person: the visitor's words, whether they go on alone."""

    words: str | None = None
    leaves: bool = False
    email: str | None = None  # given in these words


@dataclass(slots=True)
class Turn:
    """What a request makes of a conversation. `kept` and `before` are None when it begins."""

    token: str
    pinned: Pinned
    visit: Visit | None
    kept: Kept | None
    before: Session | None
    session: Session
    effects: Sequence[Effect]
    digest: str | None
    at: datetime
    conversation_id: int | None = None
    lead_id: int | None = None
    found_lead: bool = False
    awaiting: str | None = None  # what the row waits for before this turn is kept
    began_at_turn: int | None = None  # of the row this turn moves on from
    answers_kept: int = 0  # rows that stand for something answered
    incidents: list[tuple[str, str]] = field(default_factory=list)  # action, what went wrong
    person: str | None = None  # the state of its talk with a person; see store.messages
    heard: Heard | None = None  # for that talk
    quota_met: int | None = None  # it would have ended, but all places are taken
    _sorted: Sequence[Effect] = ()  # whose `_by_kind` is known
    _by_kind: dict[type, list[Any]] = field(default_factory=dict)

    @property
    def flow(self) -> Flow:
        """The flow at the conversation's version."""
        return self.pinned.flow

    @property
    def suspicion(self) -> str | None:
        """Every reason so far to take the visitor for a bot, comma separated."""
        reasons = (self.kept.suspicion or "").split(",") if self.kept else []
        reasons += self.visit.suspicion if self.visit else ()
        return ",".join(dict.fromkeys(reason for reason in reasons if reason)) or None

    @property
    def preview(self) -> bool:
        """Whether the author is looking."""
        if self.kept is not None:
            return bool(self.kept.preview)
        return self.visit is not None and self.visit.preview

    @property
    def page(self) -> str | None:
        """The page it is played on."""
        if self.kept is not None:
            return self.kept.page
        return self.visit.page if self.visit else None

    @property
    def completes(self) -> bool:
        """Whether this turn ends the conversation."""
        ended_before = self.kept is not None and self.kept.finished_at is not None
        return self.session.done and not ended_before and self.quota_met is None

    @property
    def view(self) -> View:
        """What is shown after it."""
        return next(effect.view for effect in reversed(self.effects) if isinstance(effect, Show))

    def all_of(self, kind: type[_Kind]) -> list[_Kind]:
        """The effects of a kind, in order."""
        if self._sorted is not self.effects:
            self._sorted, self._by_kind = self.effects, {}
            for effect in self.effects:
                self._by_kind.setdefault(type(effect), []).append(effect)
        return self._by_kind.get(kind, [])

    def last_of(self, kind: type[_Kind]) -> _Kind | None:
        """The last effect of a kind."""
        found = self.all_of(kind)
        return found[-1] if found else None

    def pending_action(self) -> RunAction | None:
        """The action to run before the visitor can be shown anything."""
        return self.last_of(RunAction)

    def answered_slots(self) -> set[str]:
        """Slots answered by this turn."""
        return {effect.slot for effect in self.all_of(Answered)}
