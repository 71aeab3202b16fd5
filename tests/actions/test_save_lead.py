"""The action under a real Rasa bot: a tracker that knows nothing of our conversations."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import select

from actions import workplace as workplaces
from actions.save_lead import SaveLead
from store.database import db
from store.leads import Lead, Note
from tests.databases import close, store_app


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DATABASE_URL", database_url)
    workplaces._server_app.cache_clear()

    def call(**slots: Any) -> list[dict[str, Any]]:
        tracker = Tracker("rasa-user-1", slots, {}, [], False, None, {}, "action_listen")
        return asyncio.run(SaveLead().run(CollectingDispatcher(), tracker, {}))

    yield call
    close(workplaces._server_app())
    workplaces._server_app.cache_clear()


def test_a_rasa_bots_slots_make_a_lead_with_what_else_was_said(run: Any, database_url: str) -> None:
    events = run(email="Ada@Northwind.com", first_name="Ada", budget="3000", requested_slot=None)
    assert [(event["name"], event["value"]) for event in events] == [("lead_saved", True)]
    app = store_app(database_url)
    with app.app_context():
        lead = db.session.scalars(select(Lead)).one()
        assert (lead.email, lead.first_name, lead.source) == ("Ada@Northwind.com", "Ada", "rasa")
        assert "budget: 3000" in db.session.scalars(select(Note)).one().text
    close(app)


def test_the_same_person_twice_is_one_lead(run: Any, database_url: str) -> None:
    run(email="ada@northwind.com")
    run(email="ADA@northwind.com", last_name="Lovelace")
    app = store_app(database_url)
    with app.app_context():
        assert db.session.scalars(select(Lead)).one().last_name == "Lovelace"
    close(app)


def test_without_address_or_number_nothing_is_saved(run: Any, database_url: str) -> None:
    events = run(first_name="Ada")
    assert [(event["name"], event["value"]) for event in events] == [("lead_saved", False)]
    app = store_app(database_url)
    with app.app_context():
        assert list(db.session.scalars(select(Lead))) == []
    close(app)
