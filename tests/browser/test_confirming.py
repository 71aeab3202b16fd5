"""A link pressed in the mail counts in the frame, where no storage and no cookie reaches it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_embed import BLOCKED, embed, page_with
from tests.live import HostPage, LiveSite
from tests.mailbox import Mailbox
from tests.verification.test_pressed import LINKED

pytestmark = pytest.mark.browser


@pytest.fixture
def mailing(tmp_path: Path, mailbox: Mailbox) -> Iterator[LiveSite]:
    """A site that mails, on an origin that the host page is not of."""
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "linked.yml").write_text(LINKED.replace("EXTRA\n", ""), "utf-8")
    live = LiveSite(
        tmp_path / "data", flows, SMTP_URL=mailbox.url, MAIL_FROM="Acme <hello@acme.example>"
    )
    live.start()
    yield live
    live.stop()


@pytest.fixture
def customer() -> Iterator[HostPage]:
    yield from HostPage().serve()


def _answer(page: Page, words: str) -> None:
    inside = page.frame_locator('[data-lodestone="linked"] iframe')
    field = inside.get_by_role("textbox")
    field.fill(words)
    field.press("Enter")
    expect(inside.get_by_text(words).first).to_be_visible()


def _link(mailbox: Mailbox) -> str:
    until = time.monotonic() + 20
    while not mailbox.mails:
        assert time.monotonic() < until, "no mail came"
        time.sleep(0.1)
    return mailbox.link()


def test_a_link_pressed_in_the_mail_counts_in_the_frame(
    page: Page, mailing: LiveSite, customer: HostPage, mailbox: Mailbox
) -> None:
    page.context.add_init_script(BLOCKED)
    customer.html = page_with(embed(mailing, data_flow="linked"))
    page.goto(customer.url)
    _answer(page, "ada@acme.example")
    mail = page.context.new_page()
    mail.goto(mailing.url + _link(mailbox))
    mail.get_by_role("button").click()
    expect(mail.get_by_role("heading")).to_have_text("Thank you, that is confirmed")
    _answer(page, "Nothing")
    page.reload()  # and where the frame begins anew, by the key the host page keeps
    _answer(page, "3")
    inside = page.frame_locator('[data-lodestone="linked"] iframe')
    expect(inside.get_by_role("heading", name="Known")).to_be_visible()
