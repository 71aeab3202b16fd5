"""Who agreed to news and confirmed their address is mailed one receipt, and can take it back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from leads.receipts import Agreed
from leads.rights_links import lead_of
from outreach.letters import LANGUAGES
from outreach.letters.receipt import receipt_letter
from store.leads import Lead
from store.types import now
from tests.rights.conftest import SECRET
from tests.verification.conftest import Site, Talk

NEWS = """\
format: 1
kind: chat
title: News
language: en
brand: {name: Acme}
steps:
  - {ask: email, type: email, text: Where to?, confirm: code}
  - {ask: news, type: consent, purpose: marketing, required: false, text: "News & offers, monthly?"}
  - {ask: look, type: consent, purpose: tracking, required: false, text: May we count visits?}
  - {ask: note, type: text, text: Anything else?, required: false}
outcomes:
  - {id: end, title: Thanks}
"""

WORDS = "News & offers, monthly?"


@pytest.fixture
def site(site: Site, flows: Path) -> Site:
    (flows / "news.yml").write_text(NEWS, "utf-8")
    with site.app.app_context():
        site.app.extensions["lodestone"].library.refresh()
    return site


def _confirmed(site: Site, language: str = "en") -> Talk:
    """A conversation whose visitor typed the code."""
    talk = Talk(site.app.test_client(), "news", language=language).say("ada@acme.example")
    site.deliver()
    talk.say(site.mailbox.code())
    site.mailbox.empty()
    return talk


def _receipts(site: Site) -> list[str]:
    """The states of all receipts in the outbox."""
    rows = [row for row in site.all_of("outbox") if row.kind == "receipt_mail"]
    return ["sent" if row.done_at else row.last_error or "waits" for row in rows]


def _page(site: Site) -> str:
    found = re.search(r"https://ask\.acme\.example(/rights/\S+)", site.mailbox.text())
    assert found
    return found[1]


def test_the_receipt_has_the_exact_words_and_both_ways_back(site: Site) -> None:
    _confirmed(site).answer(True).answer(True)
    site.deliver()
    (mail,) = site.mailbox.mails
    assert mail["To"] == "ada@acme.example"
    assert f"“{WORDS}”" in site.mailbox.text()
    assert "“May we count visits?”" in site.mailbox.text()
    page = _page(site)
    assert lead_of(SECRET, page.rpartition("/")[2]) == site.lead().id
    assert mail["List-Unsubscribe"].strip() == f"<https://ask.acme.example{page}/one-click>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert WORDS.replace("&", "&amp;") in site.app.test_client().get(page).text


def test_its_yes_is_proven_by_the_code_typed_before_it(site: Site) -> None:
    _confirmed(site).answer(True)
    (consent,) = site.all_of("consents")
    assert consent.proof == "a code typed into the conversation"
    assert consent.confirmed_at is not None


def test_a_link_pressed_later_sends_it_then(site: Site) -> None:
    talk = Talk(site.app.test_client(), "news").say("ada@acme.example").answer(None)
    talk.answer(True).answer(False)
    site.deliver()
    assert _receipts(site) == []
    site.app.test_client().post(site.mailbox.link())
    site.deliver()
    assert _receipts(site) == ["sent"]
    assert "May we count visits?" not in site.mailbox.text()


@pytest.mark.parametrize("agreed", [False, None])
def test_who_did_not_agree_gets_none(site: Site, agreed: bool | None) -> None:
    _confirmed(site).answer(agreed).answer(True)
    site.deliver()
    assert site.mailbox.mails == []
    assert _receipts(site) == []


def test_an_address_that_nobody_confirmed_gets_none(site: Site) -> None:
    talk = Talk(site.app.test_client(), "news").say("ada@acme.example").answer(None)
    talk.answer(True)
    site.change(update(Lead).values(email_confirmed_at=now()))  # elsewhere, and not by who agreed
    talk.answer(True).answer(None)
    site.deliver()
    assert _receipts(site) == []


def test_agreeing_again_and_confirming_again_sends_nothing_more(site: Site) -> None:
    _confirmed(site).answer(True)
    site.deliver()
    _confirmed(site).answer(True)
    talk = Talk(site.app.test_client(), "news").say("ada@acme.example").answer(None)
    site.deliver()
    site.app.test_client().post(site.mailbox.link())
    talk.answer(True)
    site.deliver(timedelta(days=200))
    assert _receipts(site) == ["sent"]


@pytest.mark.parametrize("way", ["", "/one-click"])
def test_what_is_withdrawn_before_it_left_is_not_sent(site: Site, way: str) -> None:
    _confirmed(site).answer(True)
    site.deliver()
    page = _page(site)
    site.mailbox.empty()
    _withdraw(site, page, way)
    _confirmed(site).answer(True)  # again, so that one more receipt waits
    _withdraw(site, page, way)
    site.deliver()
    assert site.mailbox.mails == []
    assert _receipts(site) == ["sent", "withdrawn, or the address is not confirmed any more"]
    assert site.all_of("incidents") == []


def _withdraw(site: Site, page: str, way: str) -> None:
    form = {"purpose": "marketing"} if not way else {"List-Unsubscribe": "One-Click"}
    assert site.app.test_client().post(page + way, data=form).status_code in (204, 303)


def test_agreeing_after_withdrawing_sends_another(site: Site) -> None:
    _confirmed(site).answer(True)
    site.deliver()
    _withdraw(site, _page(site), "")
    _confirmed(site).answer(True)
    site.deliver()
    assert _receipts(site) == ["sent", "sent"]


def test_a_suspected_bot_gets_none(site: Site) -> None:
    talk = _confirmed(site)
    site.change(update(Lead).values(suspected=True))
    talk.answer(True)
    site.deliver()
    assert site.mailbox.mails == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_it_speaks_the_visitors_language(site: Site, language: str) -> None:
    agreed = [Agreed("Haberler, evet <b>", "tr", date(2026, 5, 4))]
    letter = receipt_letter(f"{language}-XX", agreed, "https://x.example/rights/t", {})
    assert letter.language == language
    assert LANGUAGES[language]["receipt_text"] in letter.text
    assert "“Haberler, evet <b>”" in letter.text
    assert "2026" in letter.text
