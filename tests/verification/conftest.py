"""The site on both databases with a mail server of its own, and the worker's round by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Row, select

from outreach.carriers import carriers
from outreach.delivery import Round, deliver_due
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from tests.databases import close, database_url  # noqa: F401
from tests.mailbox import Mailbox
from web.app import create_app
from web.conversations.flow_book import kept_flow
from web.settings import ROOT, load_settings

LEAD = """\
axes:
  need: {cap: 25}
  fit: {cap: 20}
stages:
  IQL: {needs: [email]}
  MQL: {score: 10, needs: [email_confirmed]}
verification:
  email_confirmed: {axis: fit, give: 5}
"""

CHAT = """\
format: 1
kind: chat
title: A plan
language: en
brand: {name: Acme}
steps:
  - ask: need
    type: choice
    axis: need
    text: What for?
    options: [{value: volume, label: More, points: 20}, {value: look, label: Look, points: 0}]
  - {ask: email, type: email, text: Where to?, confirm: code}
  - {ask: note, type: text, text: Anything else?, required: false}
outcomes:
  - {id: known, if: email_confirmed, title: Known}
  - {id: unknown, title: Unknown}
"""


@dataclass
class Site:
    """The site and its mail."""

    app: Flask
    mailbox: Mailbox

    def deliver(self, later: timedelta = timedelta()) -> None:
        """What the worker does every second."""
        with self.app.app_context():
            flow = next(iter(self.app.extensions["lodestone"].library.flows.values())).flow
            deliver_due(Round(carriers(), flow.lead, lambda: now() + later, kept_flow))
            db.session.remove()

    def lead(self) -> Row[Any]:
        """The only lead."""
        (lead,) = self.all_of("leads")
        return lead

    def all_of(self, table: str) -> list[Row[Any]]:
        with self.app.app_context(), db.engine.connect() as connection:
            return [*connection.execute(select(TABLES[table]).order_by(TABLES[table].c.id))]

    def change(self, statement: Any) -> None:
        """Change rows behind the site's back."""
        with self.app.app_context(), write_connection() as connection:
            connection.execute(statement)

    def rungs(self) -> dict[str, str]:
        """States by rung."""
        return {row.rung: row.state for row in self.all_of("verifications")}


class Talk:
    """A conversation over the API."""

    def __init__(self, client: FlaskClient, flow: str, **more: Any) -> None:
        self.client = client
        self.turn = self._post(f"/flows/{flow}/conversations", more)

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        reply = self.client.post(f"/api/v1{path}", json=body)
        assert reply.status_code in (200, 201), reply.text
        found: dict[str, Any] = json.loads(reply.data)
        return found

    @property
    def slot(self) -> str | None:
        """What is asked now."""
        question = self.turn["question"]
        return question["slot"] if question else None

    @property
    def said(self) -> str:
        """What the bot said last."""
        return " ".join(message["text"] for message in self.turn["messages"])

    def say(self, text: str) -> Talk:
        """Type words."""
        path = f"/conversations/{self.turn['conversation']}/answers"
        self.turn = self._post(path, {"turn": self.turn["turn"], "text": text})
        return self

    def answer(self, value: Any) -> Talk:
        """Send a value."""
        path = f"/conversations/{self.turn['conversation']}/answers"
        self.turn = self._post(path, {"turn": self.turn["turn"], "value": value})
        return self

    def back(self) -> Talk:
        """Go back one question."""
        path = f"/conversations/{self.turn['conversation']}/back"
        self.turn = self._post(path, {"turn": self.turn["turn"]})
        return self


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "plan.yml").write_text(CHAT, "utf-8")
    (folder / "lead.yml").write_text(LEAD, "utf-8")
    return folder


@pytest.fixture
def make_site(
    database_url: str,  # noqa: F811
    tmp_path: Path,
    mailbox: Mailbox,
) -> Iterator[Callable[..., Site]]:
    """Builds a site on the test's database."""
    opened: list[Flask] = []

    def make(**settings: Any) -> Site:
        given = {
            "data_dir": tmp_path,
            "database_url": database_url,
            "rate_limit": "off",
            "synchronous": "NORMAL",
            "secret_key": "s" * 40,
            "base_url": "https://ask.acme.example",
            "smtp_url": mailbox.url,
            "mail_from": "Acme <hello@acme.example>",
            **settings,
        }
        app = create_app(load_settings(**given))
        opened.append(app)
        return Site(app, mailbox)

    yield make
    for app in opened:
        close(app)


@pytest.fixture
def site(make_site: Callable[..., Site], flows: Path) -> Site:
    return make_site(flows_dir=flows)


@pytest.fixture
def shipped(make_site: Callable[..., Site]) -> Site:
    """The site with the flows that come with it."""
    return make_site(flows_dir=ROOT / "flows")


@pytest.fixture
def talk(site: Site) -> Talk:
    """A conversation that has just given its address."""
    return Talk(site.app.test_client(), "plan").answer("volume").say("ada@acme.example")
