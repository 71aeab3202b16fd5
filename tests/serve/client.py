"""Small flows, and a client that speaks plain HTTP."""

from __future__ import annotations

import http.client
import json
import sqlite3
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.live import LiveSite

COUNTING = """\
format: 1
kind: chat
title: {title}
language: en
steps:
  - {{id: again, ask: number, type: number, text: "{extra}How many?"}}
  - if: number >= 0
    then: again
outcomes:
  - {{id: end, title: Thank you}}
"""

ASKING = """\
format: 1
kind: chat
title: Three questions
language: en
steps:
  - {ask: one, type: text, text: The first?}
  - {ask: two, type: text, text: The second?}
  - {ask: three, type: text, text: The third?}
outcomes:
  - {id: end, title: As it was}
"""

BROKEN = "format: 1\nkind: chat\ntitle: Broken\nlanguage: en\nsteps:\n  - go: nowhere\n"


def write(folder: Path, **flows: str) -> Path:
    """Save flow files as an editor does."""
    folder.mkdir(exist_ok=True)
    for name, text in flows.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


@dataclass
class Answer:
    """A response."""

    status: int
    headers: Any
    text: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(NoRedirect)


def ask(url: str, body: dict[str, Any] | None = None, timeout: float = 20) -> Answer:
    """GET, or POST of JSON. Raises OSError when nobody answers."""
    data = json.dumps(body).encode() if body is not None else None
    return fetch(urllib.request.Request(url, data, {"Content-Type": "application/json"}), timeout)


def fetch(request: urllib.request.Request, timeout: float = 20) -> Answer:
    """Send any request; redirects are answers too. Raises OSError for half an answer."""
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read().decode())
    except http.client.HTTPException as error:
        raise ConnectionResetError(str(error)) from error


def begin(site: LiveSite, flow: str) -> dict[str, Any]:
    """A conversation begun over the API."""
    begun = ask(f"{site.url}/api/v1/flows/{flow}/conversations", {})
    assert begun.status == 201, begun.text
    return begun.json


def answer(site: LiveSite, turn: dict[str, Any], value: Any, timeout: float = 20) -> Answer:
    """Answer a turn."""
    address = f"{site.url}/api/v1/conversations/{turn['conversation']}/answers"
    return ask(address, {"turn": turn["turn"], "value": value}, timeout)


def kept(site: LiveSite, token: str) -> list[Any]:
    """Values of a conversation's answers as they lie in the database file."""
    with closing(sqlite3.connect(f"file:{site.data}/lodestone.sqlite3?mode=ro", uri=True)) as file:
        rows = file.execute(
            "SELECT answers.value FROM answers JOIN conversations"
            " ON conversations.id = conversation_id WHERE token = ? ORDER BY answers.id",
            (token,),
        )
        # A number as JSON is a number to SQLite too.
        return [json.loads(value) if isinstance(value, str) else value for (value,) in rows]
