"""A running site: files saved under its feet, processes killed, its database taken away."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.live import LiveSite
from tests.serve.client import BROKEN, COUNTING, answer, ask, begin, kept, write
from tests.serve.family import children, housekeeper, is_alive, wait_for, web_processes
from tests.serve.visitors import Visitors


def _flows(site: LiveSite) -> Path:
    return Path(site.environment["FLOWS_DIR"])


def _save(site: LiveSite, **flows: str) -> None:
    """Save flow files, and wait until every process has looked: each does so once a second."""
    write(_flows(site), **flows)
    time.sleep(1.3)


def _title(site: LiveSite, flow: str) -> str:
    return ask(f"{site.url}/f/{flow}").text.split("<title>")[1].split("</title>")[0]


# ---------------------------------------------------------------- files


def test_a_sound_file_is_live_as_soon_as_it_is_saved(live: LiveSite) -> None:
    _save(live, fresh=COUNTING.format(title="First", extra=""))
    turn = begin(live, "fresh")
    _save(live, fresh=COUNTING.format(title="Second", extra="Really, "))
    assert "Second" in _title(live, "fresh")
    wait_for(lambda: begin(live, "fresh")["question"]["text"] == "Really, How many?")
    assert answer(live, turn, 1).json["question"]["text"] == "How many?"  # it began before


def test_a_broken_file_leaves_the_last_sound_version_up_and_is_told(live: LiveSite) -> None:
    sound = COUNTING.format(title="Sound", extra="")
    _save(live, breaking=sound)
    turn = begin(live, "breaking")
    _save(live, breaking=BROKEN)
    for _ in range(6):  # whichever process it is that answers
        assert "Sound" in _title(live, "breaking")
    assert answer(live, turn, 1).status == 200
    assert begin(live, "breaking")["question"]["slot"] == "number"
    _save(live, breaking=sound.replace("Sound", "Mended"))
    assert "Mended" in _title(live, "breaking")


# ---------------------------------------------------------------- processes


def _main(site: LiveSite) -> int:
    """The parent of all others."""
    assert site.process is not None
    return site.process.pid


def _web(site: LiveSite) -> list[int]:
    return web_processes(_main(site))


def _is_replaced(site: LiveSite, victim: int) -> bool:
    web = _web(site)
    return victim not in web and len(web) == 2


def test_nothing_acknowledged_is_lost_when_a_web_process_is_killed(live: LiveSite) -> None:
    visitors = Visitors(live)
    with visitors.answering():
        for _ in range(2):
            visitors.wait_for_more(30)
            victim = wait_for(lambda: _web(live))[0]
            os.kill(victim, signal.SIGKILL)
            wait_for(partial(_is_replaced, live, victim), 30)
        visitors.wait_for_more(30)
    assert (visitors.lost(), visitors.faults) == ([], [])
    assert len(visitors.acknowledged) == 3


def test_the_site_comes_back_when_all_of_its_web_processes_are_killed(live: LiveSite) -> None:
    visitors = Visitors(live)
    with visitors.answering(2):
        visitors.wait_for_more(20)
        killed = _web(live)
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: len(set(_web(live)) - set(killed)) == 2, 30)
        visitors.wait_for_more(20)
    assert (visitors.lost(), visitors.faults) == ([], [])
    assert live.output.count("the web process ended; starting it again") >= 2


def test_nobody_outlives_the_parent_of_all(live: LiveSite) -> None:
    wait_for(lambda: len(_web(live)) == 2 and housekeeper(_main(live)) > 0)
    orphans = children(_main(live))
    os.kill(_main(live), signal.SIGKILL)
    wait_for(lambda: not any(map(is_alive, orphans)), 20)
    live.start()
    assert begin(live, "counting")["turn"] == 1


def test_a_killed_housekeeper_is_replaced_and_goes_on(live: LiveSite) -> None:
    killed = wait_for(lambda: housekeeper(_main(live)))
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: housekeeper(_main(live)) not in (0, killed))
    assert "the worker process ended; starting it again" in live.output
    write(_flows(live), later=COUNTING.format(title="Later", extra=""))
    with closing(sqlite3.connect(live.data / "lodestone.sqlite3")) as file:
        query = "SELECT count(*) FROM flow_versions WHERE name = 'later'"
        wait_for(lambda: file.execute(query).fetchone()[0] == 1)  # nobody has visited it


# ---------------------------------------------------------------- the database


def test_a_locked_database_is_busy_and_then_goes_on(live: LiveSite) -> None:
    turn = begin(live, "asking")
    with closing(sqlite3.connect(live.data / "lodestone.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = answer(live, turn, "the first", timeout=30)
        looked = ask(f"{live.url}/api/v1/conversations/{turn['conversation']}")
        other.execute("ROLLBACK")
    assert (busy.status, busy.json["title"]) == (503, "Busy")
    assert busy.headers["Content-Type"].startswith("application/problem+json")
    assert int(busy.headers["Retry-After"]) > 0
    assert looked.json["turn"] == turn["turn"]  # reading goes on meanwhile
    assert answer(live, turn, "the first").json["turn"] == turn["turn"] + 1
    assert kept(live, turn["conversation"]) == ["the first"]
