"""Whatever an action does, no answer is lost and the studio is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from rasa_sdk import Action
from rasa_sdk.interfaces import ActionExecutionRejection
from sqlalchemy import func, insert, select

from actions import listing
from actions.payload import BrokenReply, call_of, done_of
from actions.runner import Runner
from actions.workplace import workplace
from store.conversations import Answer
from store.database import db
from store.incidents import Incident
from store.leads import Lead
from tests.actions.conftest import MakeSite, play
from tests.live import action_server, free_port
from web.site import site as the_site


class _OfTheTest(Action):
    """Does what the test says."""

    behave: Any = None

    def name(self) -> str:
        return "action_of_the_test"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        return await type(self).behave(dispatcher, tracker)


@pytest.fixture(autouse=True)
def with_action(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(listing, "ACTIONS", (*listing.ACTIONS, _OfTheTest))
    listing.actions_by_name.cache_clear()
    yield
    listing.actions_by_name.cache_clear()


def _incident() -> Incident:
    return db.session.scalars(select(Incident)).one()


def _kept() -> list[str]:
    return list(db.session.scalars(select(Answer.slot).order_by(Answer.id)))


async def _rejects(dispatcher: Any, tracker: Any) -> list[dict[str, Any]]:
    raise ActionExecutionRejection("action_of_the_test", "not today")


async def _breaks(dispatcher: Any, tracker: Any) -> list[dict[str, Any]]:
    with workplace(tracker) as place:
        place.connection.execute(insert(Lead).values(email="half@done.example"))
    raise ValueError("half-way")


async def _sleeps(dispatcher: Any, tracker: Any) -> list[dict[str, Any]]:
    await asyncio.sleep(30)
    return []


@pytest.mark.parametrize(
    ("behave", "words"),
    [(_rejects, "refused"), (_breaks, "half-way"), (_sleeps, "longer than 0.2 seconds")],
)
def test_an_action_that_fails_loses_no_answer_and_tells_the_studio(
    make_site: MakeSite, behave: Any, words: str
) -> None:
    _OfTheTest.behave = staticmethod(behave)
    app = make_site(action_timeout=0.2)
    with app.app_context():
        reply = play("broken", "help me")
        assert reply.view.screen is not None
        assert reply.view.screen.questions[0].slot == "rest"
        assert _kept() == ["need"]
        incident = _incident()
        assert incident.kind == "action"
        assert "action_of_the_test" in incident.place
        assert words in incident.message
        assert db.session.scalar(select(func.count()).select_from(Lead)) == 0


def test_an_action_runs_when_the_site_is_called_from_its_servers_loop(site: Flask) -> None:
    async def served() -> str:
        reply = play("refer", "ada@northwind.com", "Jan Kowalski", "jan@northwind.com")
        return reply.view.messages[-1].text

    with site.app_context():
        assert asyncio.run(served()) == "Thank you, Northwind."
        assert list(db.session.scalars(select(Incident))) == []


def test_an_action_nobody_wrote_is_an_incident_too(make_site: MakeSite) -> None:
    app = make_site()
    with app.app_context():
        site = the_site()
        assert site.actions is not None
        result = site.actions.run(
            "action_nobody_wrote",
            {},
            flow=site.library.flows["broken"].flow,
            language="en",
            token="t",
            connection=db.session.connection(),
        )
        assert "no action of this name" in getattr(result, "reason", "")


def test_actions_change_only_their_own_copy_of_the_slots(site: Flask) -> None:
    async def behave(dispatcher: Any, tracker: Any) -> list[dict[str, Any]]:
        tracker.slots["need"] = "changed"
        dispatcher.utter_message(text="Hello from the action")
        return []

    _OfTheTest.behave = staticmethod(behave)
    reply = play("broken", "help me")
    assert reply.view.values["need"] == "help me"
    assert reply.view.messages[-1].text == "Hello from the action"


def test_lists_and_maps_given_to_an_action_are_copies_too(site: Flask) -> None:
    slots: dict[str, Any] = {"goals": ["leads"], "budget": {"low": 1}}
    call = call_of("action_x", slots, the_site().library.flows["broken"].flow, "en", "token")
    call["tracker"]["slots"]["goals"].append("changed")
    call["tracker"]["slots"]["budget"]["low"] = 2
    assert slots == {"goals": ["leads"], "budget": {"low": 1}}


def test_two_actions_of_one_name_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ACTIONS", (_OfTheTest, _OfTheTest))
    listing.actions_by_name.cache_clear()
    with pytest.raises(listing.DuplicateAction, match="action_of_the_test"):
        listing.actions_by_name()


@pytest.mark.parametrize("reply", [None, [], "x", {"events": 3}, {"responses": "x"}])
def test_replies_of_another_shape_are_refused(reply: object) -> None:
    with pytest.raises(BrokenReply):
        done_of("action_x", reply)


@pytest.fixture
def server(database_url: str) -> Iterator[str]:
    """A real Rasa action server with our actions."""
    with action_server(DATABASE_URL=database_url) as address:
        yield address


def test_actions_run_on_a_rasa_action_server_as_well(make_site: MakeSite, server: str) -> None:
    app = make_site(action_server_url=server, action_timeout=10)
    with app.app_context():
        reply = play("refer", "ada@northwind.com", "Jan Kowalski", "jan@northwind.com")
        assert reply.view.messages[-1].text == "Thank you, Northwind."
        emails = set(db.session.scalars(select(Lead.email)))
        assert emails == {"ada@northwind.com", "jan@northwind.com"}
        assert list(db.session.scalars(select(Incident))) == []


def test_a_server_that_is_away_loses_no_answer(make_site: MakeSite) -> None:
    app = make_site(action_server_url=f"http://127.0.0.1:{free_port()}/webhook")
    with app.app_context():
        reply = play("broken", "help me")
        assert reply.view.screen is not None
        assert _kept() == ["need"]
        assert "cannot be reached" in _incident().message


def test_a_timeout_is_a_duration_of_the_setting() -> None:
    assert Runner("http://x/webhook", 3).in_process is False
    assert Runner().in_process is True
