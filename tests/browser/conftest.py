from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.live import ROOT, HostPage, LiveSite


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    live = LiveSite(tmp_path_factory.mktemp("site"), ROOT / "flows")
    live.start()
    yield live
    live.stop()


@pytest.fixture
def host(site: LiveSite) -> Iterator[HostPage]:
    page = HostPage()
    # Nothing but the site may run or be framed: no inline script or style, no other origin.
    page.policy = f"default-src 'none'; script-src {site.url}; frame-src {site.url}"
    yield from page.serve()


@pytest.fixture
def quiet(page: Page) -> Iterator[list[str]]:
    """Everything the page complained of; a test that uses it fails when there is anything."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda said: (
            heard.append(said.text) if said.type == "error" and "favicon" not in said.text else None
        ),
    )
    yield heard
    assert heard == []
