"""What lead.yml says now: axes, caps and stages, as the studio shows them."""

from __future__ import annotations

from flask import g

from bot.score import LeadDefinition
from web.site import site

#: Tones of stages from the highest down; the rest are "cool".
_TONES = ("hot", "warm")


def lead_definition() -> LeadDefinition:
    """The definition that the newest published flow was compiled with; empty without flows."""
    if "lead_definition" not in g:
        flows = site().library.flows
        g.lead_definition = next((one.flow.lead for one in flows.values()), LeadDefinition())
    definition: LeadDefinition = g.lead_definition
    return definition


def stage_names() -> list[str]:
    """Stages from the highest down."""
    return [stage.name for stage in reversed(lead_definition().stages)]


def stage_tone(stage: str | None) -> str:
    """The colour a stage has: "hot" for the highest, "warm", "cool"; "none" without a stage."""
    if not stage:
        return "none"
    names = stage_names()
    rank = names.index(stage) if stage in names else len(names)
    return _TONES[rank] if rank < len(_TONES) else "cool"
