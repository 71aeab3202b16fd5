"""No axe violations on any control, kind, error or page, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.visitor.sample import TYPES

AXE = Axe()

#: Axe's rules of WCAG 2.2 A and AA, and its best practices.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

PAGES: list[dict[str, Any]] = [
    {"page": "cover"},
    {"page": "form", "error": 1},
    {
        "page": "form",
        "types": "nps rating scale matrix ranking multi_choice picture file",
        "error": 1,
    },
    {"page": "form", "types": "slider number money percent date phone url address country yes_no"},
    {"page": "chat", "ended": 1},
    {"page": "calculator"},
    {"page": "result", "kind": "quiz"},
    {"page": "result", "kind": "recommendation"},
    {"page": "result", "kind": "calculator"},
    {"page": "card", "type": "choice", "language": "ar"},
    {"page": "chat", "type": "choice", "language": "ar"},
    {"page": "card", "type": "multi_choice", "error": 1},
]


@pytest.fixture(scope="module", params=["light", "dark"])
def coloured(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        color_scheme=request.param, reduced_motion="reduce", viewport={"width": 1100, "height": 900}
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe complains of: rule, target and what to do."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: "-".join(map(str, shown.values()))[:40])
def test_pages_have_no_violations(coloured: Page, samples: str, shown: dict[str, Any]) -> None:
    coloured.goto(f"{samples}/?{urlencode(shown)}")
    assert violations(coloured) == []


#: One type of each control; all types stand on the forms above.
ONE_OF_EACH = (
    "choice yes_no multi_choice picture rating nps slider money date timeframe text long_text"
    " country matrix ranking consent file"
).split()


@pytest.mark.parametrize("type_", ONE_OF_EACH)
def test_cards_have_no_violations(browser: Browser, samples: str, type_: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{samples}/?page=card&type={type_}")
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("type_", ONE_OF_EACH)
def test_chats_have_no_violations(browser: Browser, samples: str, type_: str) -> None:
    page = browser.new_page(color_scheme="dark", reduced_motion="reduce")
    page.goto(f"{samples}/?page=chat&type={type_}")
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize(
    "path", ["/f/nothing", "/f/closed", "/f/quiz?conversation=abcdefghijklmnopq"]
)
def test_problems_have_no_violations(coloured: Page, address: str, path: str) -> None:
    coloured.goto(address + path)
    assert violations(coloured) == []


@pytest.mark.parametrize("shown", [*PAGES, *({"page": "card", "type": name} for name in TYPES)])
def test_nothing_sticks_out_of_a_phone(phone: Page, samples: str, shown: dict[str, Any]) -> None:
    phone.goto(f"{samples}/?{urlencode({'language': 'pl', **shown})}")
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """360 px wide, which is also 720 px at 200 %."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_targets_are_large_enough(phone: Page, samples: str) -> None:
    for shown in ({"page": "card", "type": "choice"}, {"page": "card", "type": "nps"}, PAGES[1]):
        phone.goto(f"{samples}/?{urlencode(shown)}")
        boxes = phone.evaluate(
            """[...document.querySelectorAll('button, .option, .row > *, select, input.line')]
               .filter((one) => one.offsetParent)
               .map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"""
        )
        assert boxes
        assert all(width >= 43.5 and height >= 43.5 for width, height in boxes), boxes
