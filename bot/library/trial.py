"""Running a flow's own tests, with the engine brought in only when one is run."""

from __future__ import annotations

from bot.model import Expectation, Flow


def run_expectation(flow: Flow, expectation: Expectation) -> list[str]:
    """What went wrong when the test was played; nothing when it is green."""
    from bot import engine

    return engine.run_expectation(flow, expectation)
