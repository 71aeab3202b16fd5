"""What calculator.js is given: values, formulas as trees, and how results are written."""

from __future__ import annotations

from bot.effects import View
from bot.model import Json
from bot.words import say


def model_of(view: View) -> Json:
    """The model as JSON; None where nothing is computed in the browser."""
    if not isinstance(view.browser, dict):
        return None
    lines: list[Json] = [
        {"tree": line.tree, "format": line.format, "currency": line.currency} for line in view.live
    ]
    questions = view.screen.questions if view.screen else ()
    own: dict[str, Json] = {
        "language": view.language,
        "types": {asked.slot: asked.type for asked in questions},
        "lines": lines,
        "yes": say("yes", view.language),
        "no": say("no", view.language),
    }
    return {**view.browser, **own}
