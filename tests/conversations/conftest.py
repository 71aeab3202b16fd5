"""A site with small flows on both databases; `play` is the turn's path within its context."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from bot.library import Library
from tests.databases import close, database_url, store_app  # noqa: F401
from web.conversations import record_published
from web.settings import load_settings
from web.site import Site

LEAD = """\
axes:
  need: {cap: 25}
  budget: {cap: 25}
  interest: {cap: 15}
  fit: {cap: 20}
fit:
  - {if: 'job_title = "CEO"', give: 5}
stages:
  IQL: {needs: [email]}
  MQL: {score: 30, needs: [email]}
"""

CHAT = """\
format: 1
kind: chat
title: Which plan fits you?
language: en
steps:
  - ask: need
    text: What would you most like to fix?
    type: choice
    axis: need
    options:
      - {value: volume, label: Too few leads, points: 20}
      - {value: quality, label: Leads never buy, points: 25}
      - {value: look, label: Just looking, points: 0}
  - ask: seats
    text: How many seats?
    type: number
    axis: budget
    min: 1
    points:
      - {if: seats >= 10, give: 15}
      - {give: 5}
  - ask: email
    text: Where shall we send it?
    type: email
  - ask: job_title
    text: And what do you do?
    type: text
    required: false
  - ask: news
    text: May we write to you?
    type: consent
    purpose: newsletter
    required: false
outcomes:
  - {id: big, if: seats >= 10, title: Growth}
  - {id: small, title: Starter}
"""

FORM = """\
format: 1
kind: form
title: Tell us
language: en
steps:
  - ask: first_name
    text: First name
    type: name
  - ask: email
    text: E-mail
    type: email
  - ask: phone
    text: Phone
    type: phone
    required: false
outcomes:
  - {id: thanks, title: Thank you}
"""

ONCE = FORM.replace("language: en", "language: en\nsettings: {once_per: email}")
BROWSER = FORM.replace("language: en", "language: en\nsettings: {once_per: browser}")
QUOTA = FORM.replace("language: en", "language: en\nsettings: {quota: 2}")
CLOSED = FORM.replace("language: en", "language: en\nsettings: {closes: 2020-01-31}")

ACTING = """\
format: 1
kind: chat
title: With an action
language: en
steps:
  - ask: email
    text: E-mail?
    type: email
  - action: action_look_up
  - ask: more
    text: Anything else?
    type: text
outcomes:
  - {id: end, title: Done}
"""

FLOWS = {
    "lead": LEAD,
    "chat": CHAT,
    "form": FORM,
    "once": ONCE,
    "browser": BROWSER,
    "quota": QUOTA,
    "closed": CLOSED,
    "acting": ACTING,
}


def site_app(url: str, flows: Path) -> Flask:
    """A site without pages: database, flows, settings."""
    app = store_app(url)
    settings = load_settings(data_dir=flows.parent, flows_dir=flows, action_timeout=0.4)
    library = Library(flows)
    app.extensions["lodestone"] = Site(settings, library)
    assert not [str(problem) for problem in library.problems if problem.severity == "error"]
    return app


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """A folder of flow files that tests may change."""
    folder = tmp_path / "flows"
    folder.mkdir()
    for name, text in FLOWS.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def site(database_url: str, flows: Path) -> Iterator[Flask]:  # noqa: F811
    """The app, its context pushed."""
    app = site_app(database_url, flows)
    with app.app_context():
        record_published()
        yield app
    close(app)
