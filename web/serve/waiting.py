"""The waiting room: requests that wait for news of a talk, outside of the one Python thread.

Every waiting request is a future and a few hundred bytes. While there are any, one look at the
database every `LOOK_EVERY` seconds tells for all of them together whose talk has changed, by
whichever process.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Mapping

from web.live import Wish

_log = logging.getLogger("lodestone.web")

#: Seconds between two looks: how late a message may be seen, beside nothing that anybody notices.
LOOK_EVERY = 0.3

#: Requests that may wait in one process; more are answered at once and come again.
MOST_WAITING = 200

#: The number of messages and the state of talks now, by their conversation.
Look = Callable[[Iterable[int]], Mapping[int, tuple[int, str]]]


class WaitingRoom:
    """Holds requests until there is news for them, or the process `ends`. Has one event loop."""

    def __init__(
        self,
        look: Look,
        ends: Callable[[], bool] = lambda: False,
        *,
        most: int = MOST_WAITING,
        every: float = LOOK_EVERY,
    ) -> None:
        self._look = look
        self._ends = ends
        self._most = most
        self._every = every
        self._waiting: dict[asyncio.Future[None], Wish] = {}
        self._watch: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def has_place(self) -> bool:
        """Whether one more request may wait."""
        return not self._closed and len(self._waiting) < self._most

    async def wait(self, wish: Wish) -> None:
        """Return when what the wish waits for has happened, or its time is over."""
        news: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[news] = wish
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._watch_talks())
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news, wish.seconds)
        finally:
            self._waiting.pop(news, None)

    def close(self) -> None:
        """Let everybody go: the process ends."""
        self._closed = True
        for news in list(self._waiting):
            _settle(news)

    async def _watch_talks(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._every)
            if self._ends():
                self.close()
                return
            wishes = dict(self._waiting)
            try:
                now = self._look({wish.conversation_id for wish in wishes.values()})
            except Exception as error:
                # The database is away for a moment: nobody has lost anything, the next look tells.
                _log.warning("waiting_room_blind", extra={"error": type(error).__name__})
                continue
            for news, wish in wishes.items():
                if now.get(wish.conversation_id) != (wish.messages, wish.state):
                    _settle(news)


def _settle(news: asyncio.Future[None]) -> None:
    if not news.done():
        news.set_result(None)
