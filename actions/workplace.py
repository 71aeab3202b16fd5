"""Where an action works: the turn's transaction, or one of its own under a Rasa server.

with workplace(tracker) as place:
    place.connection.execute(…)
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import Connection, bindparam, select

from actions.payload import LANGUAGE
from bot.flowfile import Bundle, compile_bundle
from bot.model import Flow
from outreach.carriers import Carriers, set_up
from outreach.mail import mail_server
from store.conversations import Conversation
from store.database import configure, db
from store.flow_versions import FlowVersion
from store.writing import write_connection

if TYPE_CHECKING:
    from rasa_sdk import Tracker


@dataclass(frozen=True, slots=True)
class Workplace:
    """`flow`, `conversation_id` and `lead_id` are None where a Rasa bot knows none of ours."""

    connection: Connection
    flow: Flow | None
    conversation_id: int | None
    lead_id: int | None


class NoDatabase(Exception):
    """The action server was not told where the site's database is."""


_current: ContextVar[Workplace | None] = ContextVar("workplace", default=None)


@contextmanager
def working(place: Workplace) -> Iterator[None]:
    """Let actions called inside work in `place`."""
    token = _current.set(place)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def workplace(tracker: Tracker) -> Iterator[Workplace]:
    """The turn's place when there is one, else a transaction of its own, committed at the end."""
    found = _current.get()
    if found is not None:
        yield found
        return
    with _server_app().app_context(), write_connection() as connection:
        yield _place_of(connection, str(tracker.sender_id))


def language_of(tracker: Tracker) -> str:
    """The visitor's language; English where the bot does not say."""
    return str(tracker.slots.get(LANGUAGE) or "en")


@cache
def _server_app() -> Flask:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        raise NoDatabase("DATABASE_URL: set it to the site's database for the action server")
    app = Flask("actions")
    configure(app, url, os.environ.get("SYNCHRONOUS", "FULL"))
    # Codes are made and checked here, so any secret will do that others do not know.
    app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY") or sha256(url.encode()).hexdigest()
    server = mail_server(os.environ.get("SMTP_URL", ""), os.environ.get("MAIL_FROM", ""))
    set_up(app, Carriers(mail=server))
    db.init_app(app)
    return app


_CONVERSATION = (
    select(Conversation.id, Conversation.lead_id, FlowVersion.name, FlowVersion.sources)
    .join(FlowVersion, FlowVersion.id == Conversation.flow_version_id)
    .where(Conversation.token == bindparam("token"))
)


def _place_of(connection: Connection, sender: str) -> Workplace:
    row = connection.execute(_CONVERSATION, {"token": sender}).first()
    if row is None:
        return Workplace(connection, None, None, None)
    flow = compile_bundle(Bundle(row.name, json.loads(row.sources)))
    return Workplace(connection, flow, row.id, row.lead_id)
