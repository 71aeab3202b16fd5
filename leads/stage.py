"""The stage of a lead: the highest of lead.yml whose conditions all hold."""

from __future__ import annotations

from collections.abc import Collection

from bot.score import LeadDefinition, Score, StageRule


def stage_of(definition: LeadDefinition, score: Score, facts: Collection[str]) -> str | None:
    """The stage's name, None below the first. `facts` are contact fields known, and others such
    as `email_confirmed`."""
    for rule in reversed(definition.stages):
        if _holds(rule, score, facts):
            return rule.name
    return None


def _holds(rule: StageRule, score: Score, facts: Collection[str]) -> bool:
    return (
        score.total >= rule.score
        and all(need in facts for need in rule.needs)
        and all(axis in score.axes for axis in rule.known)
        and all(score.axes.get(axis, -1.0) >= least for axis, least in rule.axes.items())
    )
