"""Writes over the API: one transaction with its audit line, and the same answer when sent again.

With an `Idempotency-Key` the answer is kept for a day, in the transaction of the write itself: a
program that does not know whether its write arrived sends it again and gets what it got then.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Response, g, request
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from store.audit import Deed
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from web.api.problems import Problem
from web.auditing import audited

_WRITES = TABLES["api_writes"]

#: The longest Idempotency-Key.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write answers, and its line in the audit log. `lead_id` is whose data `body` shows:
    the kept answer goes when the person is erased."""

    body: dict[str, Any]
    deed: Deed
    status: int = 200
    lead_id: int | None = None


def write_once(do: Callable[[Connection], Answer]) -> Response:
    """Do a write, or answer as the first time when it was done under this key already.

    `do` raises `Problem` to refuse; then nothing is kept.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST or not key.isprintable():
        detail = f"Idempotency-Key: at most {LONGEST} printable characters."
        raise Problem(422, "Wrong shape", detail)
    kept = _kept(key)
    if kept is not None:
        return kept
    db.session.rollback()
    try:
        with write_connection() as connection:
            answer = do(connection)
            text = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":"))
            if key:
                _keep(connection, key, answer, text)
            audited(connection, answer.deed)
    except IntegrityError:
        kept = _kept(key)  # the same request came twice at once, and the other one was first
        if kept is None:
            raise
        return kept
    return _response(answer.status, text)


def _response(status: int, text: str) -> Response:
    return Response(text, status, mimetype="application/json")


def _digest() -> str:
    whole = f"{request.method} {request.full_path}\n".encode() + request.get_data(cache=True)
    return sha256(whole).hexdigest()


def _keep(connection: Connection, key: str, answer: Answer, text: str) -> None:
    row = {
        "api_key_id": g.api_key.id,
        "key": key,
        "request": _digest(),
        "status": answer.status,
        "body": text,
        "lead_id": answer.lead_id,
        "at": now(),
    }
    connection.execute(insert(_WRITES), row)


def _kept(key: str) -> Response | None:
    if not key:
        return None
    mine = (_WRITES.c.api_key_id == g.api_key.id, _WRITES.c.key == key)
    row = db.session.execute(select(_WRITES).where(*mine)).first()
    if row is None:
        return None
    if row.request != _digest():
        detail = "This Idempotency-Key was used for another request; choose a new one."
        raise Problem(422, "Key used already", detail)
    response = _response(row.status, row.body)
    response.headers["Idempotent-Replay"] = "true"
    return response
