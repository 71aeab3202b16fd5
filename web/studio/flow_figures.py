"""Counts of flows: conversations, completions, leads. Previews and suspected bots are left out."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import func, select

from store.conversations import Conversation
from store.database import db
from web.site import site

#: Counts are kept for this many times as long as counting took, so that counting a large table
#: costs the database at most a twentieth of its time.
KEEP_FACTOR = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one flow."""

    conversations: int = 0
    completions: int = 0
    leads: int = 0

    @property
    def rate(self) -> int | None:
        """Completions in percent of conversations; None without conversations."""
        return round(100 * self.completions / self.conversations) if self.conversations else None


def flow_figures() -> dict[str, Figures]:
    """Figures by flow name; flows nobody played are not in it."""
    kept = site().cache.get("flow_figures")
    if kept is not None and kept[0] > time.monotonic():
        found: dict[str, Figures] = kept[1]
        return found
    began = time.monotonic()
    figures = _count()
    ended = time.monotonic()
    site().cache["flow_figures"] = (ended + KEEP_FACTOR * (ended - began), figures)
    return figures


def _count() -> dict[str, Figures]:
    rows = db.session.execute(
        select(
            Conversation.flow,
            func.count(),
            func.count(Conversation.finished_at),
            func.count(Conversation.lead_id.distinct()),
        )
        .where(Conversation.suspicion.is_(None), Conversation.preview.is_(False))
        .group_by(Conversation.flow)
    )
    return {name: Figures(*counts) for name, *counts in rows}
