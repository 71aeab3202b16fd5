"""Short ways to talk to a flow in tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from bot.effects import Effect, Show, View
from bot.engine import advance
from bot.events import Answer, Event, Start, Typed
from bot.model import Flow, Json
from bot.session import Session

TODAY = "2026-01-15"

Found = TypeVar("Found")


class Talk:
    """A conversation with a flow: each call is one event; `view` is what is shown after it."""

    def __init__(
        self, flow: Flow, language: str = "en", session: Session | None = None, **start: object
    ) -> None:
        self.flow = flow
        self.session: Session | None = session
        self.effects: tuple[Effect, ...] = ()
        if session is None:
            self.take(Start(language=language, today=TODAY, **start))  # type: ignore[arg-type]

    def take(self, event: Event) -> Talk:
        """Any event."""
        self.session, self.effects = advance(self.flow, self.session, event)
        return self

    def answer(self, **values: Json) -> Talk:
        """Answers questions one by one, in the order given."""
        for slot, value in values.items():
            self.take(Answer(slot, value))
        return self

    def type(self, *words: str) -> Talk:
        """Types answers in words."""
        for one in words:
            self.take(Typed(one))
        return self

    @property
    def view(self) -> View:
        """What is shown now."""
        shown = self.effects[-1]
        assert isinstance(shown, Show)
        return shown.view

    @property
    def asked(self) -> str | None:
        """The slot of the first question asked now."""
        screen = self.view.screen
        return screen.questions[0].slot if screen else None

    @property
    def screen(self) -> list[str]:
        """The slots asked now."""
        screen = self.view.screen
        return [question.slot for question in screen.questions] if screen else []

    @property
    def said(self) -> list[str]:
        """The bot's messages since the last answer."""
        return [message.text for message in self.view.messages]

    @property
    def outcome(self) -> str | None:
        """The outcome reached."""
        return self.view.ending.outcome if self.view.ending else None

    def effect(self, kind: type[Found]) -> Found:
        """The one effect of a kind."""
        (found,) = self.all_of(kind)
        return found

    def all_of(self, kind: type[Found]) -> list[Found]:
        """The effects of a kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]


def plain(points: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Points as pairs."""
    return [(axis, float(worth)) for axis, worth in points]
