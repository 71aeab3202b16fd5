"""Whoever proves who they are is asked only what is missing; nobody else learns anything."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from store.conversations import Answer
from store.leads import Lead
from store.types import now
from tests.verification.conftest import Site, Talk

AGAIN = """\
format: 1
kind: chat
title: Again
language: en
steps:
  - {ask: email, type: email, text: Where to?, confirm: code}
  - ask: need
    type: choice
    axis: need
    text: What for?
    unless_known: 180 days
    options: [{value: volume, label: More, points: 20}, {value: look, label: Look, points: 0}]
  - {ask: last, type: text, text: Anything else?, required: false}
outcomes:
  - {id: more, if: need = "volume", title: You want more}
  - {id: rest, title: Something else}
"""


@pytest.fixture
def flows(flows: Path) -> Path:
    (flows / "again.yml").write_text(AGAIN, "utf-8")
    open_ = AGAIN.replace("  - {ask: email, type: email, text: Where to?, confirm: code}\n", "")
    (flows / "open.yml").write_text(open_, "utf-8")
    return flows


def _code(site: Site) -> str:
    site.deliver()
    return site.mailbox.code()


def _confirmed(site: Site, talk: Talk) -> Talk:
    return talk.say(_code(site))


def test_after_the_code_what_was_said_before_is_not_asked_again(site: Site, talk: Talk) -> None:
    _confirmed(site, talk).answer(None)
    again = Talk(site.app.test_client(), "again").say("ada@acme.example")
    _confirmed(site, again)
    assert again.slot == "last"
    assert again.answer(None).turn["result"]["outcome"] == "more"
    assert len([row for row in site.all_of("answers") if row.slot == "need"]) == 1


def test_whoever_only_types_the_address_is_asked_everything(site: Site, talk: Talk) -> None:
    _confirmed(site, talk).answer(None)
    stranger = Talk(site.app.test_client(), "again").say("ada@acme.example")
    stranger.answer(None)  # no code
    assert stranger.slot == "need"
    assert "More, right" not in stranger.said
    assert "Still" not in stranger.said


def test_what_was_said_long_ago_is_offered_to_confirm(site: Site, talk: Talk) -> None:
    _confirmed(site, talk).answer(None)
    site.change(update(Answer).values(answered_at=now() - timedelta(days=200)))
    again = Talk(site.app.test_client(), "again").say("ada@acme.example")
    _confirmed(site, again)
    assert again.slot == "need"
    assert "Still More?" in again.said
    assert again.say("yes").slot == "last"


def test_the_browser_in_which_the_link_was_pressed_is_known(site: Site, talk: Talk) -> None:
    talk.answer(None)
    site.deliver()
    browser = site.app.test_client()
    link = site.mailbox.link()
    assert browser.post(link).status_code == 303
    assert "What for?" not in browser.get("/f/open").text
    assert "What for?" in site.app.test_client().get("/f/open").text
    other = site.app.test_client()
    assert other.post(link).status_code == 303  # pressed again elsewhere, the mail sent on
    assert "What for?" in other.get("/f/open").text
    forged = site.app.test_client()
    forged.set_cookie("lodestone_person", "WzEsImFkYSJd.x.y", path="/f")
    assert "What for?" in forged.get("/f/open").text
    site.change(update(Lead).values(email_key="new@acme.example"))
    assert "What for?" in browser.get("/f/open").text
