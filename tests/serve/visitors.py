"""People who answer all the time, whatever happens to the site."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.live import LiveSite
from tests.serve.client import answer, begin, kept
from tests.serve.family import wait_for


class SiteIsGone(Exception):
    """Nobody answers any more, and nobody is expected to."""


@dataclass
class Visitors:
    """People who answer all the time; `acknowledged` are the answers they were thanked for."""

    site: LiveSite
    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def answering(self, count: int = 3) -> Iterator[None]:
        threads = [threading.Thread(target=self._visit) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join(60)

    def _visit(self) -> None:
        try:
            self._answer_on()
        except SiteIsGone:
            return
        except Exception as error:
            self.faults.append(repr(error))
            raise

    def _answer_on(self) -> None:
        turn = begin(self.site, "counting")
        said = self.acknowledged.setdefault(turn["conversation"], [])
        number = 0
        while not self.over.is_set():
            turn = self._answer(turn, number)
            said.append(number)
            number += 1
            time.sleep(0.005)

    def _answer(self, turn: dict[str, Any], number: int) -> dict[str, Any]:
        """The same turn again, as a browser does, until it is acknowledged."""
        give_up = time.monotonic() + 40
        while True:
            try:
                got = answer(self.site, turn, number, timeout=15)
            except OSError:
                if self.over.is_set():
                    raise SiteIsGone from None
                assert time.monotonic() < give_up, "nobody answers any more"
                time.sleep(0.05)
                continue
            if got.status == 200:
                return got.json
            self.faults.append(f"{got.status} {got.text}")
            assert got.status == 503, got.text

    def lost(self) -> list[str]:
        """Conversations whose kept answers are not those acknowledged, each once, in order."""
        return [
            f"{token}: {len(said)} acknowledged, to {said[-3:]}; {len(found)} kept, to {found[-3:]}"
            for token, said in self.acknowledged.items()
            if (found := kept(self.site, token)) != said
        ]

    def count(self) -> int:
        return sum(map(len, self.acknowledged.values()))

    def wait_for_more(self, answers: int) -> None:
        """Wait until so many more answers were acknowledged."""
        before = self.count()
        wait_for(lambda: self.count() > before + answers, 40)
