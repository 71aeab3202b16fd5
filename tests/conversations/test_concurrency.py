"""Many at once: threads and processes on one conversation and on many."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from store.conversations import Answer, Conversation
from store.database import db
from store.leads import Lead
from store.ledger import LedgerLine
from tests.databases import close
from web import conversations
from web.conversations import Visit
from web.conversations.errors import WrongTurn


def count(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def together(site: Flask, number: int, work: Any) -> list[Any]:
    """Run `work(i)` in threads that start at once; exceptions are returned."""
    results: list[Any] = [None] * number
    barrier = threading.Barrier(number)

    def run(index: int) -> None:
        with site.app_context():
            barrier.wait()
            try:
                results[index] = work(index)
            except Exception as error:
                results[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_same_answer_at_once_is_applied_once(site: Flask) -> None:
    token = conversations.begin("chat", Visit()).token
    replies = together(site, 6, lambda _: conversations.answer(token, 1, value="volume"))
    assert [reply.turn for reply in replies] == [2] * 6
    assert all(reply.view == replies[0].view for reply in replies)
    assert (count(Answer), count(LedgerLine)) == (1, 1)


def test_the_same_first_answer_at_once_begins_one_conversation(site: Flask) -> None:
    token = conversations.new_token()
    replies = together(
        site,
        6,
        lambda _: conversations.answer(token, 1, value="volume", flow_name="chat", visit=Visit()),
    )
    assert [reply.turn for reply in replies] == [2] * 6
    assert (count(Conversation), count(Answer)) == (1, 1)


def test_different_answers_at_once_take_one_and_tell_the_others(site: Flask) -> None:
    token = conversations.begin("chat", Visit()).token
    values = ["volume", "quality", "look"]
    results = together(site, 3, lambda i: conversations.answer(token, 1, value=values[i]))
    assert sorted(type(result).__name__ for result in results) == ["Reply", *["WrongTurn"] * 2]
    assert all(result.reply.turn == 2 for result in results if isinstance(result, WrongTurn))
    assert count(Answer) == 1


def test_one_person_in_many_conversations_at_once_is_one_lead(site: Flask) -> None:
    tokens = [conversations.begin("form", Visit()).token for _ in range(6)]
    addresses = ["Ada@acme.example", "ada@ACME.example"]

    def fill(index: int) -> Any:
        values = {"first_name": "Ada", "email": addresses[index % 2]}
        return conversations.answer(tokens[index], 1, values=values)

    assert all(reply.completed for reply in together(site, 6, fill))
    assert count(Lead) == 1
    attached = select(func.count(Conversation.lead_id))
    assert db.session.scalar(attached) == 6


def test_a_quota_is_exact_when_all_finish_at_once(site: Flask) -> None:
    tokens = [conversations.begin("quota", Visit()).token for _ in range(5)]

    def fill(index: int) -> Any:
        values = {"first_name": "Ada", "email": f"ada{index}@acme.example"}
        return conversations.answer(tokens[index], 1, values=values)

    results = together(site, 5, fill)
    told = sorted(type(result).__name__ for result in results)
    assert told == ["PlacesTaken"] * 3 + ["Reply"] * 2
    assert count(Lead) == 5  # those without a place have left who they are


def test_processes_lose_and_double_nothing(database_url: str, flows: Path, site: Flask) -> None:
    token = conversations.begin("chat", Visit()).token
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_play, args=(database_url, str(flows), token, number))
        for number in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert count(Lead) == 1
    assert count(Conversation) == 1 + 2 * 5
    shared = select(func.count()).where(Answer.turn == 2, Answer.conversation_id == 1)
    assert db.session.scalar(shared) == 1
    live = select(func.sum(LedgerLine.points)).where(
        LedgerLine.lead_id == 1, LedgerLine.void_at.is_(None)
    )
    assert db.session.scalar(live) == db.session.scalar(select(Lead.score)) == 35


def _play(url: str, flows: str, shared: str, number: int) -> None:
    from tests.conversations.conftest import site_app

    app = site_app(url, Path(flows))
    with app.app_context():
        reply = conversations.answer(shared, 1, value="volume")
        assert reply.turn == 2
        for _ in range(5):
            reply = conversations.begin("chat", Visit())
            for value in ("volume", 12, "Ada@acme.example", None, True):
                reply = conversations.answer(reply.token, reply.turn, value=value)
            assert reply.completed
    close(app)
