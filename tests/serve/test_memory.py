"""What the processes of a site hold: in a process of its own, as the parent of all begins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.client import COUNTING, write

ROOT = Path(__file__).parents[2]

#: Leaves 4,000 free places among as many taken ones, and says how many of them are given out again
#: to somebody who asks for as much.
_HOLES = """
import ctypes, gc, sys
from web.serve.holes import close_holes

library, take, give = {library}
take.restype = ctypes.c_void_p
take.argtypes, give.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
places = [take({size}) for _ in range(8000)]
holes = places[::2]
for place in holes:
    give(place)
if {closed}:
    close_holes()
print(len(set(holes) & {{take({size}) for _ in range(4000)}}))
"""
_ALLOCATORS = {
    "heap": ("(l := ctypes.CDLL(None)), l.malloc, l.free", 720),
    "pools": ("(l := ctypes.pythonapi), l.PyObject_Malloc, l.PyObject_Free", 112),
}

#: Prepares a site as `serve` does and says which of some modules it has imported by the fork.
_PREPARED = """
import sys
from web.serve.prepare import prepare
from web.settings import load_settings

prepare(load_settings())
import web.serve.processes

print(",".join(sorted({*sys.argv[1:]} & {*sys.modules})))
"""
#: What few sites need, or only one of their processes.
_SELDOM = (
    "alembic",
    "bot.answers",
    "dns",
    "flask.testing",
    "psycopg",
    "requests",
    "rich",
    "sanic",
    "segno",
    "sqlalchemy.dialects.postgresql",
)

#: Gives the pages of files back and goes on: what is needed again is read again.
_GIVEN_BACK = """
import hashlib, json, lark, re, sqlite3, ssl
from pathlib import Path
from web.serve.idle_pages import give_back_files

def files():
    rows = Path("/proc/self/status").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("RssFile:"))

def work():
    assert sqlite3.connect(":memory:").execute("SELECT json_extract('[1, 2]', '$[1]')").fetchone()
    ssl.create_default_context()
    return hashlib.sha512(json.dumps(re.findall("a+", "aabaa")).encode()).hexdigest()

first, before = work(), files()
give_back_files()
after = files()
assert work() == first
print(before, after)
"""


def _python(code: str, *arguments: str, **environment: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about glibc's heap")
@pytest.mark.parametrize("allocator", _ALLOCATORS)
def test_nobody_gets_a_place_among_what_was_there_before(allocator: str) -> None:
    library, size = _ALLOCATORS[allocator]
    reused = [
        int(_python(_HOLES.format(library=library, size=size, closed=closed)))
        for closed in (False, True)
    ]
    assert reused[0] > 3000
    assert reused[1] < 100


def test_a_site_imports_before_it_forks_only_what_its_flows_need(tmp_path: Path) -> None:
    flows = write(tmp_path / "flows", counting=COUNTING.format(title="Counting", extra=""))
    data = str(tmp_path / "data")
    said = _python(_PREPARED, *_SELDOM, DATA_DIR=data, FLOWS_DIR=str(flows), DATABASE_URL="")
    assert "1 published" in said
    assert said.splitlines()[-1] == ""


def test_a_flow_that_calls_an_action_has_it_imported_for_all(tmp_path: Path) -> None:
    acting = COUNTING.format(title="Acting", extra="")
    acting = acting.replace("outcomes:", "  - action: action_save_lead\noutcomes:")
    flows = write(tmp_path / "flows", acting=acting)
    data = str(tmp_path / "data")
    said = _python(_PREPARED, "rasa_sdk", DATA_DIR=data, FLOWS_DIR=str(flows), DATABASE_URL="")
    assert "1 published" in said
    assert said.splitlines()[-1] == "rasa_sdk"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's list of memory")
def test_a_process_that_waits_gives_files_back_and_can_go_on() -> None:
    before, after = map(int, _python(_GIVEN_BACK).split())
    assert after < before / 2
