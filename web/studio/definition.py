"""The lead.yml that counts now: axes, caps and stages, as the studio shows them."""

from __future__ import annotations

from flask import g

from bot.score import LeadDefinition
from web.rules.present import active_definition

#: Tones of stages from the highest down; the rest are "cool".
_TONES = ("hot", "warm")


def lead_definition() -> LeadDefinition:
    """The definition that scores leads, the same all through a request."""
    if "lead_definition" not in g:
        g.lead_definition = active_definition()
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
