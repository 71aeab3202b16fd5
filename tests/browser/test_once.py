"""A flow for once per browser, in a frame whose storage the browser blocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_embed import BLOCKED, embed, frame, page_with
from tests.live import HostPage, LiveSite

pytestmark = pytest.mark.browser

FLOW = """\
format: 1
kind: quiz
title: Once
language: en
settings: {once_per: browser}
steps:
  - ask: side
    text: Which side?
    type: choice
    options: [{value: left, label: Left}, {value: right, label: Right}]
outcomes:
  - {id: end, title: You have chosen}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    folder: Path = tmp_path_factory.mktemp("once")
    (folder / "flows").mkdir()
    (folder / "flows" / "once.yml").write_text(FLOW, "utf-8")
    live = LiveSite(folder / "data", folder / "flows")
    live.start()
    yield live
    live.stop()


def test_the_host_pages_own_storage_says_that_it_was_done(
    page: Page, site: LiveSite, host: HostPage
) -> None:
    page.context.add_init_script(BLOCKED)
    host.html = page_with(embed(site, data_flow="once"))
    page.goto(host.url)
    frame(page, "once").get_by_text("Left").click()
    expect(frame(page, "once").get_by_text("You have chosen")).to_be_visible()
    assert page.context.cookies(site.url) == []
    page.reload()
    expect(frame(page, "once").get_by_text("You have chosen")).to_be_visible()
    expect(frame(page, "once").get_by_role("button", name="Start again")).to_have_count(0)
    # Asked for all the same, it is refused, and the host page forgets nothing.
    status = (
        frame(page, "once")
        .locator("body")
        .evaluate(
            """async () => {
            const data = new FormData(document.querySelector('form[method=post]'));
            data.set('do', 'restart');
            return (await fetch(location.pathname, {method: 'POST', body: data})).status;
        }"""
        )
    )
    assert status == 409
    page.reload()
    expect(frame(page, "once").get_by_text("You have chosen")).to_be_visible()


def test_another_browser_may_answer(page: Page, site: LiveSite, host: HostPage) -> None:
    page.context.add_init_script(BLOCKED)
    host.html = page_with(embed(site, data_flow="once"))
    page.goto(host.url)
    expect(frame(page, "once").get_by_text("Which side?")).to_be_visible()
