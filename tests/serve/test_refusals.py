"""What keeps a site from starting: each time exit 2, and the variable to mend by its name."""

from __future__ import annotations

import fcntl
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.live import ROOT, free_port
from tests.serve.client import ASKING, write
from web.__main__ import main


@dataclass
class Ended:
    """How it ended, and what it said to the operator."""

    status: int
    said: str


Serve = Callable[..., Ended]


@pytest.fixture
def serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Serve:
    """Runs `python -m web serve` in this process; a site that would start is a failure."""

    def starts(*_: object) -> int:
        raise AssertionError("the site started")

    def run(**environment: str) -> Ended:
        usual = {
            "DATA_DIR": str(tmp_path / "data"),
            "FLOWS_DIR": str(write(tmp_path / "flows", asking=ASKING)),
            "PORT": str(free_port()),
        }
        for name, value in (usual | environment).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("web.serve.processes.run_site", starts)
        status = main(["serve"])
        return Ended(status, capfd.readouterr().err)

    return run


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("WORKERS", "0"),
        ("BASE_URL", "ask.acme.example"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("SYNCHRONOUS", "OFF"),
        ("RATE_LIMIT", "maybe"),
        ("ACTION_SERVER_URL", "localhost:5055"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_is(
    serve: Serve, tmp_path: Path, name: str, value: str
) -> None:
    ended = serve(**{name: value})
    assert ended.status == 2
    assert name in ended.said
    # Addresses may hold passwords, and what is printed may be logged.
    assert (value in ended.said) is not name.endswith("_URL")
    assert "Traceback" not in ended.said
    assert not (tmp_path / "data").exists()


def test_every_wrong_setting_is_named_at_once(serve: Serve) -> None:
    ended = serve(PORT="eighty", WORKERS="none")
    assert ended.status == 2
    assert "PORT" in ended.said
    assert "WORKERS" in ended.said


def test_a_taken_port_is_named_with_another_to_try(serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = serve(PORT=str(port))
    assert ended.status == 2
    assert f"PORT: {port}" in ended.said
    assert f"PORT={port + 1}" in ended.said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:////proc/nowhere/lodestone.sqlite3"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing"),
        ("DATA_DIR", "/proc/nowhere"),
        ("FLOWS_DIR", "/nowhere/flows"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_place_that_is_not_there_is_named(serve: Serve, name: str, value: str) -> None:
    ended = serve(**{name: value})
    assert ended.status == 2
    assert name in ended.said
    assert "Traceback" not in ended.said


@contextmanager
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else writes to the database, for longer than anybody waits."""
    monkeypatch.setattr("store.writing.BUSY_SECONDS", 0.2)
    with (tmp_path / "data" / "lodestone.sqlite3.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_a_first_start_while_somebody_writes_says_what_to_do(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert main(["upgrade"]) == 0
    with held(tmp_path, monkeypatch):
        ended = serve()
    assert ended.status == 2
    assert "DATABASE_URL: the first sign-in link cannot be kept" in ended.said
    assert "start again" in ended.said
    assert "Traceback" not in ended.said


def test_a_site_with_users_starts_while_somebody_writes(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert main(["upgrade"]) == 0
    with closing(sqlite3.connect(tmp_path / "data" / "lodestone.sqlite3")) as file, file:
        file.execute(
            "INSERT INTO users (name, email, role, password_hash, active, created_at)"
            " VALUES ('Ada', 'ada@acme.example', 'admin', 'x', 1, '2026-01-01')"
        )
    with held(tmp_path, monkeypatch), pytest.raises(AssertionError, match="the site started"):
        serve()


def test_the_status_reaches_the_shell() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "web", "serve"],
        cwd=ROOT,
        env={**os.environ, "WORKERS": "none"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "WORKERS" in ended.stderr
    assert "Traceback" not in ended.stderr
