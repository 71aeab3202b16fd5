"""What a site plays before it forks stays between it and nobody."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from bot.library import Library
from store.database import db
from store.tables import TABLES
from store.upgrade import upgrade
from store.writing import WriteLockBusy
from tests.databases import close, postgres_url
from tests.serve.client import COUNTING, write
from web.app import create_app
from web.serve import prepare, rehearsing
from web.settings import Settings, load_settings


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = postgres_url() if request.param == "postgresql" else ""
    flows = write(tmp_path / "flows", counting=COUNTING.format(title="Counting", extra=""))
    return load_settings(data_dir=tmp_path / "data", flows_dir=flows, database_url=url)


def _rows(app: Flask) -> dict[str, int]:
    with app.app_context(), db.engine.connect() as connection:
        counted = {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in TABLES.items()
        }
    return {name: count for name, count in counted.items() if count}


def test_the_rehearsals_flow_is_sound() -> None:
    library = Library(rehearsing.FLOWS)
    assert [problem for problem in library.problems if problem.severity == "error"] == []
    assert set(library.flows) == {rehearsing.FLOW}


def test_every_answer_is_taken_and_makes_leads_elsewhere(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(settings)
    upgrade(app)
    before, site = _rows(app), app.extensions["lodestone"]
    kept: dict[str, int] = {}

    def work(played: Flask) -> None:
        kept.update(_rows(played))

    monkeypatch.setattr(rehearsing, "_work", work)
    rehearsing.rehearse(app)
    assert (kept["conversations"], kept["leads"]) == (3, 3)
    assert kept["answers"] >= 3 * 8
    assert _rows(app) == before
    assert app.extensions["lodestone"] is site
    close(app)


def test_a_rehearsal_that_breaks_leaves_the_site_as_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(client: object) -> None:
        raise RuntimeError("refused")

    app = create_app(settings)
    upgrade(app)
    before, site = _rows(app), app.extensions["lodestone"]
    with app.app_context():
        url = db.engine.url
    monkeypatch.setattr(rehearsing, "_play", refused)
    with caplog.at_level(logging.ERROR):
        prepare.rehearse_if_possible(app)
    assert "refused" in caplog.text
    assert app.extensions["lodestone"] is site
    with app.app_context():
        assert db.engine.url == url
    assert _rows(app) == before
    close(app)


def test_a_duty_that_fails_in_the_rehearsal_is_seen(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)
    with caplog.at_level(logging.WARNING):
        rehearsing.rehearse(app)
    assert caplog.records == []
    close(app)


def test_versions_that_cannot_be_kept_stop_no_site(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def taken(*_: object) -> None:
        raise WriteLockBusy("the database is taken")

    app = create_app(settings)
    upgrade(app)
    with app.app_context(), caplog.at_level(logging.ERROR):
        with monkeypatch.context() as patched:
            patched.setattr(prepare, "record_published", taken)
            prepare.keep_versions_if_possible(app.extensions["lodestone"])
        assert "the database is taken" in caplog.text
        assert _rows(app) == {}
        prepare.keep_versions_if_possible(app.extensions["lodestone"])
    assert _rows(app)["flow_versions"] == 1
    close(app)
