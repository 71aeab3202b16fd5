"""The pages in a real browser: swapped in place, by keyboard, without script, with a lost line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


# ---------------------------------------------------------------- keyboard


def test_a_quiz_is_walked_by_keyboard_alone(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/quiz")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What do you want?")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator("h1")).to_have_text("How do you feel about it?")
    for _ in range(6):  # past Back and the stars before the fourth
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "4":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("What may we call you?")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ready, Ada")
    expect(page.locator("h1")).to_be_focused()
    assert page.url == f"{address}/f/quiz"


def test_number_keys_do_nothing_outside_the_card(calm_page: Page, address: str) -> None:
    calm_page.goto(f"{address}/f/quiz?start=1")
    calm_page.evaluate("document.activeElement.blur()")
    calm_page.keyboard.press("1")
    calm_page.wait_for_timeout(150)
    assert heading(calm_page) == "What do you want?"


def test_the_browsers_back_goes_to_the_question_before(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/quiz?start=1")
    page.get_by_role("button", name="More leads").click()
    expect(page.locator("h1")).to_have_text("How do you feel about it?")
    page.go_back()
    expect(page.locator("h1")).to_have_text("What do you want?")
    page.get_by_role("button", name="Better leads").click()
    expect(page.locator("h1")).to_have_text("How do you feel about it?")
    page.get_by_role("button", name="Back").click()
    expect(page.locator("h1")).to_have_text("What do you want?")


# ---------------------------------------------------------------- swapped in place


def test_a_bad_field_gets_the_focus_and_the_rest_stays(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/form")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your e-mail").fill("ada@")
    page.get_by_label("Which language do you write?").fill("Python")
    page.get_by_label("Budget").fill("2,500")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Your e-mail")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("One answer needs another look")
    expect(page.get_by_label("Budget")).to_have_value("2,500")
    page.get_by_label("Your e-mail").fill("ada@acme.example")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("h1")).to_have_text("About the job")


def test_events_are_told_to_the_page(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/quiz")
    page.evaluate(
        """() => { window.heard = [];
        for (const name of ['start', 'answer', 'lead', 'complete'])
          document.addEventListener('lodestone:' + name,
            ({detail}) => window.heard.push([name, detail.slot || '', detail.outcome || ''])); }"""
    )
    page.locator("main .primary").click()
    page.get_by_role("button", name="More leads").click()
    page.get_by_role("button", name="3 of 5 stars").click()
    page.get_by_label("What may we call you?").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ready, Ada")
    assert page.evaluate("window.heard") == [
        ["start", "", ""],
        ["answer", "goal", ""],
        ["answer", "mood", ""],
        ["answer", "name", "ready"],
        ["complete", "", "ready"],
    ]


def test_a_double_tap_answers_once(calm_page: Page, address: str) -> None:
    page = calm_page
    posts: list[str] = []
    page.on("request", lambda sent: posts.append(sent.url) if sent.method == "POST" else None)
    page.goto(f"{address}/f/quiz?start=1")
    page.get_by_role("button", name="More leads").dblclick()
    expect(page.locator("h1")).to_have_text("How do you feel about it?")
    assert len(posts) == 1


def test_a_lost_line_keeps_the_answer_and_tries_again(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/quiz?start=1")

    def lost(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    page.route("**/f/quiz*", lost)
    page.get_by_role("button", name="Better leads").click()
    expect(page.get_by_role("alert")).to_contain_text("Your answer is kept here")
    page.unroute("**/f/quiz*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("h1")).to_have_text("How do you feel about it?")
    page.go_back()
    expect(page.locator(".chosen")).to_contain_text("Better leads")


# ---------------------------------------------------------------- chats


def test_a_chat_is_typed_tapped_and_changed(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/chat")
    page.get_by_role("button", name="Too few leads").click()
    expect(page.get_by_role("log")).to_contain_text("Which tools do you use?")
    expect(page.get_by_role("log")).to_be_focused()
    page.get_by_label("A CRM").check()
    page.get_by_label("Mail").check()
    page.locator(".dock .primary").click()
    expect(page.get_by_role("log")).to_contain_text("What may I call you?")
    page.locator("#typed").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("And your e-mail, Ada?")
    expect(page.locator("#typed")).to_be_focused()
    page.get_by_role("link", name="Change the answer “Too few leads”").click()
    page.get_by_role("button", name="They never buy").click()
    expect(page.locator(".mine").first).to_contain_text("They never buy")
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="Growth, Ada")).to_be_visible()


def test_lines_that_stay_are_not_said_again(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/chat")
    page.evaluate("document.querySelector('.log').firstElementChild.textContent")
    page.evaluate(
        """() => { window.added = [];
        const note = (node) => node.matches('.fresh:not([aria-hidden])')
          && window.added.push(node.innerText);
        new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach(note)))
          .observe(document.querySelector('.log'), { childList: true }); }"""
    )
    page.get_by_role("button", name="Too few leads").click()
    expect(page.locator(".dock .primary")).to_be_visible()
    said = [re.sub(r"\s+", " ", words).strip() for words in page.evaluate("window.added")]
    assert len(said) == 2
    assert said[0].startswith("You: Too few leads")
    assert said[1].endswith("Which tools do you use?")


def test_words_sent_while_the_bot_still_writes_wait_in_the_box(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()  # with the pauses for typing
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{address}/f/chat")
    box = page.locator("#typed")
    box.fill("too few leads")
    box.press("Enter")
    expect(page.locator(".dots")).to_be_visible()
    box.fill("Mail")
    box.press("Enter")
    expect(page.locator(".dots")).to_have_count(0)
    expect(box).to_have_value("Mail")
    assert sent.count("POST") == 1
    box.press("Enter")
    expect(page.locator(".mine").last).to_contain_text("Mail")
    page.close()


def test_words_not_understood_stay_to_be_mended(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/chat")
    page.locator("#typed").fill("qwrtz zxcv")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_be_visible()
    expect(page.locator("#typed")).to_have_value("qwrtz zxcv")


# ---------------------------------------------------------------- calculators and controls


@pytest.mark.parametrize("language", ["en", "tr", "pl"])
def test_the_browser_computes_what_the_server_does(
    browser: Browser, address: str, language: str
) -> None:
    figures = (
        "[...document.querySelectorAll('.figure, .lines dd, .chart .value')]"
        ".map((one) => one.textContent)"
    )
    price = {"en": "1,234.56", "tr": "1.234,56", "pl": "1234,56"}[language]
    context = browser.new_context(locale=language, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/f/calculator?start=1&language={language}")
    page.wait_for_function("window.lodestone")
    page.locator(".range").first.evaluate(
        "(one) => { one.value = 2345; one.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    before = page.evaluate(f"JSON.stringify({figures})")
    page.locator("#q-price").fill(price)
    page.wait_for_function(f"before => JSON.stringify({figures}) !== before", arg=before)
    live = page.evaluate(figures)
    assert "2" in page.locator("#q-seats").input_value()
    page.locator("form.desk .primary").click()
    expect(page.locator("article.ending")).to_be_visible()
    assert page.evaluate(figures) == live
    context.close()


def test_a_question_that_applies_now_is_shown_at_once(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/calculator?start=1")
    expect(page.get_by_label("How many years?")).to_be_hidden()
    page.locator(".option", has_text="Yes").click()
    expect(page.get_by_label("How many years?")).to_be_visible()


def test_a_ranking_is_moved_by_keyboard_and_by_hand(calm_page: Page, samples: str) -> None:
    page = calm_page
    page.goto(f"{samples}/?page=card&type=ranking")
    page.get_by_role("button", name="Move up: Leads never buy").press("Enter")
    assert page.locator(".place .words").first.inner_text() == "Leads never buy"
    expect(page.locator("#announcer")).to_have_text("Leads never buy: place 1 of 4")
    expect(page.get_by_role("button", name="Move up: Leads never buy")).to_be_focused()
    page.locator(".place").nth(3).locator(".words").hover()
    page.mouse.down()
    box = page.locator(".place").nth(0).bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 2, steps=12)
    page.mouse.up()
    assert page.locator(".place .words").first.inner_text() == "Just looking around"
    assert page.locator(".place select").first.input_value() == "1"


def test_a_coupon_is_copied(browser: Browser, samples: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{samples}/?page=result")
    page.get_by_role("button", name="Copy code").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "WELCOME-20"
    context.close()


# ---------------------------------------------------------------- without script


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_chat_works_without_script(scriptless: Page, address: str) -> None:
    page = scriptless
    page.goto(f"{address}/f/chat")
    page.get_by_role("button", name="Too few leads").click()
    page.get_by_label("A CRM").check()
    page.locator(".dock .primary").click()
    page.locator("#typed").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("#asked")).to_contain_text("And your e-mail, Ada?")
    expect(page.locator("#asked")).to_be_in_viewport()
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="Growth, Ada")).to_be_visible()


def test_a_form_works_without_script(scriptless: Page, address: str) -> None:
    page = scriptless
    page.goto(f"{address}/f/form")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your e-mail").fill("ada@acme.example")
    page.get_by_label("Which language do you write?").fill("Python")
    page.get_by_label("Budget").fill("about 3k")
    page.get_by_label("Country").select_option("PL")
    page.get_by_role("button", name="Next").click()
    for name in ("Mails Never", "Calls Often"):
        page.get_by_role("radio", name=name).check()
    page.get_by_label("Speed").select_option("1")
    page.get_by_label("Price").select_option("2")
    page.get_by_label("Care").select_option("3")
    page.get_by_label("I agree to the terms").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("h1")).to_have_text("Thank you, Ada")
