"""A site with two flows and rules for behaviour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import close, new_database
from web.app import create_app
from web.settings import load_settings

LEAD = """\
axes:
  need: {cap: 25}
  timing: {cap: 20}
  interest: {cap: 15}
behaviour:
  - {kind: page, url: pricing, axis: timing, give: 4, intent: true, at_most: 1 per day}
  - {kind: calculator, give: 3}
stages:
  IQL: {needs: [email]}
  MQL: {score: 3}
"""

FORM = """\
format: 1
kind: form
title: Write to us
language: en
steps:
  - {ask: email, type: email, text: Where shall we write?}
outcomes:
  - {id: end, title: Thank you}
"""

CLOSED = FORM + "settings: {origins: ['https://acme.example']}\n"

SUM = """\
format: 1
kind: calculator
title: A sum
language: en
steps:
  - {ask: amount, type: number, text: How many?}
  - set: {twice: amount * 2}
outcomes:
  - {id: end, title: There, results: [{label: Twice, value: twice}]}
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The site, once on each database."""
    flows = tmp_path / "flows"
    flows.mkdir()
    files = {"lead": LEAD, "form": FORM, "closed": CLOSED, "sum": SUM}
    for name, text in files.items():
        (flows / f"{name}.yml").write_text(text, "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path,
            flows_dir=flows,
            database_url=new_database(request.param, tmp_path),
            rate_limit="off",
            secret_key="s" * 40,
        )
    )
    yield app
    with app.app_context():
        close(app)
