"""The stage of a lead: the highest of lead.yml whose conditions all hold. All of it in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.score import LeadDefinition, Score, StageRule, TimedLine, score_at

#: How exactly the moment is found at which time takes a stage away.
_EXACTLY = timedelta(seconds=1)


def stage_of(definition: LeadDefinition, score: Score, facts: Collection[str]) -> str | None:
    """The stage's name, None below the first. `facts` are contact fields known, and others such
    as `email_confirmed`."""
    for rule in reversed(definition.stages):
        if holds(rule, score, facts):
            return rule.name
    return None


def holds(rule: StageRule, score: Score, facts: Collection[str]) -> bool:
    """Whether every condition of a stage holds."""
    return (
        score.total >= rule.score
        and all(need in facts for need in rule.needs)
        and all(axis in score.axes for axis in rule.known)
        and all(score.axes.get(axis, -1.0) >= least for axis, least in rule.axes.items())
    )


def rule_of(definition: LeadDefinition, stage: str | None) -> StageRule | None:
    """The rule of a stage; None below the first, and for stages that lead.yml does not know."""
    return next((rule for rule in definition.stages if rule.name == stage), None)


def rank_of(definition: LeadDefinition, stage: str | None) -> int:
    """How high a stage is: -1 below the first, and for stages that lead.yml does not know."""
    names = [rule.name for rule in definition.stages]
    return names.index(stage) if stage in names else -1


# ---------------------------------------------------------------- in words


def conditions(rule: StageRule) -> str:
    """A stage's conditions as people say them: "score 65, email_confirmed, need known"."""
    parts = [f"score at least {rule.score:g}"] if rule.score else []
    parts += [_plain(need) for need in rule.needs]
    parts += [f"{axis} at least {least:g}" for axis, least in rule.axes.items()]
    if rule.known:
        parts.append(f"{_listed(rule.known)} known")
    return ", ".join(parts) or "no condition"


def lacking(rule: StageRule, score: Score, facts: Collection[str]) -> list[str]:
    """What keeps a lead from a stage, each in words; empty when it holds."""
    found = [f"no {_plain(need)}" for need in rule.needs if need not in facts]
    unknown = [axis for axis in rule.known if axis not in score.axes]
    if unknown:
        found.append(f"{_listed(unknown)} unknown")
    for axis, least in rule.axes.items():
        points = score.axes.get(axis)
        if points is None:
            found.append(f"{axis} unknown")
        elif points < least:
            found.append(f"{axis} {_under(points, least)}")
    if score.total < rule.score:
        found.append(f"score {_under(score.total, rule.score)}")
    return found


def stages_ahead(
    definition: LeadDefinition, stage: str | None, score: Score, facts: Collection[str]
) -> list[tuple[str, list[str]]]:
    """The stages above one, the next first, each with what it still lacks, in words."""
    above = definition.stages[rank_of(definition, stage) + 1 :]
    return [(rule.name, lacking(rule, score, facts)) for rule in above]


def explained(
    definition: LeadDefinition,
    before: str | None,
    after: str | None,
    score: Score,
    facts: Collection[str],
) -> tuple[str, str | None]:
    """Why a stage changed, in words, and the conditions of the rule that decided."""
    risen = rank_of(definition, after) > rank_of(definition, before)
    rule = rule_of(definition, after if risen else before)
    if rule is None:
        if before is None:
            return "Every condition of a stage above holds", None
        return f"lead.yml knows no stage {before} any more", None
    if risen:
        return f"Now {rule.name}: {_met(rule, score)}", conditions(rule)
    reasons = lacking(rule, score, facts)
    if not reasons:
        return f"{after} is decided before {rule.name}", conditions(rule)
    return f"{rule.name} no more: {'; '.join(reasons)}", conditions(rule)


def _met(rule: StageRule, score: Score) -> str:
    parts = [f"score {_written(score.total)} of {rule.score:g} needed"] if rule.score else []
    parts += [_plain(need) for need in rule.needs]
    parts += [
        f"{axis} {_written(score.axes[axis])} of {least:g}" for axis, least in rule.axes.items()
    ]
    if rule.known:
        parts.append(f"{_listed(rule.known)} known")
    return ", ".join(parts) or "it has no condition"


def _under(value: float, least: float) -> str:
    shown = _written(value)
    return f"just under {least:g}" if shown == f"{least:g}" else f"{shown} is under {least:g}"


def _written(points: float) -> str:
    shown = f"{points:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def _plain(fact: str) -> str:
    return fact.replace("_", " ").replace("email", "e-mail")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# ---------------------------------------------------------------- time


@dataclass(frozen=True, slots=True)
class Fall:
    """A stage that time took: from one to a lower one at a moment, with the score of then."""

    at: datetime
    before: str | None
    after: str | None
    score: Score


def falls(
    definition: LeadDefinition,
    lines: Sequence[TimedLine],
    facts: Collection[str],
    stage: str | None,
    since: datetime,
    until: datetime,
) -> Iterator[Fall]:
    """What time took of a lead on which nothing else happened between two moments.

    Points only fade meanwhile, so a condition that is lost stays lost, and the moment is found by
    halving. Nothing when the stage did not hold at `since`, or the clock was set back.
    """
    while (rule := rule_of(definition, stage)) is not None:
        if not holds(rule, score_at(lines, definition, since), facts):
            return
        if since >= until or holds(rule, score_at(lines, definition, until), facts):
            return
        since = _lost_at(definition, rule, lines, facts, since, until)
        score = score_at(lines, definition, since)
        below = stage_of(definition, score, facts)
        yield Fall(since, stage, below, score)
        stage = below


def _lost_at(
    definition: LeadDefinition,
    rule: StageRule,
    lines: Sequence[TimedLine],
    facts: Collection[str],
    since: datetime,
    until: datetime,
) -> datetime:
    """The first moment, to a second, at which the rule holds no more."""
    while until - since > _EXACTLY:
        middle = since + (until - since) / 2
        if holds(rule, score_at(lines, definition, middle), facts):
            since = middle
        else:
            until = middle
    return until
