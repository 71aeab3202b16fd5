"""Read where a conversation stands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta

from bot import engine
from bot.effects import RunAction, Show
from bot.session import Session
from store.types import now
from store.writing import read_connection
from web.conversations import rows
from web.conversations.acting import finish_actions
from web.conversations.errors import DatabaseBusy, PlacesTaken
from web.conversations.flow_book import Pinned, flow_book
from web.conversations.keeping import TurnTaken
from web.conversations.rows import Kept
from web.conversations.state import load
from web.conversations.turn import Turn
from web.conversations.visit import Reply, Visit
from web.site import site

#: Seconds an action server gets on top of ACTION_TIMEOUT before somebody else asks it again.
_GRACE = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation as kept, its flow and its session."""

    kept: Kept
    pinned: Pinned
    session: Session

    def turn(self, visit: Visit | None = None) -> Turn:
        """A turn that moves on from here."""
        return Turn(
            token=self.kept.token,
            pinned=self.pinned,
            visit=visit,
            kept=self.kept,
            before=self.session,
            session=self.session,
            effects=(),
            digest=None,
            at=now(),
            conversation_id=self.kept.id,
            lead_id=self.kept.lead_id,
            began_at_turn=self.kept.turn,
            person=self.kept.person,
        )

    def reply(self, *, again: bool = False) -> Reply:
        """Where it stands; `again`: to a request that was answered before. Raises `PlacesTaken`."""
        quota = self.pinned.flow.settings.quota
        if quota is not None and self.session.done and self.kept.finished_at is None:
            raise PlacesTaken(quota)
        return Reply(
            token=self.kept.token,
            turn=self.kept.turn,
            flow=self.pinned.flow,
            view=engine.view(self.pinned.flow, self.session),
            session=self.session,
            stored=True,
            completed=again and self.session.done,
            suspected=self.kept.suspicion is not None,
            person=self.kept.person,
        )


def find(token: str) -> Found | None:
    """The conversation of a token, after any action that it waits for."""
    patience = site().settings.action_timeout + _GRACE
    give_up = time.monotonic() + patience
    while True:
        found = _read(token)
        if found is None or found.kept.awaiting is None:
            return found
        if now() - found.kept.awaiting_since > timedelta(seconds=patience):
            _take_over(found)
        elif time.monotonic() > give_up:
            raise DatabaseBusy
        else:
            time.sleep(0.05)


def _read(token: str) -> Found | None:
    with read_connection() as connection:
        kept = rows.read(connection, token)
        if kept is None:
            return None
        pinned = flow_book().pinned(connection, kept.flow_version_id)
    return Found(kept, pinned, load(kept.state))


def _take_over(found: Found) -> None:
    """Whoever asked the action server is gone: ask it again."""
    turn = found.turn()
    view = engine.view(found.pinned.flow, found.session)
    turn.effects = (RunAction(found.kept.awaiting or "", view.values), Show(view))
    turn.digest = found.kept.last_request
    try:
        finish_actions(turn)
    except TurnTaken:
        return
