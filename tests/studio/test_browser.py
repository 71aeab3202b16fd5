"""The studio in a real browser: accessible, on the narrowest phone, by keyboard, scriptless."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from store.incidents import Incident
from store.types import now
from store.users import ApiKey
from tests.live import BROWSER_ARGUMENTS, browser_path
from tests.studio.conftest import CHAT, LEAD, PASSWORD, Studio
from tests.studio.stories import note, refer, tell
from web.app import create_app
from web.settings import load_settings
from web.studio.passwords import hash_password

pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung"

ROOMS = (
    "/studio/", "/studio/leads", "/studio/leads?stage=SQL&q=ece&panel=open&since=x",
    "/studio/leads?status=lost", "/studio/leads/1", "/studio/leads/2",
    "/studio/leads/1/export.html", "/studio/flows", "/studio/flows/plan", "/studio/flows/broken",
    f"/studio/flows/plan/versions/{'b' * 64}", "/studio/incidents", "/studio/account",
    "/studio/users", "/studio/api-keys", "/studio/leads/99", "/studio/speed", "/studio/inbox",
    "/studio/leads/1/brief", "/studio/leads/1/timeline", "/studio/people", "/studio/questions",
    "/studio/duplicates", "/studio/companies", "/studio/rules", "/studio/outbox", "/studio/audit",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    ours = {"executable_path": browser_path(), "args": BROWSER_ARGUMENTS}
    return {**browser_type_launch_args, **ours}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """A studio with leads, a broken flow, people and keys, served on a port of its own."""
    from tests.databases import close, new_database

    folder = tmp_path_factory.mktemp("studio")
    flows = folder / "flows"
    flows.mkdir()
    (flows / "lead.yml").write_text(LEAD, "utf-8")
    (flows / "plan.yml").write_text(CHAT, "utf-8")
    (flows / "broken.yml").write_text("format: 1\nkind: chad\ntitle: x\n", "utf-8")
    url = new_database("sqlite", folder)
    given = {"data_dir": folder, "flows_dir": flows, "database_url": url, "rate_limit": "off"}
    app = create_app(load_settings(**given))
    _fill(Studio(app, flows))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.port}")
    server.shutdown()
    thread.join()
    with app.app_context():
        close(app)


def _fill(studio: Studio) -> None:
    admin = studio.user(
        "admin", name="Ada Nowak", email="ada@acme.example", password_hash=hash_password(PASSWORD)
    )
    studio.user("sales", email="jan@acme.example", password_hash=None)
    story = tell(
        studio, first_name="Ece", last_name="Çağlar", phone="+905321234567", company="Boğaziçi",
        website="https://ornek.example", country="TR", language="tr", email_confirmed_at=now(),
        source="google", first_flow="plan", created_at=now() - timedelta(days=3),
    )  # fmt: skip
    long = studio.lead(
        first_name=LONG, last_name=LONG, email=f"{LONG}@{LONG}.example".replace("ä", "a"),
        company=LONG, stage="MQL", score=20.0, axis_need=20.0, source=LONG, suspected=False,
    )  # fmt: skip
    studio.lead(stage="IQL", suspected=True, status="not_a_lead")
    refer(studio, story.lead, long)
    note(studio, story.lead, admin, f"Call on Tuesday.\n{LONG}")
    studio.keep(
        Incident(kind="action", place="action_company_from_email", message=LONG, flow="plan"),
        ApiKey(key_hash="h", prefix="lode_12345", name="CRM", scopes="leads:read"),
    )


def _open(browser: Browser, place: Any, viewport: dict[str, int], scheme: str) -> Page:
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{place.url}/studio/sign-in")
    page.get_by_label("E-mail").fill("ada@acme.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/studio/")
    return page


def _faults(page: Page) -> list[str]:
    found = Axe().run(page, context={"exclude": [["iframe"]]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(WIDE, "light"), (PHONE, "dark"), (PHONE, "light"), (WIDE, "dark")],
    ids=["wide-light", "phone-dark", "phone-light", "wide-dark"],
)
def test_every_room_is_accessible_and_fits(browser, place, viewport, scheme):
    page = _open(browser, place, viewport, scheme)
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if "Security" in said.text else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    faults = {}
    for path in ROOMS:
        page.goto(place.url + path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = _faults(page) + ([f"{wide} px too wide"] if wide > 0 else [])
        if found:
            faults[path] = found
    page.context.close()
    assert faults == {}
    assert heard == []


def test_the_door_is_accessible(browser, place):
    page = browser.new_context(viewport=PHONE).new_page()
    for path in ("/studio/sign-in", "/studio/welcome/nothing"):
        page.goto(place.url + path)
        assert _faults(page) == []
    page.context.close()


def test_text_at_twice_the_size_still_fits(browser, place):
    page = _open(browser, place, {"width": 640, "height": 900}, "light")
    for path in ("/studio/leads", "/studio/leads/1", "/studio/flows/plan", "/studio/users"):
        page.goto(place.url + path)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    page.context.close()


def test_the_keyboard_reaches_the_content_and_a_lead(browser, place):
    page = _open(browser, place, WIDE, "light")
    page.goto(f"{place.url}/studio/leads")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "room"
    page.keyboard.press("/")
    page.keyboard.type("ece")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads?q=ece")
    page.get_by_role("link", name="Ece Çağlar").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads/1")
    page.context.close()


def test_on_a_phone_the_other_rooms_open_by_keyboard_and_close_with_escape(browser, place):
    page = _open(browser, place, PHONE, "light")
    more = page.locator(".more > summary")
    menu = page.get_by_role("navigation", name="Studio")
    assert menu.get_by_role("link").all_inner_texts() == ["Overview", "Inbox", "Talks", "Leads"]
    more.focus()
    page.keyboard.press("Enter")
    assert menu.get_by_role("link", name="Settings").is_visible()
    assert menu.get_by_role("button", name="Sign out").is_visible()
    assert _faults(page) == []
    page.keyboard.press("Escape")
    assert menu.get_by_role("link", name="Settings").is_hidden()
    assert more.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/studio/companies")
    page.context.close()


def test_without_script_everything_still_works(browser, place):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place.url}/studio/leads?stage=SQL")
    page.get_by_label("E-mail").fill("ada@acme.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith("/studio/leads?stage=SQL")
    page.get_by_text("Filters (1)").click()
    page.get_by_label("Budget", exact=True).select_option("known")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Ece Çağlar").click()
    page.get_by_label("Status", exact=True).and_(page.locator("select")).select_option("lost")
    page.get_by_label("Reason").fill("Too dear")
    page.get_by_role("button", name="Save status").click()
    assert page.get_by_role("status").inner_text() == "Status saved: lost."
    page.get_by_label("Add a note").fill("Without script")
    page.get_by_role("button", name="Add note").click()
    assert page.locator("#notes").get_by_text("Without script").is_visible()
    context.close()


def test_the_status_form_asks_for_what_belongs_to_the_status(browser, place):
    page = _open(browser, place, WIDE, "light")
    page.goto(f"{place.url}/studio/leads/2")
    assert page.get_by_label("Reason").is_hidden()
    page.get_by_label("Status", exact=True).and_(page.locator("select")).select_option("won")
    assert page.get_by_label("Value").is_visible()
    page.get_by_label("Status", exact=True).and_(page.locator("select")).select_option("not_a_lead")
    assert page.get_by_label("Value").is_hidden()
    page.get_by_role("button", name="Save status").click()
    assert page.get_by_text("Say why").is_visible()
    page.locator("#status-reason:focus").wait_for()
    page.context.close()


def test_the_snippet_can_be_copied(browser, place):
    page = _open(browser, place, WIDE, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=place.url)
    page.goto(f"{place.url}/studio/flows/plan?mode=bubble")
    page.locator('[data-copy="snippet"]').click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("<script src=")
    assert 'data-mode="bubble"' in copied
    page.context.close()


def test_the_preview_is_light_or_dark_whatever_the_reader_uses(browser, place):
    page = _open(browser, place, WIDE, "null")
    for colours, dark in (("dark", True), ("light", False)):
        page.goto(f"{place.url}/studio/flows/plan?colours={colours}")
        page.locator("iframe").scroll_into_view_if_needed()
        frame = page.frame_locator("iframe")
        frame.locator("main").wait_for()
        inner = next(one for one in page.frames if "/f/plan" in one.url)
        assert inner.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    page.context.close()
