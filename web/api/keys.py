"""API keys: who calls, and what they may."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, make_response, request
from sqlalchemy import select, update

from store.database import db
from store.types import now
from store.users import ApiKey
from store.writing import write_connection
from web.api.problems import Problem
from web.auditing import note

P = ParamSpec("P")
R = TypeVar("R")

#: `last_used_at` is as exact as this; a write for every read would cost more than it tells.
_FRESH = timedelta(minutes=5)


def needs(scope: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only keys with `scope` call the view: 401 without a key, 403 with one that may not."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            key = _key()
            if scope not in key.scopes.split():
                raise Problem(403, "Not allowed", f"This key lacks the scope {scope}.")
            g.api_key = key
            if "Idempotency-Key" in request.headers:
                request.get_data()  # kept in reach: `web.api.writes` compares bodies
            _touch(key)
            return note(make_response(view(*args, **kwargs)))  # type: ignore[return-value]

        return guarded

    return decorate


def api_key() -> ApiKey:
    """The key of this request; only for views that `needs` guards."""
    found: ApiKey = g.api_key
    return found


def _given() -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and value:
        return value.strip()
    return request.headers.get("X-API-Key", "").strip()


def _key() -> ApiKey:
    given = _given()
    if not given:
        raise Problem(401, "No key", "Send an API key as `Authorization: Bearer …`.")
    digest = hashlib.sha256(given.encode("utf-8", "surrogateescape")).hexdigest()
    key = db.session.scalar(
        select(ApiKey).where(ApiKey.key_hash == digest, ApiKey.revoked_at.is_(None))
    )
    if key is None:
        raise Problem(401, "Unknown key", "This API key is unknown or revoked.")
    return key


def _touch(key: ApiKey) -> None:
    if key.last_used_at is not None and now() - key.last_used_at < _FRESH:
        return
    statement = update(ApiKey).where(ApiKey.id == key.id).values(last_used_at=now())
    db.session.rollback()
    with write_connection() as connection:
        connection.execute(statement)
