"""A site whose chats can be handed to a person, with somebody of the staff; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.effects import View
from store.database import db
from store.types import now
from store.users import User
from store.writing import write_connection, writing
from tests.databases import close, database_url  # noqa: F401
from web import conversations
from web.app import create_app
from web.conversations import Reply, Visit, talks
from web.conversations.talks import Spoken, Talk
from web.settings import load_settings
from web.words import LANGUAGES

LEAD = """\
axes:
  need: {cap: 25}
stages:
  IQL: {needs: [email]}
"""

CHAT = """\
format: 1
kind: chat
title: Which plan fits you?
language: en
steps:
  - ask: need
    text: {en: What would you fix?, pl: Co poprawić?, tr: Neyi düzeltelim?}
    type: choice
    axis: need
    options:
      - {value: volume, label: {en: Too few leads, pl: Za mało, tr: Az}, points: 20}
      - {value: quality, label: {en: Leads never buy, pl: Nie kupują, tr: Almıyorlar}, points: 25}
  - ask: note
    text: {en: Anything else?, pl: Coś jeszcze?, tr: Başka bir şey?}
    type: text
outcomes:
  - {id: end, title: {en: Thank you, pl: Dziękujemy, tr: Teşekkürler}}
"""

ONE_QUESTION = """\
format: 1
kind: chat
title: T
language: {language}
steps:
  - {{ask: note, type: text, text: "?"}}
"""

QUIET = CHAT.replace("language: en", "language: en\nsettings: {person: false}", 1)

FLOWS = {
    "lead": LEAD,
    "chat": CHAT,
    "quiet": QUIET,
    **{f"chat-{language}": ONE_QUESTION.format(language=language) for language in LANGUAGES},
}


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Flask]:  # noqa: F811
    flows = tmp_path / "flows"
    flows.mkdir()
    for name, text in FLOWS.items():
        (flows / f"{name}.yml").write_text(text, "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path / "data",
            flows_dir=flows,
            database_url=database_url,
            rate_limit="off",
            synchronous="NORMAL",
        )
    )
    with app.app_context():
        yield app
    close(app)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def staff(site: Flask) -> SimpleNamespace:
    return member("Ayşe Işık")


def member(name: str, role: str = "sales") -> SimpleNamespace:
    """Somebody of the staff."""
    email = f"{name.split()[0].lower()}@acme.example"
    with writing() as rows:
        user = User(email=email, name=name, role=role)
        rows.add(user)
        rows.flush()
        return SimpleNamespace(id=user.id, name=name)


class Visitor:
    """One visitor, turn by turn."""

    def __init__(self, flow: str = "chat", language: str = "en") -> None:
        self.reply: Reply = conversations.begin(flow, Visit(language=language))

    @property
    def token(self) -> str:
        return self.reply.token

    @property
    def view(self) -> View:
        return self.reply.view

    def types(self, text: str) -> Reply:
        self.reply = conversations.answer(self.token, self.reply.turn, text=text)
        return self.reply

    def wants_a_person(self) -> Reply:
        self.reply = conversations.ask_person(self.token, self.reply.turn)
        return self.reply

    def goes_on_alone(self) -> Reply:
        self.reply = conversations.leave_person(self.token, self.reply.turn)
        return self.reply

    def looks(self) -> Reply:
        self.reply = conversations.current(self.token)
        return self.reply

    @property
    def talk(self) -> Talk | None:
        with db.engine.connect() as connection:
            return talks.talk_of(connection, self.token)

    @property
    def id(self) -> int:
        found = self.talk
        assert found is not None
        return found.conversation_id

    def heard(self, after: int = 0) -> list[Spoken]:
        with db.engine.connect() as connection:
            return talks.messages_after(connection, self.id, after)

    def said(self) -> list[tuple[str, str]]:
        """Author and words of all that was said."""
        return [(one.author, one.text) for one in self.heard()]


def takes_over(staff: Any, visitor: Visitor) -> None:
    with write_connection() as connection:
        talks.take_over(connection, visitor.id, staff, now())


def says(staff: Any, visitor: Visitor, text: str, key: str | None = None) -> None:
    with write_connection() as connection:
        talks.speak(connection, visitor.id, staff, text, key, now())


def hands_back(staff: Any, visitor: Visitor) -> None:
    with write_connection() as connection:
        talks.hand_back(connection, visitor.id, staff, now())
