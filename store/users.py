"""People of the studio: users, their sign-ins, one-time sign-in links, API keys.

Secrets are kept as digests only: a copy of the database signs nobody in.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now

ROLES = ("marketer", "sales", "admin")


class User(Base):
    """Somebody who may sign in. `email` is kept folded by `leads.identity.email_key`.

    `mail_talks`, `mail_questions` and `mail_leads` say what they are told by mail: that a visitor
    wants a person, has left a question, and that a lead was handed to them.
    """

    __tablename__ = "users"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]  # argon2; null until one is set
    role: Mapped[str] = mapped_column(String(12))
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str | None] = mapped_column(String(35))
    created_at: Mapped[datetime] = mapped_column(default=now)
    mail_talks: Mapped[bool] = mapped_column(default=True)
    mail_questions: Mapped[bool] = mapped_column(default=True)
    mail_leads: Mapped[bool] = mapped_column(default=True)


class SignIn(Base):
    """A session of the studio on one browser; revoking the row signs it out."""

    __tablename__ = "sign_ins"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    agent: Mapped[str | None]
    address: Mapped[str | None]


class SignInLink(Base):
    """A link that signs in once. Without a user it makes the first admin."""

    __tablename__ = "sign_in_links"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ApiKey(Base):
    """A key for programs. `prefix` is its readable beginning; `scopes` are space separated."""

    __tablename__ = "api_keys"

    id: Mapped[Key]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    prefix: Mapped[str] = mapped_column(String(16))
    name: Mapped[str]
    scopes: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
