"""A rehearsal before the fork: a small flow of our own is played and the worker's duties are done,
on a database that is thrown away.

What Python makes when something is first done (statements, patterns, tables of words, its own
faster code) is then made once for all processes, and the first visitor waits for none of it.
Nothing leaves the house and none of the operator's flows or actions are touched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import Client

from bot.library import Library
from store.database import Base, db, engine_at
from web.app import FRAGMENT
from web.site import Site

FLOWS = Path(__file__).parent / "rehearsal"
FLOW = "rehearsal"

#: More steps than a conversation of the flow has.
_MOST_TURNS = 20

#: What is answered, in a question's own shape and in words; addresses are each one's own.
_SAID: dict[str, tuple[Any, str]] = {
    "need": ("more", "more leads"),
    "places": (["site", "shop"], "on our site and the shop"),
    "budget": (3000, "3,000 euros"),
    "company_size": (12, "12 people"),
    "start": ("now", "now"),
    "sure": (True, "yes"),
    "first_name": ("Ada", "Ada"),
    "more": (None, "No, thank you"),
}


def rehearse(app: Flask) -> None:
    """Play and work once, in an app nobody is served by yet; raises `RuntimeError` when an answer
    is refused."""
    with (
        app.app_context(),
        tempfile.TemporaryDirectory(prefix="lodestone-") as folder,
        _stage(app, f"sqlite:///{folder}/rehearsal.sqlite3"),
    ):
        Base.metadata.create_all(db.engine)
        _play(Client(app))
        _work(app)


@contextmanager
def _stage(app: Flask, url: str) -> Iterator[None]:
    """The app with another database and the rehearsal's flow alone."""
    site, engines = app.extensions["lodestone"], cast(dict[str | None, Engine], db.engines)
    settings = site.settings.model_copy(update={"flows_dir": FLOWS, "lead_rules": "auto"})
    engine, stage = engines[None], engine_at(url, "NORMAL")
    app.extensions["lodestone"], engines[None] = Site(settings, Library(FLOWS)), stage
    try:
        yield
    finally:
        db.session.remove()
        app.extensions["lodestone"], engines[None] = site, engine
        stage.dispose()


def _work(app: Flask) -> None:
    # Imported here: the duties import what counts, and where it counts into is settled by now.
    from web.serve.worker import DUTIES, do_duty

    for duty in DUTIES:
        do_duty(app, duty)


# ---------------------------------------------------------------- playing


def _play(client: Client) -> None:
    for number, way in enumerate((_by_value, _in_words, _on_the_page)):
        _converse(client, way, f"visitor-{number}@acme.example")


def _converse(client: Client, way: Callable[..., Any], email: str) -> None:
    turn = _ask(client, f"/api/v1/flows/{FLOW}/conversations", {})
    for _ in range(_MOST_TURNS):
        question = turn["question"]
        if question is None:
            return
        said = _SAID.get(question["slot"], (email, email))
        turn = way(client, turn, *said)
    raise RuntimeError(f"the rehearsal does not get past {turn['question']}")


def _by_value(client: Client, turn: dict[str, Any], value: Any, words: str) -> dict[str, Any]:
    address = f"/api/v1/conversations/{turn['conversation']}/answers"
    return _ask(client, address, {"turn": turn["turn"], "value": value})


def _in_words(client: Client, turn: dict[str, Any], value: Any, words: str) -> dict[str, Any]:
    address = f"/api/v1/conversations/{turn['conversation']}/answers"
    return _ask(client, address, {"turn": turn["turn"], "text": words})


def _on_the_page(client: Client, turn: dict[str, Any], value: Any, words: str) -> dict[str, Any]:
    form = {"token": turn["conversation"], "turn": turn["turn"], "do": "answer", "text": words}
    headers = {"Accept": FRAGMENT}
    with client.post(f"/f/{FLOW}", data=form, headers=headers) as posted:
        _whole(posted)
    with client.get(f"/api/v1/conversations/{turn['conversation']}") as shown:
        return dict(_whole(shown).get_json())


def _ask(client: Client, address: str, body: dict[str, Any]) -> dict[str, Any]:
    with client.post(address, json=body) as response:
        return dict(_whole(response).get_json())


def _whole(response: Any) -> Any:
    if response.status_code >= 300:
        raise RuntimeError(f"{response.request.path}: {response.get_data(as_text=True)[:400]}")
    return response
