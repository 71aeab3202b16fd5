"""Accounts and the one-time links that open them: the first admin, invitations, the locked out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from leads.identity import email_key
from store.database import db
from store.types import now
from store.users import SignInLink, User
from store.writing import writing
from web.studio.sessions import digest

LINK_LIFE = timedelta(hours=24)


def first_link(app: Flask) -> str | None:
    """A one-time path that makes the first admin, or None when somebody has an account already.

    Only the newest such link works. Called by the serve command at start.
    """
    with app.app_context():
        # Read first: a site that has its users starts while somebody holds the database.
        return None if someone_exists(db.session()) else _new_first_link()


def _new_first_link() -> str | None:
    with writing() as session:
        if someone_exists(session):
            return None
        session.execute(delete(SignInLink).where(SignInLink.user_id.is_(None)))
        return make_link(session, None)


def link_for(app: Flask, email: str) -> str | None:
    """A one-time path for the active user with this e-mail to set a new password, else None."""
    with app.app_context(), writing() as session:
        user = session.scalar(
            select(User).where(User.email == email_key(email), User.active.is_(True))
        )
        return make_link(session, user.id) if user else None


def make_link(session: Session, user_id: int | None) -> str:
    """Add a one-time link in this transaction; earlier unused ones of the user stop working."""
    token = secrets.token_urlsafe(24)
    if user_id is not None:
        session.execute(
            update(SignInLink)
            .where(SignInLink.user_id == user_id, SignInLink.used_at.is_(None))
            .values(used_at=now())
        )
    session.add(SignInLink(token_hash=digest(token), user_id=user_id, expires_at=now() + LINK_LIFE))
    return f"/studio/welcome/{token}"


def find_link(token: str, session: Session | None = None) -> SignInLink | None:
    """The link of `token` if it still works. Within a write it is locked until the commit."""
    statement = select(SignInLink).where(
        SignInLink.token_hash == digest(token),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now(),
    )
    if session is not None:
        statement = statement.with_for_update()
    link = (session or db.session).scalar(statement)
    if link is not None and link.user_id is None and someone_exists(session or db.session()):
        return None
    return link


def someone_exists(session: Session) -> bool:
    """Whether anybody has an account."""
    return bool(session.scalar(select(func.count()).select_from(User).limit(1)))
