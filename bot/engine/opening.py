"""What a salesperson may begin the call with, after how a conversation ended."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.endings import outcome_of
from bot.engine.showing import render
from bot.engine.walking import walked
from bot.model import Flow
from bot.session import Session


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence as plain text in the visitor's language, and the outcome it belongs to."""

    text: str
    language: str
    outcome: str


def first_sentence(flow: Flow, session: Session) -> Opening | None:
    """The sentence that the reached outcome suggests, its references filled; None before the end,
    and where the outcome suggests none."""
    walk = walked(flow, session)
    outcome = outcome_of(walk) if walk.over and walk.link is None else None
    if outcome is None or outcome.first_sentence is None:
        return None
    return Opening(render(walk, outcome.first_sentence).plain, session.language, outcome.id)
