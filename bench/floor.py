"""What turns are measured against: the same server and framework, doing next to nothing."""

from __future__ import annotations

import fcntl
import os
import random
import sqlite3
import threading
from pathlib import Path

from flask import Flask, Response, request

from web.serve.gateway import Gateway
from web.serve.waiting import WaitingRoom

app = Flask("floor")

#: The site's own gateway under granian, with nobody waiting in it.
gateway = Gateway(app.wsgi_app, WaitingRoom(lambda _: {}), 64 * 1024)

#: About as long as a turn of the API.
_REPLY = '{"conversation":"' + "x" * 32 + '","messages":[],"question":{"text":"' + "y" * 500 + '"}}'
#: About as long as a session of the bench's flow.
_STATE = '{"slots":{"need":"quality"},"frames":[],"entries":["' + "z" * 900 + '"]}'

_CONVERSATIONS = 500
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS conversations (id INTEGER PRIMARY KEY, token TEXT UNIQUE, state TEXT,
    turn INTEGER, updated_at TEXT);
CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, conversation_id INTEGER, slot TEXT,
    raw TEXT, value TEXT, turn INTEGER, answered_at TEXT);
CREATE INDEX IF NOT EXISTS by_slot ON answers (conversation_id, slot, id);
CREATE TABLE IF NOT EXISTS ledger (id INTEGER PRIMARY KEY, lead_id INTEGER,
    conversation_id INTEGER, axis TEXT, points REAL, rule TEXT, evidence TEXT, at TEXT);
CREATE INDEX IF NOT EXISTS by_lead ON ledger (lead_id, id);
CREATE INDEX IF NOT EXISTS by_conversation ON ledger (conversation_id, id);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers
    WHERE n < {_CONVERSATIONS})
INSERT OR IGNORE INTO conversations SELECT n, 'token-' || n, '{_STATE}', 1, '' FROM numbers;
"""
_AT = "2026-01-01 00:00:00.000000"

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


@app.post("/writes")
def writes() -> Response:
    """What a turn has to read and write, and nothing to work out: the conversation by its token,
    its new state, an answer and its points, in one commit under the site's lock."""
    turn = request.get_json()["turn"]
    connection = _connection()
    token = f"token-{random.randint(1, _CONVERSATIONS)}"
    found = "SELECT id, state, turn, updated_at FROM conversations WHERE token = ?"
    number, state, _, _ = connection.execute(found, (token,)).fetchone()
    fcntl.flock(_here.lock, fcntl.LOCK_EX)
    try:
        connection.execute("BEGIN IMMEDIATE")
        moved = "UPDATE conversations SET state = ?, turn = ?, updated_at = ? WHERE id = ?"
        connection.execute(moved, (state, turn, _AT, number))
        answer = (number, "need", '"quality"', '"quality"', turn, _AT)
        columns = "conversation_id, slot, raw, value, turn, answered_at"
        connection.execute(f"INSERT INTO answers ({columns}) VALUES (?, ?, ?, ?, ?, ?)", answer)
        line = (None, number, "need", 25.0, "need: quality", "Leads never buy", _AT)
        columns = "lead_id, conversation_id, axis, points, rule, evidence, at"
        connection.execute(f"INSERT INTO ledger ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", line)
        connection.execute("COMMIT")
    finally:
        fcntl.flock(_here.lock, fcntl.LOCK_UN)
    return Response(_REPLY, mimetype="application/json")


def _connection() -> sqlite3.Connection:
    found: sqlite3.Connection | None = getattr(_here, "connection", None)
    if found is None:
        path = os.environ["FLOOR_DATABASE"]
        found = sqlite3.connect(path, timeout=10, isolation_level=None)
        _here.lock = Path(f"{path}.lock").open("a")  # noqa: SIM115 (kept open)
        fcntl.flock(_here.lock, fcntl.LOCK_EX)  # two processes set it up at once
        found.execute("PRAGMA journal_mode = WAL")
        found.executescript(_SCHEMA)
        fcntl.flock(_here.lock, fcntl.LOCK_UN)
        found.execute(f"PRAGMA synchronous = {os.environ['SYNCHRONOUS']}")
        found.execute("PRAGMA wal_autocheckpoint = 4000")
        _here.connection = found
    return found
