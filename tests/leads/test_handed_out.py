"""What a mail says was handed out: offers and buttons of outcomes that were reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask

from bot.flowfile import Bundle, compile_bundle
from bot.model import Flow
from leads.handed_out import handed_out
from leads.mail_links import LINK, OFFER, Target
from store.database import db
from tests.leads.people import AT, conversation

SITE = "https://ask.acme.example"

OFFERS = """\
guide: {type: e-book, title: {en: "The guide, {name}", pl: Poradnik}, url: /f/guide}
spring: {type: link, title: Spring, url: "https://acme.example/spring", expires: 2026-05-04}
code: {type: coupon, title: Ten percent, code: TEN}
"""

FLOW = """\
format: 1
kind: form
title: A form
language: en
steps: [{ask: name, type: name, text: Who?}]
outcomes:
  - {id: guide, if: 'name = "a"', title: A, offer: guide, button: {label: More, go: form}}
  - {id: spring, if: 'name = "b"', title: B, offer: spring}
  - {id: code, if: 'name = "c"', title: C, offer: code}
  - {id: call, if: 'name = "d"', title: D, button: {label: Call us, go: "tel:+48601"}}
  - {id: nameless, if: 'name = "e"', title: E, button: {label: "{name}", go: "https://x.example"}}
  - {id: end, title: End}
"""


def flow() -> Flow:
    return compile_bundle(
        Bundle("form", {"form.yml": FLOW, "offers.yml": OFFERS, "lead.yml": "axes: {}"})
    )


def ended(outcome: str | None, **more: Any) -> int:
    return conversation("form", **{"finished_at": AT, "outcome": outcome, **more})


def targets(*talks: int, day: str = "2026-05-04", known: bool = True) -> list[Target]:
    found = flow() if known else None
    with db.engine.connect() as connection:
        return handed_out(connection, talks, lambda *_: found, SITE, date.fromisoformat(day))


def test_the_offer_and_the_button_with_whole_addresses_and_no_words_of_the_visitor(
    app: Flask,
) -> None:
    assert targets(ended("guide")) == [
        Target("The guide", f"{SITE}/f/guide", OFFER),
        Target("More", f"{SITE}/f/form?language=en", LINK),
    ]
    assert targets(ended("guide", language="pl"))[0].words == "Poradnik"


def test_an_offer_that_is_over_is_left_out(app: Flask) -> None:
    talk = ended("spring")
    assert [one.words for one in targets(talk)] == ["Spring"]
    assert targets(talk, day="2026-05-05") == []


def test_what_is_no_page_or_has_no_words_is_left_out(app: Flask) -> None:
    assert targets(*(ended(outcome) for outcome in ("code", "call", "nameless", "end"))) == []


def test_what_was_not_ended_or_looks_like_a_program_has_handed_out_nothing(app: Flask) -> None:
    open_, bot = ended("guide", finished_at=None), ended("guide", suspicion="honeypot")
    assert targets(open_, bot, ended(None), ended("gone")) == []


def test_the_newest_come_first_and_each_address_once(app: Flask) -> None:
    found = targets(ended("guide"), ended("spring"), ended("guide"))
    assert [one.words for one in found] == ["The guide", "More", "Spring"]


def test_a_flow_that_cannot_be_read_any_more_holds_no_mail_up(app: Flask) -> None:
    assert targets(ended("guide"), known=False) == []
