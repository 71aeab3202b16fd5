"""Actions run inside the turn or on a server; whatever they do, the answer is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, insert, select

from bot.events import ActionDone, ActionFailed
from store.conversations import Answer, Conversation
from store.database import db
from store.incidents import Incident
from store.leads import Note
from store.tables import TABLES
from store.types import now
from web import conversations
from web.conversations import Visit

Run = Callable[..., ActionDone | ActionFailed]


class Runner:
    """A runner whose one action the test writes."""

    def __init__(self, run: Run, in_process: bool = True) -> None:
        self.in_process = in_process
        self.calls: list[dict[str, Any]] = []
        self._run = run

    def run(self, name: str, slots: Mapping[str, Any], **more: Any) -> ActionDone | ActionFailed:
        self.calls.append({"name": name, "slots": dict(slots), **more})
        return self._run(**more)


def use(site: Flask, run: Run, in_process: bool = True) -> Runner:
    runner = Runner(run, in_process)
    site.extensions["lodestone"].actions = runner
    return runner


def done(**_more: Any) -> ActionDone:
    return ActionDone("action_look_up", {"company": "Acme"}, ("Nice place, Acme.",))


def failed(**_more: Any) -> ActionFailed:
    return ActionFailed("action_look_up", "it took longer than 5 seconds")


def rows(model: Any) -> list[Any]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(model).order_by(model.id)))


@pytest.fixture(params=[True, False], ids=["in process", "on a server"])
def in_process(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_an_actions_slots_and_messages_come_back(site: Flask, in_process: bool) -> None:
    runner = use(site, done, in_process)
    reply = conversations.begin("acting", Visit())
    reply = conversations.answer(reply.token, 1, value="ada@acme.example")
    assert reply.turn == 2
    assert reply.lead
    assert [message.text for message in reply.view.messages] == ["Nice place, Acme."]
    assert conversations.current(reply.token).view == reply.view
    [call] = runner.calls
    assert call["slots"]["email"] == "ada@acme.example"
    assert call["lead_id"] is not None
    assert (call["connection"] is None) is not in_process
    [talk] = rows(Conversation)
    assert (talk.awaiting, talk.turn, talk.asked) == (None, 2, "more")
    [lead] = db.session.execute(TABLES["leads"].select()).all()
    assert lead.company == "Acme"


def test_a_failing_action_is_an_incident_and_loses_nothing(site: Flask, in_process: bool) -> None:
    use(site, failed, in_process)
    reply = conversations.begin("acting", Visit())
    reply = conversations.answer(reply.token, 1, value="ada@acme.example")
    assert reply.view.screen is not None
    assert [answer.value for answer in rows(Answer)] == ["ada@acme.example"]
    [incident] = rows(Incident)
    assert (incident.place, incident.flow) == ("action_look_up", "acting")
    assert "longer than 5 seconds" in incident.message


def test_without_a_runner_the_conversation_goes_on(site: Flask) -> None:
    reply = conversations.begin("acting", Visit())
    reply = conversations.answer(reply.token, 1, value="ada@acme.example")
    assert reply.view.screen is not None
    assert len(rows(Incident)) == 1


def test_a_result_for_another_action_is_an_incident(site: Flask, in_process: bool) -> None:
    use(site, lambda **_more: ActionDone("action_something_else"), in_process)
    reply = conversations.begin("acting", Visit())
    conversations.answer(reply.token, 1, value="ada@acme.example")
    assert "does not fit the flow" in rows(Incident)[0].message


def test_what_an_action_writes_is_kept_with_the_answer(site: Flask) -> None:
    def write(connection: Connection, lead_id: int, **_more: Any) -> ActionDone:
        connection.execute(insert(Note).values(lead_id=lead_id, text="Hi", created_at=now()))
        return done()

    use(site, write)
    reply = conversations.begin("acting", Visit())
    conversations.answer(reply.token, 1, value="ada@acme.example")
    assert [note.text for note in rows(Note)] == ["Hi"]


def test_the_same_answer_sent_while_the_server_thinks_is_applied_once(site: Flask) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(**_more: Any) -> ActionDone:
        asked.set()
        go_on.wait(5)
        return done()

    runner = use(site, slow, in_process=False)
    token = conversations.begin("acting", Visit()).token
    replies: list[Any] = []

    def send() -> None:
        with site.app_context():
            replies.append(conversations.answer(token, 1, value="ada@acme.example"))

    first, second = threading.Thread(target=send), threading.Thread(target=send)
    first.start()
    asked.wait(5)
    second.start()
    time.sleep(0.1)
    go_on.set()
    first.join()
    second.join()
    assert [reply.turn for reply in replies] == [2, 2]
    assert replies[0].view == replies[1].view
    assert len(runner.calls) == 1
    assert len(rows(Answer)) == 1


def test_an_action_whose_process_died_is_run_again(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(**_more: Any) -> ActionDone:
        raise KeyboardInterrupt

    use(site, die, in_process=False)
    token = conversations.begin("acting", Visit()).token
    with pytest.raises(KeyboardInterrupt):
        conversations.answer(token, 1, value="ada@acme.example")
    [talk] = rows(Conversation)
    assert (talk.turn, talk.awaiting) == (2, "action_look_up")
    assert len(rows(Answer)) == 1
    runner = use(site, done, in_process=False)
    monkeypatch.setattr("web.conversations.reading._GRACE", -0.4)
    reply = conversations.current(token)
    assert [message.text for message in reply.view.messages] == ["Nice place, Acme."]
    assert len(runner.calls) == 1
    assert rows(Conversation)[0].awaiting is None
