"""The shipped flows, each searched once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.library import Library
from bot.model import Flow
from tests.flows.exploring import Explored, explore

FLOWS = Path(__file__).resolve().parents[2] / "flows"
NAMES = sorted(
    path.stem for path in FLOWS.glob("*.yml") if path.stem not in ("lead", "offers", "answers")
)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(FLOWS, run_test=None)


@pytest.fixture(scope="session")
def explored(library: Library) -> Callable[[str], Explored]:
    """The search of a flow, made when it is first asked for."""

    @cache
    def search(name: str) -> Explored:
        published = library.flow(name)
        assert published is not None, f"{name} is not published"
        return explore(published.flow)

    return search


@pytest.fixture(params=NAMES)
def found(request: pytest.FixtureRequest, explored: Callable[[str], Explored]) -> Explored:
    """What was met in one flow, flow after flow."""
    return explored(request.param)


@pytest.fixture
def flow(found: Explored) -> Flow:
    return found.flow
