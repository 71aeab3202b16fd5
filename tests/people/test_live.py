"""Live under the shipped server: waiting holds nobody up, and no message is lost with a process."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from typing import Any

import pytest

from store.types import now
from store.users import User
from store.writing import write_connection, writing
from tests.databases import close, store_app
from tests.live import LiveSite
from tests.people.conftest import CHAT, LEAD
from tests.serve.client import Answer, ask, begin, write
from tests.serve.family import wait_for, web_processes
from web.conversations import talks


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    folder = tmp_path_factory.mktemp("people")
    flows = write(folder / "flows", chat=CHAT, lead=LEAD)
    site = LiveSite(folder / "data", flows, WORKERS="2")
    site.start()
    yield site
    site.stop()


class Talking:
    """A visitor of the running site, and somebody of its staff who writes to them."""

    def __init__(self, site: LiveSite) -> None:
        self.site = site
        turn = begin(site, "chat")
        self.token = turn["conversation"]
        turn = self.post({"turn": turn["turn"]}).json
        self.turn, self.last = turn["turn"], turn["person"]["last"]

    @property
    def address(self) -> str:
        return f"{self.site.url}/api/v1/conversations/{self.token}/messages"

    def post(self, body: dict[str, Any]) -> Answer:
        return ask(self.address, body)

    def says(self, text: str) -> Answer:
        said = self.post({"turn": self.turn, "text": text})
        self.turn = said.json["turn"]
        return said

    def listens(self, wait: int = 20, after: int | None = None) -> Answer:
        after = self.last if after is None else after
        return ask(f"{self.address}?after={after}&wait={wait}", timeout=wait + 10)

    def staff_says(self, *texts: str) -> None:
        app = store_app(f"sqlite:///{self.site.data}/lodestone.sqlite3")
        with app.app_context():
            with writing() as rows:
                user = rows.query(User).first() or User(
                    email="ada@acme.example", name="Ada", role="sales"
                )
                rows.add(user)
                rows.flush()
            with write_connection() as connection:
                for text in texts:
                    talks.speak(connection, self.id, user, text, None, now())
        close(app)

    @property
    def id(self) -> int:
        path = f"file:{self.site.data}/lodestone.sqlite3?mode=ro"
        with closing(sqlite3.connect(path, uri=True)) as file:
            row = file.execute("SELECT id FROM conversations WHERE token = ?", (self.token,))
            return int(row.fetchone()[0])


def _soon(call: Any) -> Any:
    pool = ThreadPoolExecutor(1)
    started = pool.submit(call)
    time.sleep(0.7)  # long enough to be waiting
    return started


def test_a_waiting_request_hears_at_once_what_staff_says(live: LiveSite) -> None:
    talking = Talking(live)
    waiting = _soon(talking.listens)
    assert not waiting.done()
    began = time.monotonic()
    talking.staff_says("Hello, this is Ada.")
    heard = waiting.result(10)
    assert time.monotonic() - began < 3
    assert [one["text"] for one in heard.json["messages"]][-1] == "Hello, this is Ada."
    assert heard.json["person"]["state"] == "talking"


def test_a_hundred_who_wait_hold_nobody_up(live: LiveSite) -> None:
    waiting = [Talking(live) for _ in range(10)]
    with ThreadPoolExecutor(100) as pool:
        asked = [pool.submit(talking.listens, 4) for talking in waiting for _ in range(10)]
        time.sleep(1.5)
        took = []
        for _ in range(20):
            began = time.monotonic()
            begin(live, "chat")
            took.append(time.monotonic() - began)
        assert sorted(took)[10] < 0.5
        assert sum(one.done() for one in asked) == 0
        for one in asked:
            answer = one.result(20)
            assert (answer.status, answer.json["messages"]) == (200, [])
            assert int(answer.headers["Retry-After"]) >= 1


def test_a_killed_web_process_loses_no_message(live: LiveSite) -> None:
    talking = Talking(live)
    talking.says("Is anybody there?")
    first = talking.listens(0).json["messages"]
    waiting = _soon(lambda: _outcome(talking))
    assert live.process is not None
    web = web_processes(live.process.pid)
    assert web
    for pid in web:
        os.kill(pid, signal.SIGKILL)
    talking.staff_says("Yes, I am.", "How can I help?")
    waiting.result(30)
    wait_for(lambda: _is_up(live), 30)
    heard = talking.listens(0, after=first[-1]["id"]).json["messages"]
    assert [one["text"] for one in heard][-2:] == ["Yes, I am.", "How can I help?"]
    numbers = [one["id"] for one in talking.listens(0, after=0).json["messages"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_restart_of_the_site_loses_no_message(live: LiveSite) -> None:
    talking = Talking(live)
    waiting = _soon(lambda: _outcome(talking))
    began = time.monotonic()
    live.stop()
    assert time.monotonic() - began < 8  # those who wait do not keep it from stopping
    waiting.result(30)
    talking.staff_says("While you were away.")
    live.start()
    heard = talking.listens(0).json["messages"]
    assert heard[-1]["text"] == "While you were away."


def test_words_from_many_at_once_are_all_numbered_in_order(live: LiveSite) -> None:
    talking = Talking(live)
    threads = [
        threading.Thread(target=talking.staff_says, args=(f"message {number}",))
        for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = talking.listens(0, after=0).json["messages"]
    assert [one["id"] for one in heard] == list(range(1, len(heard) + 1))
    assert sum(one["author"] == "staff" for one in heard) == 6


def _outcome(talking: Talking) -> Answer | None:
    with suppress(OSError):
        return talking.listens(15)
    return None


def _is_up(site: LiveSite) -> bool:
    with suppress(OSError):
        return ask(f"{site.url}/readyz").status == 200
    return False
