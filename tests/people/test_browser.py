"""A visitor and a member of staff, each in a browser of their own, talk through the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.live import BROWSER_ARGUMENTS, LiveSite, browser_path
from tests.people.conftest import CHAT, LEAD
from tests.serve.client import write
from web.words import word

WIDE, PHONE = {"width": 1200, "height": 800}, {"width": 360, "height": 700}
QUIZ = CHAT.replace("kind: chat", "kind: quiz").replace(
    "  - ask: note", "  - handover: Somebody of us takes over.\n  - ask: note"
)
LONG = "ż" * 90
OPTIONS = {"resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    ours = {"executable_path": browser_path(), "args": BROWSER_ARGUMENTS}
    return {**browser_type_launch_args, **ours}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    folder = tmp_path_factory.mktemp("talking")
    flows = write(folder / "flows", chat=CHAT, lead=LEAD, quiz=QUIZ)
    site = LiveSite(folder / "data", flows, WORKERS="2")
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def staff(live: LiveSite, browser: Browser) -> Iterator[Page]:
    """Somebody signed in to the studio."""
    page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
    link = re.search(r"Sign in\s+(\S+)", live.output)
    assert link
    page.goto(link[1])
    page.fill("[name=name]", "Ayşe Işık")
    page.fill("[name=email]", "ayse@acme.example")
    page.fill("[name=password]", "correct horse battery staple")
    page.keyboard.press("Enter")
    page.wait_for_url("**/studio/**")
    yield page
    page.context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    page = browser.new_context(viewport=PHONE, color_scheme="dark").new_page()  # type: ignore[arg-type]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert errors == []


def _sound(page: Page) -> None:
    """No violation of axe's rules, and nothing wider than the window."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _opened(staff: Page, live: LiveSite) -> None:
    staff.set_viewport_size(WIDE)  # type: ignore[arg-type]
    staff.goto(f"{live.url}/studio/people")
    staff.locator("#talks a").first.click()


def test_a_talk_from_the_first_word_to_the_question_asked_again(
    live: LiveSite, staff: Page, visitor: Page
) -> None:
    visitor.goto(f"{live.url}/f/chat?language=pl")
    visitor.fill("#typed", "chcę rozmawiać z człowiekiem")
    visitor.keyboard.press("Enter")
    expect(visitor.locator(".note").first).to_have_text(word("person_called", "pl"))
    _sound(visitor)
    visitor.fill("#typed", LONG)
    visitor.keyboard.press("Enter")
    expect(visitor.locator(".mine").last).to_contain_text(LONG)

    _opened(staff, live)
    expect(staff.locator("#lines")).to_contain_text(LONG)
    staff.fill("#text", "Dzień dobry!")
    visitor.fill("#typed", "a draft")
    staff.keyboard.press("Enter")
    expect(visitor.locator(".person .bubble")).to_have_text("Dzień dobry!")
    expect(visitor.locator(".person .name")).to_contain_text("Ayşe Işık")
    expect(visitor.locator(".who")).to_contain_text(word("person_there", "pl", name="Ayşe Işık"))
    expect(visitor.locator("#typed")).to_have_value("a draft")
    expect(staff.locator("#text")).to_have_value("")
    visitor.keyboard.press("Enter")
    expect(staff.locator(".line--theirs").last).to_contain_text("a draft")
    _sound(visitor)
    _sound(staff)
    staff.set_viewport_size(PHONE)  # type: ignore[arg-type]
    _sound(staff)

    staff.get_by_role("button", name="Hand back").click()
    expect(visitor.locator(".note").last).to_have_text(word("person_left", "pl", name="Ayşe Işık"))
    expect(visitor.locator("#now")).to_contain_text("Co poprawić?")
    visitor.get_by_role("button", name="Za mało").click()
    expect(visitor.locator("#now")).to_contain_text("Coś jeszcze?")
    _sound(staff)


def test_a_quiz_hands_over_and_goes_on(live: LiveSite, staff: Page, visitor: Page) -> None:
    visitor.goto(f"{live.url}/f/quiz?start=1")
    visitor.get_by_role("button", name="Too few leads").click()
    expect(visitor.locator(".log")).to_contain_text("Somebody of us takes over.")
    _sound(visitor)
    _opened(staff, live)
    staff.get_by_role("button", name="Take over").click()
    staff.fill("#text", "Hello from us")
    staff.keyboard.press("Enter")
    expect(visitor.locator(".person .bubble")).to_have_text("Hello from us")
    visitor.get_by_role("button", name=word("person_go_on", "en")).click()
    expect(visitor.locator("h1")).to_contain_text("Anything else?")
    expect(staff.locator("#write")).to_contain_text("This talk is over")
    _sound(visitor)


def test_a_reload_in_the_middle_shows_all_that_was_said(
    live: LiveSite, staff: Page, visitor: Page
) -> None:
    visitor.goto(f"{live.url}/f/chat")
    visitor.get_by_role("button", name=word("person_ask", "en")).click()
    expect(visitor.locator("#talk")).to_be_attached()
    _opened(staff, live)
    staff.fill("#text", "One")
    staff.keyboard.press("Shift+Enter")
    staff.keyboard.type("Two")
    staff.keyboard.press("Enter")
    expect(visitor.locator(".person .bubble")).to_have_text("One\nTwo")
    visitor.reload()
    expect(visitor.locator(".person .bubble")).to_have_text("One\nTwo")
    staff.fill("#text", "Three")
    staff.keyboard.press("Enter")
    expect(visitor.locator(".person .bubble").last).to_have_text("Three")
