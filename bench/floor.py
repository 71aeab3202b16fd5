"""What turns are measured against: the same server and framework, doing next to nothing."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, Response, request

app = Flask("floor")

#: About as long as a turn of the API.
_REPLY = '{"conversation":"' + "x" * 32 + '","messages":[],"question":{"text":"' + "y" * 500 + '"}}'

_here = threading.local()


@app.post("/bare")
def bare() -> Response:
    """Read a JSON body, answer JSON, no database."""
    assert request.get_json()["turn"]
    return Response(_REPLY, mimetype="application/json")


@app.post("/insert")
def insert() -> Response:
    """The same with one insert and one commit."""
    turn = request.get_json()["turn"]
    _connection().execute("INSERT INTO answers (turn, value) VALUES (?, 'x')", (turn,))
    return Response(_REPLY, mimetype="application/json")


def _connection() -> sqlite3.Connection:
    found = getattr(_here, "connection", None)
    if found is None:
        path = os.environ["FLOOR_DATABASE"]
        found = sqlite3.connect(path, timeout=10, isolation_level=None)
        with Path(f"{path}.lock").open("w") as lock:  # two processes set it up at once
            fcntl.flock(lock, fcntl.LOCK_EX)
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("CREATE TABLE IF NOT EXISTS answers (turn INTEGER, value TEXT)")
        found.execute(f"PRAGMA synchronous = {os.environ['SYNCHRONOUS']}")
        _here.connection = found
    return found
