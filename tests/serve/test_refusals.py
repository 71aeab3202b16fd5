"""What keeps a site from starting: each time exit 2, and the variable to mend by its name."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live import ROOT, free_port
from tests.serve.conftest import ASKING, write


def _serve(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "web", "serve"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATA_DIR": str(folder / "data"),
            "FLOWS_DIR": str(write(folder / "flows", asking=ASKING)),
            "PORT": str(free_port()),
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


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
def test_a_wrong_setting_is_named_with_what_it_is(tmp_path: Path, name: str, value: str) -> None:
    ended = _serve(tmp_path, **{name: value})
    assert ended.returncode == 2
    assert name in ended.stderr
    # Addresses may hold passwords, and what is printed may be logged.
    assert (value in ended.stderr) is not name.endswith("_URL")
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    ended = _serve(tmp_path, PORT="eighty", WORKERS="none")
    assert ended.returncode == 2
    assert "PORT" in ended.stderr
    assert "WORKERS" in ended.stderr


def test_a_taken_port_is_named_with_another_to_try(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = _serve(tmp_path, PORT=str(port))
    assert ended.returncode == 2
    assert f"PORT: {port}" in ended.stderr
    assert f"PORT={port + 1}" in ended.stderr


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
def test_a_place_that_is_not_there_is_named(tmp_path: Path, name: str, value: str) -> None:
    ended = _serve(tmp_path, **{name: value})
    assert ended.returncode == 2
    assert name in ended.stderr
    assert "Traceback" not in ended.stderr
