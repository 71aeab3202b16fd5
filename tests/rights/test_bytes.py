"""After erasing, no byte of a person is left in any file: database, its log, what was printed.

A whole site in processes of its own plays the person, with a mail server that refuses and a gateway
that is away, so that everything that goes wrong is printed as well.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from store.database import db
from store.tables import TABLES
from store.users import ApiKey
from store.writing import writing
from tests.databases import close, store_app
from tests.live import LiveSite, free_port
from tests.mailbox import Mailbox
from web.studio.sessions import digest

KEY = "ls_" + "e" * 40

#: Stands in everything the person gives; no other word of the site holds it.
CANARY = "kanarienvogel"
NUMBER = "+48601234567"

FLOW = """\
format: 1
kind: chat
title: A plan
language: en
steps:
  - {ask: first_name, type: name, text: Who are you?}
  - {ask: note, type: text, text: What for?}
  - {ask: email, type: email, text: Where to?, confirm: code}
  - {ask: phone, type: phone, text: Which number?, confirm: code}
  - {ask: news, type: consent, purpose: marketing, required: false, text: News?}
  - {ask: more, type: text, text: Anything else?}
outcomes:
  - {id: end, title: Thanks}
"""

LEAD = """\
axes: {need: {cap: 25}}
stages:
  IQL: {needs: [email]}
"""


@pytest.fixture
def live(tmp_path: Path, mailbox: Mailbox) -> Iterator[LiveSite]:
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "plan.yml").write_text(FLOW, "utf-8")
    (flows / "lead.yml").write_text(LEAD, "utf-8")
    mailbox.refuses = "450 come back later"
    site = LiveSite(
        tmp_path / "data",
        flows,
        SMTP_URL=mailbox.url,
        MAIL_FROM="Acme <hello@acme.example>",
        SMS_URL=f"http://127.0.0.1:{free_port()}/",
        LOG_LEVEL="debug",
    )
    site.start()
    yield site
    site.stop()


def ask(site: LiveSite, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """A request of the API; what it answers, refusals included."""
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json", "User-Agent": f"Mozilla {CANARY}", **headers}
    request = urllib.request.Request(site.url + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return json.loads(response.read() or b"null")
    except urllib.error.HTTPError as error:
        return json.loads(error.read() or b"null")


def play(site: LiveSite) -> None:
    """Somebody who says who they are wherever they can, and makes mistakes."""
    turn = ask(
        site,
        "POST",
        f"/api/v1/flows/plan/conversations?who={CANARY}",
        {"language": "en", "page": f"https://acme.example/{CANARY}", "utm": {"term": CANARY}},
    )
    path = f"/api/v1/conversations/{turn['conversation']}"
    for said in (
        f"I am {CANARY.capitalize()}",
        f"Where is {CANARY} Street?",
        f"@{CANARY}@",
        f"{CANARY}@acme.example",
        "000000",
        None,
        NUMBER,
        None,
        True,
        CANARY * 3000,
        CANARY,
    ):
        way = {"text": said} if isinstance(said, str) else {"value": said}
        answered = ask(site, "POST", f"{path}/answers", {"turn": turn["turn"], **way})
        turn = answered if "turn" in answered else ask(site, "GET", path)
    ask(site, "POST", f"{path}/{CANARY}", {CANARY: CANARY})
    urllib.request.urlopen(
        f"{site.url}/f/plan?prefill.first_name={CANARY}&x={quote('<' + CANARY)}", timeout=20
    )


def test_erasing_leaves_no_byte_on_the_disk_and_none_in_what_was_printed(live: LiveSite) -> None:
    app = store_app(f"sqlite:///{live.data / 'lodestone.sqlite3'}")
    try:
        with app.app_context():
            with writing() as rows:
                key = {"name": "CRM", "prefix": KEY[:8], "scopes": "leads:read leads:erase"}
                rows.add(ApiKey(key_hash=digest(KEY), **key))
            play(live)
            _wait_until_mails_failed()
            [lead] = _rows("leads")
            kinds = {row.kind for row in _rows("outbox")}
            assert {"code_mail", "code_sms", "link_mail", "check"} <= kinds
            assert any(CANARY in words for words in _found(live.data).values())
            key = {"Authorization": f"Bearer {KEY}"}
            assert ask(live, "DELETE", f"/api/v1/leads/{lead.id}", **key) == {"erased": lead.id}
            assert _rows("outbox") == []
            _wait_until_scrubbed(live.data)
    finally:
        close(app)
    assert live.stop() == 0
    assert "not delivered" in live.output
    assert _found(live.data) == {}


def _rows(table: str) -> list[Any]:
    with db.engine.connect() as connection:
        return [*connection.execute(select(TABLES[table]))]


def _wait_until_mails_failed() -> None:
    until = time.monotonic() + 20
    while not any(row.last_error for row in _rows("outbox") if row.kind == "link_mail"):
        assert time.monotonic() < until, "nothing was tried"
        time.sleep(0.2)


def _wait_until_scrubbed(folder: Path) -> None:
    until = time.monotonic() + 30
    while (folder / "lodestone.sqlite3.scrub").exists():
        assert time.monotonic() < until, "the worker did not try again"
        time.sleep(0.2)


def _found(folder: Path) -> dict[str, set[str]]:
    """The files that hold something of the person, and what."""
    words = {CANARY, NUMBER, NUMBER.removeprefix("+48")}
    held = {
        path.name: {word for word in words if word.encode() in path.read_bytes().lower()}
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {name: found for name, found in held.items() if found}
