"""Flows with few places, and flows for once: what visitors of pages and frames are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from store.conversations import Conversation
from store.database import db
from store.leads import Lead
from tests.databases import close, database_url  # noqa: F401
from tests.visitor.test_pages import answer
from web.app import create_app
from web.settings import load_settings
from web.visitor import trap

FORM = """\
format: 1
kind: form
title: {{en: Come along, tr: Gelin}}
language: en
settings: {{{settings}}}
steps:
  - {{ask: email, type: email, text: {{en: E-mail, tr: E-posta}}}}
outcomes:
  - {{id: in, title: {{en: You are in, tr: Kaydınız tamam}}}}
"""


@pytest.fixture(autouse=True)
def patient_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests answer at once, and are people all the same."""
    monkeypatch.setattr(trap, "FASTEST_TAP", 0.0)


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Flask]:  # noqa: F811
    (tmp_path / "flows").mkdir()
    for name, settings in (("one", "quota: 1"), ("once", "once_per: browser")):
        path = tmp_path / "flows" / f"{name}.yml"
        path.write_text(FORM.format(settings=settings), "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path / "data",
            flows_dir=tmp_path / "flows",
            database_url=database_url,
            rate_limit="off",
            synchronous="NORMAL",
        )
    )
    yield app
    close(app)


def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


def fill(client: FlaskClient, shown: TestResponse, email: str) -> TestResponse:
    return answer(client, shown, email=email, do="answer")


def finished(site: Flask) -> int:
    with site.app_context():
        ended = Conversation.finished_at.is_not(None)
        return int(db.session.scalar(select(func.count()).where(ended)) or 0)


@pytest.mark.parametrize("surface", ["", "/frame"])
def test_who_has_finished_a_flow_for_once_cannot_begin_it_again(site: Flask, surface: str) -> None:
    client = visitor(site)
    shown = client.get(f"/f/once{surface}")
    end = client.get(fill(client, shown, "ada@acme.example").location)
    assert "You are in" in end.text
    assert 'value="restart"' not in end.text
    again = answer(client, end, path=f"/f/once{surface}", do="restart")
    assert again.status_code == 409
    assert "You have taken part already" in again.text
    assert finished(site) == 1


def test_of_two_with_the_page_open_one_gets_the_last_place_and_the_other_is_told(
    site: Flask,
) -> None:
    quick, slow = visitor(site), visitor(site)
    for_quick, for_slow = quick.get("/f/one"), slow.get("/f/one?language=tr")
    assert "You are in" in quick.get(fill(quick, for_quick, "quick@acme.example").location).text
    told = fill(slow, for_slow, "slow@acme.example")
    assert told.status_code == 410
    assert 'value="restart"' not in told.text  # beginning anew would be refused
    assert "Son yer az önce doldu" in told.text
    assert "Yanıtlarınızı sakladık" in told.text
    assert "Kaydınız tamam" not in told.text
    assert finished(site) == 1
    with site.app_context():
        assert db.session.scalar(select(Lead.id).where(Lead.email == "slow@acme.example"))
    assert "All places are taken" in visitor(site).get("/f/one").text
