"""What every request can reach: the settings, the published flows, the actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import current_app

from actions.runner import Runner
from bot.library import Library
from web.settings import Settings


@dataclass(slots=True)
class Site:
    """One per process; `cache` is for what modules keep in memory, by their name."""

    settings: Settings
    library: Library
    actions: Runner | None = None
    cache: dict[str, Any] = field(default_factory=dict)


def site() -> Site:
    """The running site."""
    found: Site = current_app.extensions["lodestone"]
    return found
