"""lead.yml over all flows: stages nobody can reach, stages reached without the big questions.

A lead is taken to play one flow, with all the points that behaviour and fit can give on top: what
is called unreachable here really is by one conversation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.flowfile.analyses.graph import graph_of, reachable
from bot.flowfile.analyses.worth import axes_of, best
from bot.flowfile.draft import Draft
from bot.model import Action, Ask, Call, Flow
from bot.score import LeadDefinition, StageRule

#: Filled by what people do and what is known of their company, not by answers alone.
_FILLED_ELSEWHERE = ("interest", "fit")
#: The questions of sales: no lead should reach the last stage without them.
_BIG_FOUR = ("need", "budget", "authority", "timing")


def check_stages(draft: Draft, lead: LeadDefinition, flows: Collection[Flow]) -> None:
    """Warnings at the stages of lead.yml."""
    if not flows:
        return
    for stage in lead.stages:
        why = _unreachable(stage, lead, flows)
        if why is not None:
            draft.key_warning(("stages", stage.name), f"no flow can bring a lead here: {why}")
    if lead.stages:
        _check_last(draft, lead, flows)
    _check_facts(draft, lead, flows)


def _unreachable(stage: StageRule, lead: LeadDefinition, flows: Collection[Flow]) -> str | None:
    """Why no flow reaches the stage, by the flow that comes nearest; None when one does."""
    whys = [_lacks(stage, lead, flow) for flow in flows]
    if None in whys:
        return None
    return min((why for why in whys if why is not None), key=len, default=None)


def _lacks(stage: StageRule, lead: LeadDefinition, flow: Flow) -> str | None:
    slots, axes = asked(flow)
    for need in stage.needs:
        fact = need.removesuffix("_confirmed")
        if fact not in slots and not _has_action(flow):
            return f"none asks for '{fact}'"
    for axis in stage.known:
        if axis not in axes and axis not in _FILLED_ELSEWHERE:
            return f"none gives points on '{axis}' and the other known axes together"
    for axis, least in stage.axes.items():
        most = _most(lead, flow, (axis,))
        if most < least:
            return f"'{axis}' comes to {most:g} at most, {least:g} are needed"
    most = _most(lead, flow, tuple(lead.axes))
    if most < stage.score:
        return f"the score comes to {most:g} at most, {stage.score:g} are needed"
    return None


def _most(
    lead: LeadDefinition,
    flow: Flow,
    axes: Collection[str],
    banned: frozenset[int] = frozenset(),
) -> float:
    """The most that the sum of `axes` can come to, caps held, behaviour and fit at their caps."""
    by_answers = [axis for axis in axes if axis not in _FILLED_ELSEWHERE and axis in lead.axes]
    elsewhere = sum(
        lead.axes[axis].cap for axis in axes if axis in _FILLED_ELSEWHERE and axis in lead.axes
    )
    together = best(flow, by_answers, banned)
    if together is None:
        return 0.0
    capped = sum(
        min(max(best(flow, (axis,), banned) or 0.0, 0.0), lead.axes[axis].cap)
        for axis in by_answers
    )
    return min(together, capped) + elsewhere


def asked(flow: Flow) -> tuple[set[str], set[str]]:
    """The slots a flow can ask and the axes it can give points on, called flows included."""
    slots: set[str] = set()
    axes: set[str] = set()
    seen = reachable(graph_of(flow.steps))
    for at in sorted(seen):
        step = flow.steps[at] if at < len(flow.steps) else None
        if isinstance(step, Ask):
            slots.add(step.question.slot)
            axes |= axes_of(step.question)
        elif isinstance(step, Call) and step.flow in flow.called:
            more = asked(flow.called[step.flow])
            slots |= more[0]
            axes |= more[1]
    return slots, axes


def _has_action(flow: Flow) -> bool:
    return any(isinstance(step, Action) for step in flow.steps)


# ---------------------------------------------------------------- the last stage


def _check_last(draft: Draft, lead: LeadDefinition, flows: Collection[Flow]) -> None:
    stage = lead.stages[-1]
    if stage.score <= 0:
        return
    for axis in _BIG_FOUR:
        if axis not in lead.axes or axis in stage.known or axis in stage.axes:
            continue
        found = next((flow for flow in flows if _reaches_without(stage, lead, flow, axis)), None)
        if found is not None:
            draft.key_warning(
                ("stages", stage.name),
                f"can be reached without ever asking '{axis}', as in '{found.name}'; "
                "add it to `known`",
            )


def _reaches_without(stage: StageRule, lead: LeadDefinition, flow: Flow, axis: str) -> bool:
    """Whether a way through the flow past no question on `axis` still makes the score."""
    slots, axes = asked(flow)
    if any(need.removesuffix("_confirmed") not in slots for need in stage.needs):
        return False
    if any(known not in axes and known not in _FILLED_ELSEWHERE for known in stage.known):
        return False
    banned = frozenset(
        at
        for at, step in enumerate(flow.steps)
        if isinstance(step, Ask)
        and axis in axes_of(step.question)
        and step.condition is None
        and step.question.required
    )
    others = [name for name in lead.axes if name != axis]
    if best(flow, others, banned) is None:
        return False
    return _most(lead, flow, others, banned) >= stage.score


# ---------------------------------------------------------------- facts of fit rules


def _check_facts(draft: Draft, lead: LeadDefinition, flows: Collection[Flow]) -> None:
    known = {slot for flow in flows for slot in asked(flow)[0]}
    if any(_has_action(flow) for flow in flows):
        return
    for number, rule in enumerate(lead.fit):
        missing = sorted(_plain(rule.condition.names) - known)
        if missing:
            draft.warning(("fit", number, "if"), f"never holds: no flow asks for '{missing[0]}'")


def _plain(names: Collection[str]) -> set[str]:
    return {name for name in names if "." not in name}


def sound_flows(flows: Mapping[str, Flow]) -> list[Flow]:
    """In the order of their names, so that messages do not change from run to run."""
    return [flows[name] for name in sorted(flows)]
