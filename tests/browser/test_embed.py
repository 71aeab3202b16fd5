"""The embed in a stranger's page: every mode, nothing inline allowed, no third-party storage."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.playing import answer, flow_of, play
from tests.live import ROOT, HostPage, LiveSite
from web.embed.script import integrity

pytestmark = pytest.mark.browser

#: Makes a frame of another site lose what browsers that block third-party storage take away.
BLOCKED = """
if (window !== window.top) {
  const refuse = () => { throw new DOMException('blocked', 'SecurityError'); };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, { get: refuse });
  }
  Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse });
}
"""


def embed(site: LiveSite, **attributes: str) -> str:
    """The snippet, with `data_flow` as `data-flow` and so on."""
    given = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<script src="{site.url}/embed.js" {given}></script>'


def page_with(*snippets: str, body: str = "") -> str:
    """A customer's page with snippets in its text."""
    return (
        '<!doctype html><html lang="en"><head><title>Acme</title></head><body><h1>Acme</h1>'
        f"{body}{''.join(snippets)}</body></html>"
    )


@pytest.fixture
def visit(page: Page, host: HostPage, quiet: list[str]) -> Callable[..., Page]:
    page.context.add_init_script(BLOCKED)

    def go(html: str, query: str = "") -> Page:
        host.html = html
        page.goto(host.url + query)
        return page

    return go


def frame(page: Page, flow: str = "marketer-type") -> FrameLocator:
    return page.frame_locator(f'[data-lodestone="{flow}"] iframe')


def test_the_script_weighs_at_most_4_kb() -> None:
    assert len(gzip.compress((ROOT / "web/static/embed.v1.js").read_bytes(), 9)) <= 4096


def test_the_frozen_version_is_listed_with_its_integrity() -> None:
    listed = (ROOT / "docs/embedding.md").read_text("utf-8")
    assert listed.count(integrity(ROOT / "web/static/embed.v1.js")) == 2


def test_every_attribute_is_documented() -> None:
    import re

    script = (ROOT / "web/static/embed.v1.js").read_text("utf-8")
    named = set(re.findall(r"\bdata\.([a-zA-Z]+)", script)) | {"layer"}
    listed = (ROOT / "docs/embedding.md").read_text("utf-8")
    for name in named - {"prefill"}:
        dashed = "data-" + re.sub("[A-Z]", lambda letter: "-" + letter.group().lower(), name)
        assert f"`{dashed}`" in listed, dashed


def _height(inside: FrameLocator) -> float:
    return float(inside.locator("body").evaluate("body => body.getBoundingClientRect().height"))


def test_inline_fits_its_height_and_plays_to_the_end(
    visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(page_with(embed(site, data_flow="marketer-type")))
    inside = frame(page)
    expect(inside.locator("h1")).to_be_visible()
    assert play(inside)
    off = 4.0
    until = time.monotonic() + 10
    while off >= 4 and time.monotonic() < until:
        box = page.locator('[data-lodestone="marketer-type"]').bounding_box()
        assert box is not None
        off = abs(box["height"] - _height(inside))
        page.wait_for_timeout(20)
    assert off < 4


def test_the_bubble_opens_closes_by_escape_and_gives_the_focus_back(
    visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(
        page_with(embed(site, data_flow="plan-finder", data_mode="bubble", data_label="Ask us"))
    )
    button = page.get_by_role("button", name="Ask us")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    inside = frame(page, "plan-finder")
    expect(inside.get_by_role("log")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    answer(inside)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("mode", ["bubble", "popup", "drawer"])
def test_the_close_button_covers_nothing_of_the_chat(
    mode: str, visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(page_with(embed(site, data_flow="plan-finder", data_mode=mode, data_label="Ask")))
    page.get_by_role("button", name="Ask").click()
    inside = frame(page, "plan-finder")
    answer(inside)
    again = inside.locator(".who button")
    expect(again).to_be_visible()
    close = page.get_by_role("button", name="Close").bounding_box()
    theirs = again.bounding_box()
    assert close is not None
    assert theirs is not None
    assert theirs["x"] + theirs["width"] <= close["x"]


@pytest.mark.parametrize("mode", ["popup", "drawer"])
def test_popup_and_drawer_open_by_their_button_and_play(
    mode: str, visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(page_with(embed(site, data_flow="marketer-type", data_mode=mode, data_label="Go")))
    page.get_by_role("button", name="Go").click()
    dialog = page.get_by_role("dialog", name="Go")
    expect(dialog).to_be_visible()
    assert play(frame(page))
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Go")).to_be_focused()


def test_page_fills_the_window(visit: Callable[..., Page], site: LiveSite) -> None:
    page = visit(page_with(embed(site, data_flow="marketer-type", data_mode="page")))
    expect(frame(page).locator("h1")).to_be_visible()
    box = page.locator("iframe").bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert (box["width"], box["height"]) == (size["width"], size["height"])
    assert play(frame(page))


def test_a_popup_opens_by_delay_scroll_exit_and_by_the_hosts_own_link(
    visit: Callable[..., Page], site: LiveSite
) -> None:
    popup = {"data_flow": "marketer-type", "data_mode": "popup", "data_label": "Quiz"}
    page = visit(page_with(embed(site, data_open="delay:0.2", **popup)))
    expect(page.get_by_role("dialog")).to_be_visible()
    page = visit(page_with(embed(site, data_open="scroll:50", **popup), body="<p>a<br></p>" * 200))
    assert page.get_by_role("dialog").count() == 0
    page.mouse.wheel(0, 20_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    page = visit(page_with(embed(site, data_open="exit", **popup)))
    page.evaluate(
        "document.dispatchEvent(new MouseEvent('mouseout', {clientY: -1, relatedTarget: null}))"
    )
    expect(page.get_by_role("dialog")).to_be_visible()
    page = visit(
        page_with(embed(site, data_opener=".quiz", **popup), body='<a class="quiz" href="/x">Q</a>')
    )
    page.get_by_text("Q", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.url.endswith("/")


def test_the_host_hears_what_happens_and_never_what_was_answered(
    visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(page_with(embed(site, data_flow="newsletter", data_layer="dataLayer")))
    page.evaluate(
        """() => {
          window.heard = [];
          for (const name of ['start', 'answer', 'lead', 'complete'])
            document.addEventListener('lodestone:' + name, (e) => heard.push([name, e.detail]));
          window.told = [];
          window.off = Lodestone.on('answer', (detail) => told.push(detail));
        }"""
    )
    play(frame(page, "newsletter"))
    page.wait_for_function("heard.some(([name]) => name === 'complete')")
    heard: list[Any] = page.evaluate("heard")
    names = [name for name, _ in heard]
    assert names[0] == "start"
    assert {"start", "answer", "lead", "complete"} == set(names)
    assert all(detail["flow"] == "newsletter" for _, detail in heard)
    assert page.evaluate("told.length") > 0
    layer = page.evaluate("dataLayer.map((entry) => entry.event)")
    assert "lodestone_lead" in layer
    everything = str(heard) + str(page.evaluate("dataLayer"))
    assert "northwind" not in everything
    assert "token" not in everything


def test_nothing_is_stored_before_the_first_answer_and_a_reload_goes_on(
    visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(page_with(embed(site, data_flow="plan-finder")))
    inside = frame(page, "plan-finder")
    expect(inside.get_by_role("log")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
    answer(inside)
    page.wait_for_function("localStorage.length === 1")
    assert page.context.cookies() == []
    slot = flow_of(inside).get_attribute("data-slot")
    page.reload()
    expect(flow_of(frame(page, "plan-finder"))).to_have_attribute("data-slot", slot or "")


def test_campaign_and_prefill_reach_the_flow(visit: Callable[..., Page], site: LiveSite) -> None:
    page = visit(
        page_with(embed(site, data_flow="newsletter", data_prefill_email="a@b.example")),
        "?utm_source=spring&utm_medium=mail&gclid=abc&secret=1",
    )
    address = page.locator("iframe").get_attribute("src") or ""
    assert "utm_source=spring" in address
    assert "gclid=abc" in address
    assert "&secret=1" not in address
    assert "prefill.email=a%40b.example" in address


def test_two_embeds_on_a_page_keep_apart(visit: Callable[..., Page], site: LiveSite) -> None:
    page = visit(
        page_with(
            embed(site, data_flow="marketer-type"),
            embed(site, data_flow="newsletter"),
        )
    )
    for _ in range(2):
        answer(frame(page, "marketer-type"))
    expect(flow_of(frame(page, "newsletter"))).to_have_attribute("data-turn", "1")
    stored = page.evaluate("Object.keys(localStorage)")
    assert stored == ["lodestone:marketer-type"]


def test_a_single_page_site_may_add_and_remove_it(
    visit: Callable[..., Page], site: LiveSite
) -> None:
    page = visit(page_with(body='<div id="view"></div>'))
    add = """(url) => {
      const script = document.createElement('script');
      script.src = url; script.dataset.flow = 'marketer-type';
      document.getElementById('view').append(script);
    }"""
    for _ in range(2):
        page.evaluate(add, f"{site.url}/embed.js")
        expect(frame(page).locator("h1")).to_be_visible()
        page.evaluate("document.getElementById('view').replaceChildren()")
        expect(page.locator("iframe")).to_have_count(0)
    assert page.evaluate("typeof Lodestone.open") == "function"


def test_messages_of_others_are_not_believed(visit: Callable[..., Page], site: LiveSite) -> None:
    page = visit(page_with(embed(site, data_flow="marketer-type")))
    expect(frame(page).locator("h1")).to_be_visible()
    page.evaluate(
        """() => {
          window.heard = 0;
          document.addEventListener('lodestone:lead', () => heard++);
          postMessage({lodestone: 1, type: 'lead', detail: {token: 'stolen'}}, '*');
          postMessage({lodestone: 1, type: 'height', detail: {height: 5}}, '*');
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("heard") == 0
    assert page.evaluate("localStorage.length") == 0


def test_an_unknown_flow_says_so_inside_the_frame_and_leaves_the_host_alone(
    page: Page, host: HostPage, site: LiveSite
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    host.html = page_with(embed(site, data_flow="nothing-here"))
    page.goto(host.url)
    expect(frame(page, "nothing-here").locator("h1")).to_be_visible()
    assert errors == []


def test_at_360_px_the_bubble_takes_the_whole_screen(
    browser: Browser, host: HostPage, site: LiveSite
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    host.html = page_with(
        embed(site, data_flow="plan-finder", data_mode="bubble", data_label="Ask")
    )
    page.goto(host.url)
    page.get_by_role("button", name="Ask").click()
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (360, 740)
    inside = frame(page, "plan-finder")
    expect(inside.get_by_role("log")).to_be_visible()
    assert inside.locator("html").evaluate("html => html.scrollWidth") <= 360
    page.close()
