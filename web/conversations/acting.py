"""Run the actions a flow asks for, and let the conversation go on with what they bring.

In process an action runs inside the turn's own transaction: what it writes is kept with the answer
or not at all. On an action server it runs between two commits: the answer is kept first, with the
note that a result is awaited, so that no lock is held meanwhile and a crash loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from sqlalchemy import Connection

from bot import engine
from bot.errors import BotError
from bot.events import ActionDone, ActionFailed
from bot.model import Flow, Json
from bot.score import LeadDefinition
from leads.definitions import active_on
from store.database import db
from store.writing import write_connection
from web.conversations.errors import FlowBroken
from web.conversations.keeping import keep
from web.conversations.recognising import with_known
from web.conversations.turn import Turn
from web.site import site

#: Actions between two questions; more is a loop.
MOST_ACTIONS = 20


class Runner(Protocol):
    """What runs actions; `actions.runner.Runner` is one."""

    @property
    def in_process(self) -> bool:
        """True when actions run inside the turn's transaction."""

    def run(
        self,
        name: str,
        slots: Mapping[str, Json],
        *,
        flow: Flow,
        language: str,
        token: str,
        conversation_id: int | None,
        lead_id: int | None,
        connection: Connection | None,
    ) -> ActionDone | ActionFailed:
        """Run an action."""


def definition_of_now(turn: Turn) -> LeadDefinition:
    """The lead.yml that counts now; where none was ever applied the published one, and a flow that
    is gone brings its own."""
    published = site().library.flow(turn.flow.name)
    flow = published.flow if published is not None else turn.flow
    return active_on(db.engine, flow.lead)


def keep_with_actions(turn: Turn) -> None:
    """Keep a turn, and run its actions until the visitor can be asked or told something."""
    definition = definition_of_now(turn)
    with write_connection() as connection:
        keep(connection, turn, definition)
        if turn.pending_action() is not None and _in_process():
            _run_in(connection, turn, definition)
    finish_actions(turn)


def finish_actions(turn: Turn) -> None:
    """Run what a kept turn still waits for, each result with a commit of its own."""
    for _ in range(MOST_ACTIONS):
        if turn.pending_action() is None:
            return
        definition = definition_of_now(turn)
        if _in_process():
            with write_connection() as connection:
                _run_in(connection, turn, definition)
            return
        go_on(turn, None)
        with write_connection() as connection:
            keep(connection, turn, definition)
    raise FlowBroken


def _run_in(connection: Connection, turn: Turn, definition: LeadDefinition) -> None:
    for _ in range(MOST_ACTIONS):
        if turn.pending_action() is None:
            return
        go_on(turn, connection)
        keep(connection, turn, definition)
    raise FlowBroken


def _runner() -> Runner | None:
    return cast("Runner | None", site().actions)


def _in_process() -> bool:
    runner = _runner()
    return runner is None or runner.in_process


def go_on(turn: Turn, connection: Connection | None) -> None:
    """Run the pending action and put what follows from it in place of the turn's effects."""
    action = turn.pending_action()
    assert action is not None
    runner = _runner()
    result: ActionDone | ActionFailed
    if runner is None:
        result = ActionFailed(action.name, "no actions are set up")
    else:
        result = runner.run(
            action.name,
            action.slots,
            flow=turn.flow,
            language=turn.session.language,
            token=turn.token,
            conversation_id=turn.conversation_id,
            lead_id=turn.lead_id,
            connection=connection,
        )
    result = with_known(turn, result, connection)
    turn.before, turn.awaiting, turn.began_at_turn = turn.session, action.name, turn.session.turn
    try:
        turn.session, turn.effects = engine.advance(turn.flow, turn.session, result)
    except BotError as error:
        result = ActionFailed(action.name, f"its result does not fit the flow: {error.message}")
        turn.session, turn.effects = engine.advance(turn.flow, turn.session, result)
    if isinstance(result, ActionFailed):
        turn.incidents.append((result.name, result.reason))
