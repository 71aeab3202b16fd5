"""Shipped flows in a browser: with and without scripts, at 360 px, and whole pages by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.playing import flow_of, is_over, play
from tests.live import ROOT, LiveSite

pytestmark = pytest.mark.browser

FLOWS = sorted(
    path.stem
    for path in (ROOT / "flows").glob("*.yml")
    if path.stem not in ("lead", "offers", "answers")
)
MAIN = ("plan-finder", "marketer-type", "roi", "product-finder", "shopping-survey", "request-demo")


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_plays_to_an_outcome_on_a_phone(
    flow: str, browser: Browser, site: LiveSite
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site.url}/f/{flow}?language=pl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert play(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
    page.close()


def test_what_stands_under_the_box_breaks_between_words_on_a_phone(
    browser: Browser, site: LiveSite
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page.goto(f"{site.url}/f/plan-finder?language=pl")
    page.get_by_text("Za mało zapytań").click()
    page.get_by_text("Wstecz").wait_for()
    for name in ("Wstecz", "Porozmawiaj z człowiekiem"):
        box = page.get_by_text(name).bounding_box()
        assert box is not None
        assert box["height"] < 40, f"{name} stands in two lines"
    page.close()


@pytest.mark.parametrize("flow", MAIN)
def test_without_scripts_forms_post_and_redirect_to_the_end(
    flow: str, browser: Browser, site: LiveSite
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/f/{flow}")
    assert play(page)
    assert "conversation=" not in page.url
    context.close()


@pytest.mark.parametrize("flow", ["plan-finder", "marketer-type"])
def test_without_scripts_the_frame_plays_too(flow: str, browser: Browser, site: LiveSite) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/f/{flow}/frame")
    assert play(page)
    assert context.cookies() == []
    context.close()


def test_a_quiz_is_played_by_keyboard_alone(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/f/marketer-type")
    start = page.locator("button[value=start]")
    for _ in range(20):
        if start.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(start).to_have_count(0)
    for _ in range(30):
        if is_over(page):
            break
        turn = flow_of(page).get_attribute("data-turn") or ""
        if page.locator("button.option, .option input").count():
            page.keyboard.press("2")
            page.wait_for_function(
                """turn => document.querySelector('#flow')?.dataset.turn !== turn
                  || document.querySelector('.option input:checked')""",
                arg=turn,
            )
            if page.locator(".option input:checked").count():
                page.keyboard.press("Enter")
        else:
            skip = page.locator("button[value=skip]")
            if skip.count():
                skip.focus()
                page.keyboard.press("Enter")
            else:
                page.locator(".question input").first.focus()
                page.keyboard.type("ada@northwind.example")
                page.keyboard.press("Enter")
        expect(flow_of(page)).not_to_have_attribute("data-turn", turn)
    assert is_over(page)


def test_coming_back_resumes_at_the_question_and_keeps_the_answers(
    page: Page, site: LiveSite
) -> None:
    page.goto(f"{site.url}/f/marketer-type")
    page.locator("button[value=start]").click()
    page.locator("button.option").first.click()
    expect(flow_of(page)).to_have_attribute("data-turn", "2")
    slot = flow_of(page).get_attribute("data-slot") or ""
    page.goto("about:blank")
    page.goto(f"{site.url}/f/marketer-type")
    expect(flow_of(page)).to_have_attribute("data-slot", slot)
    page.get_by_role("button", name="Back").click()
    expect(flow_of(page)).not_to_have_attribute("data-slot", slot)
    expect(page.locator(".option.chosen")).to_have_count(1)


def test_the_number_that_moves_is_the_number_that_is_kept(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/f/roi?language=en")
    results = page.locator("[data-result], .results").first
    before = results.inner_text()
    slider = page.locator("input[type=range]").first
    slider.evaluate(
        """(range) => {
          range.value = 20000;
          range.dispatchEvent(new Event('input', { bubbles: true }));
        }"""
    )
    expect(results).not_to_have_text(before, use_inner_text=True)
    moved = results.inner_text()
    assert moved != before
    page.locator("button.primary").first.click()
    expect(page.locator("#flow[data-outcome]")).to_have_count(1)
    ending = page.locator("#flow").inner_text()
    for figure in [part for part in moved.split("\n") if "€" in part or "%" in part][:4]:
        assert figure.strip() in ending
