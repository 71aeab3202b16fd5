"""The waiting room: who is let go when, and what happens when it is full or blind."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping

from web.live import Wish
from web.serve.waiting import WaitingRoom

TALK = Wish(7, messages=2, state="waiting", seconds=5)


class Talks:
    """What a room sees, and how often it looked."""

    def __init__(self) -> None:
        self.now = {7: (2, "waiting"), 8: (1, "talking")}
        self.looks = 0
        self.broken = False

    def __call__(self, conversations: Iterable[int]) -> Mapping[int, tuple[int, str]]:
        self.looks += 1
        if self.broken:
            raise OSError("no database")
        return {number: self.now[number] for number in conversations if number in self.now}


async def _waits(room: WaitingRoom, wish: Wish = TALK) -> float:
    began = time.monotonic()
    await room.wait(wish)
    return time.monotonic() - began


def test_a_new_message_lets_those_go_who_wait_for_it() -> None:
    async def run() -> None:
        talks = Talks()
        room = WaitingRoom(talks, every=0.01)
        mine = asyncio.create_task(_waits(room))
        other = asyncio.create_task(_waits(room, Wish(8, 1, "talking", 0.3)))
        await asyncio.sleep(0.05)
        talks.now[7] = (3, "waiting")
        assert await mine < 0.2
        assert not other.done()
        assert await other >= 0.3

    asyncio.run(run())


def test_a_talk_that_is_gone_or_over_lets_them_go_too() -> None:
    async def run() -> None:
        talks = Talks()
        room = WaitingRoom(talks, every=0.01)
        waiting = [asyncio.create_task(_waits(room)) for _ in range(2)]
        await asyncio.sleep(0.03)
        del talks.now[7]
        assert max(await asyncio.gather(*waiting)) < 1

    asyncio.run(run())


def test_all_who_wait_share_one_look() -> None:
    async def run() -> None:
        talks = Talks()
        room = WaitingRoom(talks, every=0.05)
        await asyncio.gather(*(_waits(room, Wish(7, 2, "waiting", 0.2)) for _ in range(50)))
        assert 1 <= talks.looks <= 6

    asyncio.run(run())


def test_nobody_looks_while_nobody_waits() -> None:
    async def run() -> None:
        talks = Talks()
        room = WaitingRoom(talks, every=0.01)
        await room.wait(Wish(7, 2, "waiting", 0.03))
        await asyncio.sleep(0.03)
        before = talks.looks
        await asyncio.sleep(0.05)
        assert talks.looks == before

    asyncio.run(run())


def test_a_full_room_takes_nobody_in() -> None:
    async def run() -> None:
        room = WaitingRoom(Talks(), most=1, every=0.01)
        assert room.has_place
        waiting = asyncio.create_task(_waits(room, Wish(7, 2, "waiting", 0.1)))
        await asyncio.sleep(0)
        assert not room.has_place
        await waiting
        assert room.has_place

    asyncio.run(run())


def test_a_database_that_is_away_for_a_moment_loses_nobody() -> None:
    async def run() -> None:
        talks = Talks()
        talks.broken = True
        room = WaitingRoom(talks, every=0.01)
        waiting = asyncio.create_task(_waits(room))
        await asyncio.sleep(0.05)
        talks.broken = False
        talks.now[7] = (3, "waiting")
        assert await waiting < 1

    asyncio.run(run())


def test_a_process_that_ends_lets_everybody_go() -> None:
    async def run() -> None:
        ends = False
        room = WaitingRoom(Talks(), lambda: ends, every=0.01)
        waiting = asyncio.create_task(_waits(room))
        await asyncio.sleep(0.03)
        ends = True
        assert await waiting < 1
        assert not room.has_place

    asyncio.run(run())
