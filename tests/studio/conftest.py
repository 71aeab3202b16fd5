"""A studio on both databases: people of every role at the door, leads and flows to look at."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from leads.identity import email_key, folded, words_of
from store.database import db
from store.leads import Lead, LeadWord
from store.types import now
from store.users import SignIn, User
from store.writing import writing
from tests.databases import close, new_database
from web.app import create_app
from web.settings import load_settings
from web.studio import passwords
from web.studio.sessions import COOKIE, digest

#: Modules whose queries are worth asking of both databases; the others run on SQLite.
ON_BOTH = ("test_lead", "test_leads", "test_lead_erase", "test_sign_in", "test_flows")

LEAD = """\
axes:
  need: {cap: 25}
  budget: {cap: 25}
  authority: {cap: 15}
  fit: {cap: 20}
stages:
  IQL: {needs: [email]}
  MQL: {score: 20, needs: [email]}
  SQL: {score: 45, needs: [email]}
"""

CHAT = """\
format: 1
kind: chat
title: {en: Which plan fits you?, tr: Hangi plan size uyar?}
language: en
steps:
  - ask: first_name
    text: {en: What is your name?, tr: Adınız nedir?}
    type: name
  - ask: need
    text: {en: "What would you fix first, {first_name}?", tr: "Önce ne, {first_name}?"}
    type: choice
    axis: need
    options:
      - {value: volume, label: {en: Too few leads, tr: Çok az aday}, points: 20}
      - {value: quality, label: {en: Leads never buy, tr: Alıcı çıkmıyor}, points: 25}
  - ask: email
    text: {en: Where shall we send it?, tr: Nereye gönderelim?}
    type: email
outcomes:
  - {id: end, title: {en: Thank you, tr: Teşekkürler}}
"""

PASSWORD = "correct horse battery staple"
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One run a test, two where the database matters."""
    if "database_url" in metafunc.fixturenames:
        both = metafunc.module.__name__.rsplit(".", 1)[-1] in ON_BOTH
        kinds = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with all tables and no rows."""
    return new_database(request.param, tmp_path)


class Visitor:
    """A browser at the studio; `post` sends forms as the pages would, with their CSRF token."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self._token = ""

    def get(self, path: str, **arguments: Any) -> TestResponse:
        return self.client.get(path, **arguments)

    def post(self, path: str, **fields: Any) -> TestResponse:
        if not self._token:
            for page in ("/studio/account", "/studio/sign-in"):
                found = _CSRF.search(self.client.get(page).text)
                if found:
                    self._token = found[1]
                    break
        data = {"csrf_token": self._token, **fields}
        return self.client.post(path, data=data)

    def forget_token(self) -> None:
        """Signing in or out begins a new session with a new token."""
        self._token = ""


@dataclass(eq=False)
class Studio:
    """The site, and ways to put people and leads into it."""

    app: Flask
    flows: Path

    @contextmanager
    def rows(self) -> Iterator[Session]:
        """A write transaction; requests must find no context of ours, or they would share `g`."""
        with self.app.app_context(), writing() as session:
            yield session

    def stranger(self) -> Visitor:
        return Visitor(self.app.test_client())

    def user(self, role: str = "admin", **fields: Any) -> User:
        name = fields.pop("name", f"{role.capitalize()} Person")
        email = fields.pop("email", f"{role}-{secrets.token_hex(3)}@acme.example")
        with self.rows() as rows:
            user = User(name=name, email=email, role=role, **{"password_hash": "x", **fields})
            rows.add(user)
        return user

    def session_of(self, user: User, **fields: Any) -> tuple[str, int]:
        """A session's token and row number."""
        token = secrets.token_urlsafe(16)
        with self.rows() as rows:
            row = SignIn(
                token_hash=digest(token),
                user_id=user.id,
                **{"expires_at": now() + timedelta(days=1), "agent": "Firefox", **fields},
            )
            rows.add(row)
            rows.flush()
            number = row.id
        return token, number

    def signed_in(self, role_or_user: str | User = "admin") -> Visitor:
        user = self.user(role_or_user) if isinstance(role_or_user, str) else role_or_user
        token, _ = self.session_of(user)
        client = self.app.test_client()
        client.set_cookie(COOKIE, token, path="/studio")
        return Visitor(client)

    def lead(self, **fields: Any) -> Lead:
        """A lead as an arrival would keep it, findable."""
        number = secrets.token_hex(4)
        first, last = fields.pop("first_name", "Ada"), fields.pop("last_name", "Nowak")
        email = fields.pop("email", f"ada-{number}@acme.example")
        lead = Lead(
            first_name=first,
            last_name=last,
            email=email,
            email_key=email_key(email) if email else None,
            name_key=folded(f"{last or ''} {first or ''}".strip()),
            company_key=folded(fields.get("company") or "") or None,
            **fields,
        )
        with self.rows() as rows:
            rows.add(lead)
            rows.flush()
            words = words_of((lead.name, lead.email, lead.company))
            rows.add_all([LeadWord(word=word, lead_id=lead.id) for word in words])
        return lead

    def keep(self, *rows: Any) -> None:
        """Add rows of any table."""
        with self.rows() as session:
            session.add_all(rows)

    def count(self, model: Any, *conditions: Any) -> int:
        with self.app.app_context():
            return db.session.query(model).filter(*conditions).count()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its cheapest: its cost is not what is tested."""
    monkeypatch.setattr(
        passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    passwords._nobody.cache_clear()


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """A folder of flow files that tests may change."""
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "lead.yml").write_text(LEAD, "utf-8")
    (folder / "plan.yml").write_text(CHAT, "utf-8")
    return folder


@pytest.fixture
def make_studio(database_url: str, flows: Path, tmp_path: Path) -> Iterator[Callable[..., Studio]]:
    """Builds a site on the test's database with other settings than the usual ones."""
    opened: list[Flask] = []

    def make(**settings: Any) -> Studio:
        given = {
            "data_dir": tmp_path,
            "flows_dir": flows,
            "database_url": database_url,
            "rate_limit": "off",
            "secret_key": "s" * 40,
            **settings,
        }
        app = create_app(load_settings(**given))
        opened.append(app)
        return Studio(app, flows)

    yield make
    for app in opened:
        with app.app_context():
            close(app)


@pytest.fixture
def studio(make_studio: Callable[..., Studio]) -> Studio:
    """The usual site."""
    return make_studio()
