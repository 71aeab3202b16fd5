"""`advance`: one event taken, or refused and nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.effects import View
from bot.engine.acting import action_done, action_failed
from bot.engine.answering import answer, answer_page, typed_words
from bot.engine.changing import change, go_back
from bot.engine.following import Before
from bot.engine.remembering import resumed
from bot.engine.settling import Turn, settled
from bot.engine.state import Walk
from bot.engine.viewing import view_of
from bot.engine.walking import counted_out, walked
from bot.errors import IntegrationError, WrongQuestion
from bot.events import (
    ActionDone,
    ActionFailed,
    Answer,
    AnswerPage,
    Back,
    Edit,
    Event,
    Start,
    Typed,
)
from bot.model import Flow
from bot.score import PointLine
from bot.session import Session
from bot.words import say


def advance(flow: Flow, session: Session | None, event: Event) -> Turn:
    """The session and the effects after an event.

    `session` is None with Start only. Raises BadAnswer or WrongQuestion when the event cannot be
    taken, and IntegrationError for an action's result nobody waits for; nothing has changed then.
    """
    if isinstance(event, Start):
        return _start(flow, event)
    if session is None:
        raise IntegrationError("a conversation has to begin with Start")
    walk = resumed(flow, session)
    awaited = isinstance(event, ActionDone | ActionFailed)
    if walk.action is not None and not awaited:
        raise WrongQuestion(say("not_asked", session.language))
    return _EVENTS[type(event)](walk, event)


def view(flow: Flow, session: Session) -> View:
    """What a surface shows of a session at this turn."""
    return view_of(walked(flow, session))


def points_of(flow: Flow, session: Session) -> tuple[PointLine, ...]:
    """The lines that a session's answers give under a flow, as in its `view`.

    Raises BadAnswer where the session is of an earlier version and an answer that gives points
    would not be taken any more.
    """
    return tuple(counted_out(flow, session).lines)


def _start(flow: Flow, event: Start) -> Turn:
    session = Session(
        language=event.language,
        today=event.today,
        turn=0,
        context=event.context,
        prefill=event.prefill,
        known=event.known,
        axes=event.axes,
    )
    return settled(walked(flow, session), Before(None))


_EVENTS: Mapping[type[Any], Callable[[Walk, Any], Turn]] = {
    Answer: answer,
    AnswerPage: answer_page,
    Typed: typed_words,
    Edit: change,
    Back: go_back,
    ActionDone: action_done,
    ActionFailed: action_failed,
}
