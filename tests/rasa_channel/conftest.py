"""A chat widget made for a Rasa bot, and sites for it to speak with."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask

from tests.databases import close, database_url  # noqa: F401
from web.app import create_app
from web.settings import load_settings

CHAT = """\
format: 1
kind: chat
title: Which plan fits you?
language: en
currency: EUR
steps:
  - say: {en: Hello!, tr: Merhaba!}
  - ask: need
    text: {en: What would you fix?, tr: Neyi düzeltelim?}
    type: choice
    options:
      - {value: volume, label: {en: Too few leads, tr: Az talep}}
      - {value: quality, label: {en: They never buy, tr: Satın almıyorlar}}
  - ask: first_name
    text: {en: Your name?, tr: Adınız?}
    type: name
  - ask: stars
    text: {en: How was it?, tr: Nasıldı?}
    type: rating
    required: false
outcomes:
  - id: end
    title: {en: Thank you, tr: Teşekkürler}
    button: {label: Book a call, go: "https://acme.example/call"}
"""
FORM = """\
format: 1
kind: form
title: Form
language: en
settings: {SETTINGS}
steps:
  - {ask: email, type: email, text: "E-mail?"}
  - {ask: news, type: consent, purpose: newsletter, required: false, text: May we write?}
"""
TWINS = """\
format: 1
kind: chat
title: Twins
language: en
steps:
  - {ask: one, type: text, text: "One?"}
  - {ask: other, type: text, text: "Other?"}
"""

FLOWS = {
    "twins": TWINS,
    "chat": CHAT,
    "form": FORM.replace("SETTINGS", "retention_days: 30"),
    "few": FORM.replace("SETTINGS", "quota: 1"),
    "once": FORM.replace("SETTINGS", "once_per: browser"),
    "closed": FORM.replace("SETTINGS", "closes: 2020-01-01"),
    "proof": FORM.replace("SETTINGS", "proof_of_work: true"),
}

AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"


class Heard(NamedTuple):
    """What came back."""

    status: int
    body: Any

    @property
    def texts(self) -> list[str]:
        """What the bot said."""
        return [message["text"] for message in self.body if "text" in message]

    @property
    def buttons(self) -> dict[str, str]:
        """What the buttons send, by their titles."""
        return {
            button["title"]: button["payload"]
            for message in self.body
            for button in message.get("buttons", ())
        }


@dataclass
class Widget:
    """What a Rasa widget does: says something as a sender, shows what comes, presses buttons."""

    site: Flask
    sender: Any = field(default_factory=lambda: str(uuid.uuid4()))
    language: str = "en"
    address: str = "192.0.2.1"
    agent: str = AGENT
    last: Heard = field(default_factory=lambda: Heard(0, []))

    def say(self, message: str | None, **metadata: Any) -> Heard:
        """Send a message."""
        sent = {
            "sender": self.sender,
            "message": message,
            "metadata": {"language": self.language, **metadata},
        }
        answer = self.site.test_client().post(
            "/webhooks/rest/webhook",
            json=sent,
            headers={"User-Agent": self.agent},
            environ_base={"REMOTE_ADDR": self.address},
        )
        self.last = Heard(answer.status_code, json.loads(answer.data))
        return self.last

    def press(self, title: str) -> Heard:
        """Press a button that the last messages show."""
        return self.say(self.last.buttons[title])


@dataclass
class FarWidget:
    """The same over HTTP."""

    url: str
    language: str = "en"
    sender: str = field(default_factory=lambda: str(uuid.uuid4()))
    said: str = ""
    last: Heard = field(default_factory=lambda: Heard(0, []))

    @property
    def first_button(self) -> str:
        """What the first of the buttons sends."""
        return next(iter(self.last.buttons.values()))

    def say(self, message: str) -> Heard:
        """Send a message."""
        self.said = message
        sent = {
            "sender": self.sender,
            "message": message,
            "metadata": {"language": self.language},
        }
        self.last = post(self.url, json.dumps(sent).encode())
        return self.last

    def press(self, title: str) -> Heard:
        """Press a button that the last messages show."""
        return self.say(self.last.buttons[title])


def post(url: str, body: bytes, kind: str = "application/json") -> Heard:
    """Send any bytes."""
    headers = {"Content-Type": kind, "User-Agent": AGENT, "Origin": "https://acme.example"}
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            return Heard(answer.status, json.loads(answer.read()))
    except urllib.error.HTTPError as refusal:
        return Heard(refusal.code, json.loads(refusal.read()))


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Flask]:  # noqa: F811
    (tmp_path / "flows").mkdir()
    for name, text in FLOWS.items():
        (tmp_path / "flows" / f"{name}.yml").write_text(text, "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path / "data",
            flows_dir=tmp_path / "flows",
            database_url=database_url,
            rate_limit="off",
            synchronous="NORMAL",
        )
    )
    assert not [
        str(one) for one in app.extensions["lodestone"].library.problems if one.severity == "error"
    ]
    yield app
    close(app)


@pytest.fixture
def widget(site: Flask) -> Widget:
    return Widget(site)
