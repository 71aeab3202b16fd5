"""A code sent by mail and typed into the conversation confirms its address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.words.confirming import WORDS
from leads.verification import codes
from leads.verification.confirming import confirmed_in
from store.conversations import Conversation
from store.database import db
from store.types import now
from store.verifications import Confirmation
from tests.verification.conftest import Site, Talk


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_from_the_mail_confirms_and_moves_the_stage(site: Site, talk: Talk) -> None:
    assert talk.slot == "email_code"
    assert "ada@acme.example" in talk.turn["question"]["text"]
    assert site.lead().stage == "IQL"
    site.deliver()
    assert site.mailbox.recipients == ["ada@acme.example"]
    talk.say(f"it is {site.mailbox.code()[:3]} {site.mailbox.code()[3:]}")
    assert WORDS["en"]["right"] in talk.said
    assert talk.slot == "note"
    lead = site.lead()
    assert (lead.stage, lead.axis_fit, lead.score) == ("MQL", 5, 25)
    assert lead.email_confirmed_at is not None
    assert site.rungs()["email_confirmed"] == "passed"
    assert talk.answer(None).turn["result"]["outcome"] == "known"


def test_the_points_of_a_rung_are_a_line_of_the_ledger(site: Site, talk: Talk) -> None:
    site.deliver()
    talk.say(site.mailbox.code())
    lines = {line.rule: (line.points, line.evidence) for line in site.all_of("ledger")}
    points, evidence = lines["lead/verification/email_confirmed"]
    assert points == 5
    assert "owner" in evidence


def test_a_wrong_code_is_asked_again_and_three_go_on_with_a_link(site: Site, talk: Talk) -> None:
    site.deliver()
    wrong = _wrong(site.mailbox.code())
    for _ in range(2):
        assert talk.say(wrong).slot == "email_code"
        assert WORDS["en"]["wrong"] in talk.said
    talk.say(wrong)
    assert talk.slot == "note"
    assert site.lead().email_confirmed_at is None
    site.deliver()
    assert site.mailbox.link().startswith("/confirm/")
    assert talk.answer(None).turn["result"]["outcome"] == "unknown"


def test_it_can_be_left_for_later(site: Site, talk: Talk) -> None:
    talk.answer(None)
    assert WORDS["en"]["later_email"] in talk.said
    site.deliver()
    assert "/confirm/" in site.mailbox.text()


def test_another_code_comes_when_asked_for_and_the_first_still_works(
    site: Site, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.deliver()
    first = site.mailbox.code()
    assert WORDS["en"]["wait"] in talk.say("send it again please").said
    monkeypatch.setattr("actions.send_code.PATIENCE", timedelta())
    assert WORDS["en"]["again"] in talk.say("again").said
    site.deliver()
    assert len(site.mailbox.mails) == 2
    assert talk.say(first).slot == "note"
    assert site.lead().email_confirmed_at is not None


def test_a_code_that_is_over_brings_another(site: Site, talk: Talk) -> None:
    site.deliver()
    first = site.mailbox.code()
    site.change(update(Confirmation).values(expires_at=now()))
    talk.say(first)
    assert talk.slot == "email_code"
    assert WORDS["en"]["old"] in talk.said
    assert site.lead().email_confirmed_at is None
    site.deliver()
    assert talk.say(site.mailbox.code()).slot == "note"


def test_the_code_of_one_conversation_is_worth_nothing_in_another(site: Site, talk: Talk) -> None:
    site.deliver()
    code = site.mailbox.code()
    other = Talk(site.app.test_client(), "plan").answer("volume").say("ada@acme.example")
    assert other.say(code).slot == "email_code"
    assert site.lead().email_confirmed_at is None


def test_a_confirmed_lead_is_still_asked_in_a_new_conversation(site: Site, talk: Talk) -> None:
    site.deliver()
    talk.say(site.mailbox.code())
    other = Talk(site.app.test_client(), "plan").answer("volume").say("ada@acme.example")
    assert other.slot == "email_code"
    with site.app.app_context(), db.engine.connect() as connection:
        assert confirmed_in(connection, 1) == {("email", "ada@acme.example")}
        assert confirmed_in(connection, 2) == set()


def test_a_corrected_address_gets_its_own_code(site: Site, talk: Talk) -> None:
    site.deliver()
    talk.back()
    assert talk.slot == "email"
    talk.say("ada@other.example")
    assert talk.slot == "email_code"
    site.deliver()
    assert site.mailbox.recipients == ["ada@acme.example", "ada@other.example"]
    talk.say(site.mailbox.code())
    assert site.lead().email == "ada@other.example"
    assert site.lead().stage == "MQL"


def test_going_back_and_on_again_sends_no_second_code(site: Site, talk: Talk) -> None:
    talk.back().say("ada@acme.example")
    site.deliver()
    assert len(site.mailbox.mails) == 1
    assert talk.say(site.mailbox.code()).slot == "note"
    talk.back()
    assert talk.slot in ("email", "email_code")


def test_an_address_gets_only_so_many_codes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    most = dict(codes.LIMITS)[1]
    talks = []
    for _ in range(most + 1):
        talks.append(Talk(site.app.test_client(), "plan").answer("volume").say("ada@acme.example"))
    assert [talk.slot for talk in talks] == ["email_code"] * most + ["note"]
    assert WORDS["en"]["too_many"] in talks[-1].said
    site.deliver()
    assert len(site.mailbox.mails) == most


def test_five_wrong_codes_close_a_code_for_good(site: Site, talk: Talk) -> None:
    site.deliver()
    code = site.mailbox.code()
    for number in range(codes.MOST_TRIES):
        if talk.slot != "email_code":
            talk.back()
        talk.say(_wrong(code) if number % 2 else _wrong(_wrong(code)))
    while talk.slot != "email_code":
        talk.back()
    talk.say(code)
    assert site.lead().email_confirmed_at is None


@pytest.mark.parametrize(
    ("signs", "sent"), [("honeypot", False), ("too_fast,agent", False), ("too_fast", True)]
)
def test_what_is_likely_a_bot_has_nothing_sent(site: Site, signs: str, sent: bool) -> None:
    talk = Talk(site.app.test_client(), "plan").answer("volume")
    site.change(update(Conversation).values(suspicion=signs))
    assert (talk.say("victim@acme.example").slot == "email_code") is sent
    site.deliver()
    assert bool(site.mailbox.mails) is sent


def test_without_a_mail_server_nobody_is_asked_for_a_code(make_site: Any, flows: Any) -> None:
    site = make_site(flows_dir=flows, smtp_url="", mail_from="")
    talk = Talk(site.app.test_client(), "plan").answer("volume").say("ada@acme.example")
    assert talk.slot == "note"
    site.deliver()
    waiting = [row.last_error for row in site.all_of("outbox") if row.kind == "link_mail"]
    assert waiting == ["no mail server set"]


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_asks_and_thanks(language: str) -> None:
    assert WORDS[language].keys() == WORDS["en"].keys()
    assert all("{address}" in WORDS[language][f"question_{c}"] for c in ("email", "phone"))
