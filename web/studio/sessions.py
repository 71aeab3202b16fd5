"""Sessions of the studio: rows of `sign_ins`, found by the digest of a random token in a cookie.

A copy of the database signs nobody in; deleting or revoking a row signs that browser out at once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import g, request
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug import Response

from store.database import db
from store.types import now
from store.users import SignIn, User
from store.writing import writing
from web.site import site

COOKIE = "lodestone_studio"
#: A session ends when it was not used for this long.
LIFE = timedelta(days=14)
#: How old "last used" may be before it is written again: reading must not write each time.
TOUCH_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, and by which session."""

    id: int
    name: str
    email: str
    role: str
    sign_in_id: int

    @property
    def first_name(self) -> str:
        """What to greet them by."""
        return self.name.split()[0] if self.name.split() else self.email


def digest(token: str) -> str:
    """What is kept of a token. Tokens are long and random: no salt or slow hash is needed."""
    return sha256(token.encode()).hexdigest()


def current_person() -> Person | None:
    """Who is signed in on this request, or None."""
    if "person" not in g:
        token = request.cookies.get(COOKIE)
        g.person = _find(token) if token else None
    person: Person | None = g.person
    return person


def signed_in() -> Person:
    """Who is signed in; only for views that the door guards."""
    person = current_person()
    assert person is not None
    return person


def _find(token: str) -> Person | None:
    moment = now()
    row = db.session.execute(
        select(SignIn, User)
        .join(User, User.id == SignIn.user_id)
        .where(
            SignIn.token_hash == digest(token),
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > moment,
            User.active.is_(True),
        )
    ).first()
    if row is None:
        return None
    sign_in, user = row
    person = Person(user.id, user.name, user.email, user.role, sign_in.id)
    if moment - sign_in.last_seen_at > TOUCH_AFTER:
        with writing() as session:
            session.execute(
                update(SignIn)
                .where(SignIn.id == person.sign_in_id)
                .values(last_seen_at=moment, expires_at=moment + LIFE)
            )
        g.renew_cookie = token
    return person


def begin(session: Session, user: User) -> str:
    """Add a session for `user` in this transaction and return its token for `set_cookie`."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=digest(token),
            user_id=user.id,
            expires_at=now() + LIFE,
            agent=(request.user_agent.string or "")[:400] or None,
            address=request.remote_addr,
        )
    )
    return token


def set_cookie(response: Response, token: str) -> Response:
    """Give the browser its token."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LIFE.total_seconds()),
        path="/studio",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure or site().settings.public_url.startswith("https://"),
    )
    return response


def clear_cookie(response: Response) -> Response:
    """Take the token back."""
    response.delete_cookie(COOKIE, path="/studio", httponly=True, samesite="Lax")
    return response


def revoke(
    session: Session, user_id: int, *, only: int | None = None, but: int | None = None
) -> int:
    """End the user's sessions in this transaction: all, one (`only`) or all but one (`but`).

    Returns how many ended; one of another user is never touched.
    """
    statement = (
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now())
    )
    if only is not None:
        statement = statement.where(SignIn.id == only)
    if but is not None:
        statement = statement.where(SignIn.id != but)
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]
