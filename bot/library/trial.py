"""Running a flow's own tests, with the engine brought in only when one is run."""

from __future__ import annotations

from bot.model import Expectation, Flow


def run_expectation(flow: Flow, expectation: Expectation) -> list[str]:
    """What went wrong when the test was played; nothing when it is green."""
    from bot import engine

    place = f"line {expectation.line}: test '{expectation.name}': "
    try:
        failures = engine.run_expectation(flow, expectation)
    except Exception as error:  # a flow that breaks the engine must not take the site down
        return [f"it cannot be played: {type(error).__name__}: {error}"]
    return [failure.removeprefix(place) for failure in failures]
