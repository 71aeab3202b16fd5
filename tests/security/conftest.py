"""A site with a flow of every question type, strangers, visitors and people of the studio."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from store.database import db
from store.leads import Lead
from store.types import now
from store.users import ApiKey, SignIn, User
from store.writing import writing
from tests.databases import close, new_database
from tests.security.everything import LEAD, flow, with_words
from tests.security.markup import Markup
from web.app import create_app
from web.settings import load_settings
from web.studio.sessions import COOKIE, digest
from web.visitor import trap

KEY = "ls_" + "k" * 40


@dataclass
class Site:
    """The site, and those who come to it.

    No context stays pushed: requests would share its `g`, and with it who is signed in.
    """

    app: Flask

    def stranger(self) -> FlaskClient:
        return self.app.test_client()

    def person(self, role: str = "admin") -> FlaskClient:
        """A browser signed in to the studio."""
        token = secrets.token_urlsafe(16)
        with self.app.app_context(), writing() as rows:
            email = f"{role}-{secrets.token_hex(3)}@acme.example"
            user = User(name=role.title(), email=email, role=role, password_hash="x")
            rows.add(user)
            rows.flush()
            ends = now() + timedelta(days=1)
            rows.add(SignIn(token_hash=digest(token), user_id=user.id, expires_at=ends))
        client = self.app.test_client()
        client.set_cookie(COOKIE, token, path="/studio")
        return client

    def rows(self, model: Any) -> int:
        with self.app.app_context():
            return int(db.session.scalar(select(func.count()).select_from(model)) or 0)

    def keep(self, *rows: Any) -> None:
        """Add rows of any table."""
        with self.app.app_context(), writing() as session:
            session.add_all(rows)

    def newest_lead(self) -> Lead:
        with self.app.app_context():
            lead = db.session.scalars(select(Lead).order_by(Lead.id.desc()).limit(1)).one()
            db.session.expunge(lead)
            return lead

    # ------------------------------------------------------------ visitors

    def play_api(
        self, name: str, answers: dict[str, Any], agent: str = "Mozilla/5.0", **begin: Any
    ) -> dict[str, Any]:
        """Answer over the API; what a question does not take is skipped or answered plainly."""
        client, headers = self.stranger(), {"User-Agent": agent}
        began = client.post(f"/api/v1/flows/{name}/conversations", json=begin, headers=headers)
        assert began.status_code == 201, began.text
        turn: dict[str, Any] = began.get_json()
        path = f"/api/v1/conversations/{turn['conversation']}/answers"
        while not turn["done"]:
            asked = turn["question"]["slot"]
            answer = client.post(path, json={"turn": turn["turn"], "value": answers.get(asked)})
            assert answer.status_code in (200, 422), (asked, answer.text)
            if answer.status_code == 422:
                plain = with_words("Plain")[asked] if turn["question"]["required"] else None
                answer = client.post(path, json={"turn": turn["turn"], "value": plain})
                assert answer.status_code == 200, (asked, answer.text)
            turn = answer.get_json()
        return turn

    def post_form(
        self,
        client: FlaskClient,
        name: str,
        fields: dict[str, Any],
        query: dict[str, str] | None = None,
        **headers: str,
    ) -> TestResponse:
        """Fill in the one page of a form as a browser without script does."""
        page = client.get(f"/f/{name}", query_string=query or {}, headers=headers)
        assert page.status_code == 200
        form = next(form for form in Markup(page.text).forms if "first_name" in form.names)
        kept = [(key, value) for key, value in form.fields if key != "website_url"]
        data: dict[str, Any] = {as_sent(key): value for key, value in kept}
        return client.post(form.action, data={**data, "do": "answer", **fields}, headers=headers)


def form_fields(words: str, email: str) -> dict[str, Any]:
    """The fields of the form with `words` wherever words can stand."""
    own = ("first_name", "company", "job_title", "note", "address")
    return {
        **dict.fromkeys(own, words),
        "email": email,
        "colour": "own",
        "colour.other": words,
        "several": ["a", "own"],
        "several.other": words,
        "budget": "2000",
        "news": "yes",
        "brief": (io.BytesIO(words.encode()), as_sent(words), "text/html"),
    }


def as_sent(words: str) -> str:
    """A field's or a file's name as browsers send it: line breaks cannot be in a header."""
    return words.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")


def header(words: str) -> str:
    """What of the words can be in a header at all."""
    return words.encode("ascii", "ignore").decode().translate({0: None, 10: " ", 13: " "})


@pytest.fixture(autouse=True)
def patient_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests answer at once, and are people all the same."""
    monkeypatch.setattr(trap, "FASTEST_TAP", 0.0)
    monkeypatch.setattr(trap, "FASTEST_PAGE", 0.0)


def write_flows(folder: Path) -> Path:
    """The flows of these tests."""
    folder.mkdir()
    (folder / "media").mkdir()
    (folder / "media" / "ours.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "lead.yml").write_text(LEAD, "utf-8")
    (folder / "chat.yml").write_text(flow("chat"), "utf-8")
    (folder / "form.yml").write_text(flow("form"), "utf-8")
    return folder


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Sites by the kind of their database, made when first asked for and shared by all tests."""
    made: dict[str, Site] = {}

    def site_on(kind: str) -> Site:
        if kind not in made:
            made[kind] = make_site(kind, tmp_path_factory.mktemp(kind))
        return made[kind]

    yield site_on
    for site in made.values():
        close(site.app)


def make_site(kind: str, folder: Path, rate_limit: str = "off") -> Site:
    """A site on an empty database of that kind."""
    site = Site(
        create_app(
            load_settings(
                data_dir=folder,
                flows_dir=write_flows(folder / "flows"),
                database_url=new_database(kind, folder),
                rate_limit=rate_limit,
                synchronous="NORMAL",
                secret_key="s" * 40,
            )
        )
    )
    site.keep(ApiKey(name="CRM", key_hash=digest(KEY), prefix=KEY[:8], scopes="leads:read"))
    return site


@pytest.fixture
def site(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Site:
    """The site on SQLite, or on what a test's parameter names."""
    return sites(getattr(request, "param", "sqlite"))
