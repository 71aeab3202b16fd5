"""A site in processes of its own, in its second life."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live import LiveSite
from tests.serve.past import Past, live_once, spoil, write_flows


@pytest.fixture(scope="session")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveSite, Past]]:
    """A site with two web processes that was started, stopped and started again."""
    folder = tmp_path_factory.mktemp("live")
    flows = write_flows(folder / "flows")
    site = LiveSite(folder / "data", flows, WORKERS="2")
    past = live_once(site)
    spoil(flows)
    site.start()
    yield site, past
    site.stop()


@pytest.fixture
def live(lives: tuple[LiveSite, Past]) -> LiveSite:
    """The site as it runs now."""
    return lives[0]


@pytest.fixture
def past(lives: tuple[LiveSite, Past]) -> Past:
    """What it lived through before."""
    return lives[1]
