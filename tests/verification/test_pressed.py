"""Who presses the link elsewhere is confirmed in their conversation too, as it looks by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verification.conftest import Site, Talk

LINKED = """\
format: 1
kind: chat
title: A link
language: en
steps:
  - {ask: email, type: email, text: Where to?, confirm: link}
  - {ask: note, type: text, text: Anything else?, required: false}
  - {ask: size, type: number, text: How many?, required: false}
EXTRA
outcomes:
  - {id: known, if: email_confirmed, title: Known}
  - {id: unknown, title: Unknown}
"""


@pytest.fixture
def site(site: Site, flows: Path) -> Site:
    (flows / "linked.yml").write_text(LINKED.replace("EXTRA\n", ""), "utf-8")
    with site.app.app_context():
        site.app.extensions["lodestone"].library.refresh()
    return site


@pytest.fixture
def talk(site: Site) -> Talk:
    return Talk(site.app.test_client(), "linked").say("Ada@ACME.example")


def _press(site: Site) -> None:
    site.deliver()
    assert site.app.test_client().post(site.mailbox.link()).status_code == 303


def test_the_conversation_learns_it_from_the_database(site: Site, talk: Talk) -> None:
    talk.say("Nothing")
    _press(site)
    assert talk.say("3").turn["result"]["outcome"] == "known"


def test_who_does_not_press_stays_unconfirmed(site: Site, talk: Talk) -> None:
    assert talk.say("Nothing").say("3").turn["result"]["outcome"] == "unknown"


def test_a_link_pressed_for_another_conversation_says_nothing_of_this(
    site: Site, talk: Talk
) -> None:
    other = Talk(site.app.test_client(), "linked").say("bo@acme.example")
    _press(site)
    assert other.say("Nothing").say("3").turn["result"]["outcome"] == "known"
    assert talk.say("Nothing").say("3").turn["result"]["outcome"] == "unknown"


def test_an_address_given_instead_is_not_confirmed_by_it(site: Site, talk: Talk) -> None:
    _press(site)
    talk.back().say("other@acme.example")
    assert talk.say("Nothing").say("3").turn["result"]["outcome"] == "unknown"


def test_nobody_is_taken_to_another_question_in_the_middle_of_one(site: Site, flows: Path) -> None:
    more = "  - {ask: why, type: text, text: Why?, if: not email_confirmed}\n"
    text = LINKED.replace("EXTRA\n", "").replace("  - {ask: note", more + "  - {ask: note")
    (flows / "linked.yml").write_text(text, "utf-8")
    with site.app.app_context():
        site.app.extensions["lodestone"].library.refresh()
    talk = Talk(site.app.test_client(), "linked").say("ada@acme.example")
    assert talk.slot == "why"
    _press(site)
    assert talk.say("Because").slot == "note"
    assert talk.say("Nothing").say("3").turn["result"]["outcome"] == "known"
