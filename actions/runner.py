"""Runs one action and says what came of it; whatever an action does, no answer is lost.

In process the action runs in the turn's own transaction, inside a savepoint, so that an action that
breaks half-way leaves nothing behind. With a URL it runs on a Rasa action server.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from actions.payload import BrokenReply, call_of, done_of
from actions.workplace import Workplace, working
from bot.events import ActionDone, ActionFailed
from bot.model import Flow, Json
from outreach.client import OutgoingFailed, post_json

if TYPE_CHECKING:
    from rasa_sdk import Action
    from rasa_sdk.executor import ActionExecutor

log = logging.getLogger("lodestone.actions")


class _Names(Collection[str]):
    """The names of the actions here. Who never looks does without rasa-sdk and its web server:
    a site none of whose flows calls an action need not hold them in memory."""

    def __contains__(self, name: object) -> bool:
        return name in _actions()

    def __iter__(self) -> Iterator[str]:
        return iter(_actions())

    def __len__(self) -> int:
        return len(_actions())


def _actions() -> Mapping[str, Action]:
    from actions.listing import actions_by_name

    return actions_by_name()


class Runner:
    """`url` empty: in process. `timeout` is in seconds."""

    def __init__(self, url: str = "", timeout: float = 5.0) -> None:
        self.url = url
        self.timeout = timeout
        self._thread = threading.local()

    @property
    def in_process(self) -> bool:
        """True when actions run inside the turn's transaction."""
        return not self.url

    def names(self) -> Collection[str] | None:
        """The actions there are; None where only the action server knows."""
        if self.url:
            return None
        return _Names()

    def run(
        self,
        name: str,
        slots: Mapping[str, Json],
        *,
        flow: Flow,
        language: str,
        token: str,
        conversation_id: int | None = None,
        lead_id: int | None = None,
        connection: Connection | None = None,
    ) -> ActionDone | ActionFailed:
        """Run the action called `name`. Never raises for what the action does."""
        call = call_of(name, slots, flow, language, token)
        started = time.monotonic()
        try:
            if self.url:
                reply = self._post(name, call)
            else:
                if connection is None:
                    raise ValueError("an action in process needs the turn's connection")
                place = Workplace(connection, flow, conversation_id, lead_id)
                reply = self._execute(call, place)
            return done_of(name, reply)
        except Exception as error:
            reason = _reason(error, self.timeout)
            log.warning("action failed", extra={"action": name, "reason": reason})
            return ActionFailed(name, reason)
        finally:
            took = time.monotonic() - started
            if took > self.timeout:
                log.warning("action slow", extra={"action": name, "seconds": round(took, 2)})

    def _execute(self, call: dict[str, Any], place: Workplace) -> object:
        executor = self._executor()
        with working(place), place.connection.begin_nested(), _between_loops():
            # A Runner keeps the context it was made in: this turn's place has to be given to it.
            result = self._loop().run(
                asyncio.wait_for(executor.run(call), self.timeout), context=copy_context()
            )
        return result.model_dump() if result is not None else {}

    def _executor(self) -> ActionExecutor:
        found: ActionExecutor | None = getattr(self._thread, "executor", None)
        if found is None:
            from rasa_sdk.executor import ActionExecutor

            found = self._thread.executor = ActionExecutor()
            for name, action in _actions().items():
                found.register_function(name, action.run)
        return found

    def _loop(self) -> asyncio.Runner:
        found: asyncio.Runner | None = getattr(self._thread, "loop", None)
        if found is None:
            found = self._thread.loop = asyncio.Runner()
        return found

    def _post(self, name: str, call: dict[str, Any]) -> object:
        reply = post_json(self.url, call, self.timeout)
        if reply.status == 400:
            raise BrokenReply(f"the action server refused it: {reply.body[:300]!r}")
        if reply.status == 404:
            raise BrokenReply(f"the action server knows no action {name}")
        if reply.status != 200:
            raise BrokenReply(f"the action server answered with status {reply.status}")
        return json.loads(reply.body)


@contextmanager
def _between_loops() -> Iterator[None]:
    """Let a loop of our own run to its end while another one of this thread stands still: the site
    is called from its server's loop, and asyncio lets nobody begin another meanwhile."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(outer)


def _reason(error: Exception, timeout: float) -> str:
    kind = type(error).__name__
    if isinstance(error, TimeoutError):
        return f"it took longer than {timeout:g} seconds"
    if kind == "ActionNotFoundException":
        return "there is no action of this name; see actions/listing.py"
    if kind == "ActionExecutionRejection":
        return f"the action refused to run: {error}"
    if isinstance(error, OutgoingFailed):
        return f"the action server at ACTION_SERVER_URL: {error}"
    return f"{kind}: {error}" if str(error) else kind
