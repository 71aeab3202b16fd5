"""Shipped flows played over HTTP by a Rasa widget, from the first word to the lead."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.live import ROOT, LiveSite
from tests.rasa_channel.conftest import FarWidget, post


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    site = LiveSite(tmp_path_factory.mktemp("rasa") / "data", ROOT / "flows", WORKERS="2")
    site.start()
    yield site
    site.stop()


def asked(site: LiveSite, statement: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(site.data / "lodestone.sqlite3")) as connection:
        return connection.execute(statement, values).fetchall()


@pytest.mark.parametrize(
    ("language", "words", "question"),
    [
        ("en", ("Too few enquiries", "around 3k a month", "I do", "next month"), "What would you"),
        (
            "tr",
            ("Çok az talep geliyor", "ayda 3 bin", "Ben veriyorum", "gelecek ay"),
            "En çok neyi",
        ),
    ],
)
def test_the_plan_finder_makes_a_lead(
    live: LiveSite, language: str, words: tuple[str, ...], question: str
) -> None:
    need, budget, authority, timing = words
    widget = FarWidget(live.url, language)
    assert widget.say("hi").texts[-1].startswith(question)
    assert widget.press(need) == widget.say(widget.said)  # sent twice, answered the same
    widget.say("5")
    widget.say("/back")
    widget.say("6")
    widget.say("2000")
    assert "???" not in "".join(widget.say("???").texts)  # a wrong answer is asked again
    widget.say(budget)
    widget.press(authority)
    widget.say(timing)
    widget.say(widget.first_button)
    email = f"ada.{language}@northwind.example"
    widget.say(email)
    widget.say("Ada Byron")
    widget.say("40")
    for _ in range(8):
        if "/restart" in widget.last.buttons.values():
            break
        skips = [one for one in widget.last.buttons.values() if one.startswith("/skip")]
        widget.say(skips[0] if skips else widget.first_button)
    assert "/restart" in widget.last.buttons.values(), widget.last
    (lead,) = asked(live, "SELECT first_name, score FROM leads WHERE email = ?", email)
    assert lead[0].startswith("Ada")
    assert lead[1] > 40
    kept = dict(
        asked(
            live,
            "SELECT slot, value FROM answers JOIN conversations ON conversations.id ="
            " conversation_id JOIN leads ON leads.id = lead_id WHERE email = ? ORDER BY answers.id",
            email,
        )
    )
    assert (kept["need"], kept["goal"], kept["authority"]) == ('"volume"', 6, '"me"')


def test_a_quiz_leads_to_its_products_with_their_addresses(live: LiveSite) -> None:
    widget = FarWidget(live.url)
    widget.say('/flow{"name": "product-finder"}')
    for _ in range(15):
        if "/restart" in widget.last.buttons.values():
            break
        if widget.last.buttons:
            widget.say(widget.first_button)
        else:
            widget.say("300" if "cost" in widget.last.texts[-1] else "4")
    said = str(widget.last.body)
    assert "/restart" in said, widget.last
    assert "http" in said


def test_hostile_senders_are_told_why_and_open_nothing(live: LiveSite) -> None:
    before = asked(live, "SELECT count(*) FROM conversations")
    for sender in (b"x" * 1_000_000, b"a\\u0000b", b"\\u001b[31m", b"\\ud83d", b""):
        heard = post(live.url, b'{"sender": "' + sender + b'", "message": "hi"}')
        assert heard.status in (400, 413, 422), heard
        assert heard.body["status"] == "failure"
        assert heard.body["message"]
    assert asked(live, "SELECT count(*) FROM conversations") == before
