"""The button for another code, with its clock, on the visitor's page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from actions.check_code import wants_another
from bot.words.confirming import WORDS
from leads.verification.codes import PATIENCE
from store.types import now
from store.verifications import Confirmation
from tests.verification.conftest import Site, Talk


def shown(site: Site, talk: Talk) -> str:
    """The page of the conversation."""
    address = f"/f/plan?conversation={talk.turn['conversation']}&at={talk.turn['turn']}"
    return site.app.test_client().get(address).text


def waited(site: Site) -> None:
    """The last code was sent a little longer ago than one has to wait."""
    sent = now() - PATIENCE - timedelta(seconds=1)
    site.change(update(Confirmation).values(created_at=sent))


def test_it_stands_beside_the_question_with_the_seconds_to_wait(site: Site, talk: Talk) -> None:
    page = shown(site, talk)
    assert 'name="text" value="Send a new code"' in page
    seconds = re.search(r'data-seconds="(\d+)"', page)
    assert seconds
    assert 0 < int(seconds[1]) <= PATIENCE.total_seconds()
    assert f">in {seconds[1]} s<" in page


def test_after_the_wait_there_is_no_clock(site: Site, talk: Talk) -> None:
    waited(site)
    page = shown(site, talk)
    assert 'value="Send a new code"' in page
    assert "data-seconds" not in page


def test_pressed_too_early_it_says_that_one_is_on_its_way(site: Site, talk: Talk) -> None:
    talk.say(WORDS["en"]["send_again"])
    assert WORDS["en"]["wait"] in talk.said
    assert len(site.all_of("confirmations")) == 1


def test_pressed_after_the_wait_it_sends_another(site: Site, talk: Talk) -> None:
    waited(site)
    talk.say(WORDS["en"]["send_again"])
    assert (talk.slot, len(site.all_of("confirmations"))) == ("email_code", 2)
    assert WORDS["en"]["again"] in talk.said
    assert "data-seconds" in shown(site, talk)


def test_elsewhere_there_is_none(site: Site, talk: Talk) -> None:
    site.deliver()
    talk.say(site.mailbox.code())
    assert "Send a new code" not in shown(site, talk)


@pytest.mark.parametrize("language", WORDS)
def test_what_it_types_is_understood_in_every_language(language: str) -> None:
    assert wants_another(WORDS[language]["send_again"])
    assert "{seconds}" in WORDS[language]["again_in"]


@pytest.mark.parametrize("language", WORDS)
def test_the_chat_takes_it_for_no_other_wish(site: Site, language: str) -> None:
    talk = Talk(site.app.test_client(), "plan")
    talk.answer("volume").answer("ada@acme.example")
    waited(site)
    talk.say(WORDS[language]["send_again"])
    assert (talk.slot, len(site.all_of("confirmations"))) == ("email_code", 2)
