"""A database of each kind, a real mail server that keeps what it gets, a clock that is moved."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Row, select

from bot.score import BUILT_IN
from outreach import outbox
from outreach.carriers import Carriers
from outreach.delivery import Round, deliver_due
from outreach.mail import MailServer, mail_server
from store.database import db
from store.outbox import OutboxRow
from store.tables import TABLES
from store.writing import write_connection
from tests.databases import app, database_url  # noqa: F401
from tests.mailbox import Mailbox


class Clock:
    """A moment that tests move on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Gateway:
    """Keeps messages; raises what it is told to."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    fails_with: Exception | None = None

    def send(self, to: str, text: str, message_id: str) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.sent.append((to, text, message_id))


@dataclass
class Post:
    """An outbox with everything around it."""

    clock: Clock
    mailbox: Mailbox
    gateway: Gateway
    carriers: Carriers

    def put(self, kind: str = "mail", key: str = "k", **more: Any) -> bool:
        payload = more.pop("payload", None) or {
            "to": "ada@acme.example",
            "subject": "Hello",
            "text": "A word.",
        }
        with write_connection() as connection:
            return outbox.put(connection, kind, payload, key=key, at=self.clock(), **more)

    def deliver(self, carriers: Carriers | None = None) -> int:
        return deliver_due(Round(carriers or self.carriers, BUILT_IN, self.clock))

    def rows(self) -> list[Row[Any]]:
        with db.engine.connect() as connection:
            return [*connection.execute(select(TABLES["outbox"]).order_by(OutboxRow.id))]

    @property
    def row(self) -> Row[Any]:
        (row,) = self.rows()
        return row

    @property
    def mails(self) -> list[EmailMessage]:
        return self.mailbox.mails


@pytest.fixture
def server(mailbox: Mailbox) -> MailServer:
    made = mail_server(mailbox.url, "Acme <hello@acme.example>")
    assert made is not None
    return made


@pytest.fixture
def post(app: Flask, mailbox: Mailbox, server: MailServer) -> Post:  # noqa: F811
    gateway = Gateway()
    carriers = Carriers("https://ask.acme.example", server, gateway)
    return Post(Clock(), mailbox, gateway, carriers)


@pytest.fixture
def without_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses at their longest."""
    whole: Callable[[float, float], float] = lambda low, high: high  # noqa: E731
    monkeypatch.setattr(random, "uniform", whole)
