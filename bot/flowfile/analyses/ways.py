"""Ways through a flow: loops without a question, steps and outcomes that are never reached."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flowfile.analyses.graph import Graph, asks, circle, graph_of, reachable
from bot.flowfile.analyses.limits import out_of_reach
from bot.flowfile.analyses.worth import awards
from bot.flowfile.compiling import Compiled
from bot.flowfile.draft import NO_FORMULA
from bot.formula import Formula
from bot.model import Branch, Flow, Link, Outcome

_NEEDS_OUTCOMES = frozenset({"quiz", "calculator", "recommendation"})


def check_loops(compiled: Compiled) -> None:
    """A loop in which nothing is asked would never end: an error at the jump that closes it."""
    flow = compiled.flow
    quiet = [not asks(flow, step) for step in flow.steps]
    found = circle(graph_of(flow.steps), lambda at: at < len(quiet) and quiet[at])
    if found is not None:
        jump = max(found)
        compiled.draft.key_error(
            compiled.program.paths[jump],
            "a loop without a question: it would never end; ask something in it, "
            "or leave it with `go: end`",
        )


def check_steps(compiled: Compiled) -> None:
    """Steps that no way leads to: a warning at each first of a row."""
    graph = graph_of(compiled.flow.steps)
    seen = reachable(graph)
    before = True
    for at, path in enumerate(compiled.program.paths):
        if at in compiled.program.made:
            continue
        reached = at in seen
        if not reached and before:
            place = compiled.draft
            place.key_warning(path, "never reached: no step leads here")
        before = reached


def check_outcomes(compiled: Compiled) -> None:
    """Errors: outcomes that cannot be reached, and no outcome for what remains."""
    flow = compiled.flow
    if not flow.outcomes:
        if flow.kind in _NEEDS_OUTCOMES and not _links(flow):
            compiled.draft.key_error((), f"a {flow.kind} needs outcomes; add the key 'outcomes'")
        return
    if flow.pick == "highest":
        _check_picked(compiled)
    else:
        _check_in_order(compiled)
    if not _end_reached(flow):
        compiled.draft.key_error(
            ("outcomes",), "can never be reached: no way through the steps comes to the end"
        )


def _links(flow: Flow) -> bool:
    return any(isinstance(step, Link) for step in flow.steps)


def _end_reached(flow: Flow) -> bool:
    graph: Graph = graph_of(flow.steps)
    return graph.end in reachable(graph)


def _check_in_order(compiled: Compiled) -> None:
    draft, outcomes = compiled.draft, compiled.flow.outcomes
    closed: Outcome | None = None
    conditions: dict[Formula, str] = {}
    for number, outcome in enumerate(outcomes):
        path = ("outcomes", number)
        if closed is not None:
            why = "has no `if`" if closed.condition is None else "always holds"
            draft.key_error(path, f"can never be reached: '{closed.id}' above {why}")
        elif outcome.condition is not None and outcome.condition != NO_FORMULA:
            why_never = _never(compiled, outcome.condition, conditions)
            if why_never is not None:
                draft.error((*path, "if"), f"can never be reached: {why_never}")
            conditions.setdefault(outcome.condition, outcome.id)
        if closed is None and _constant(outcome.condition) is True and number < len(outcomes) - 1:
            closed = outcome
    if closed is None and _constant(outcomes[-1].condition) is not True:
        draft.key_error(
            ("outcomes", len(outcomes) - 1),
            "no outcome closes the list: the last one needs to be without `if`",
        )


def _never(compiled: Compiled, condition: Formula, earlier: Mapping[Formula, str]) -> str | None:
    """Why an outcome's condition never comes true in its place; None when it may."""
    if _constant(condition) is False:
        return "this never holds"
    if condition in earlier:
        return f"'{earlier[condition]}' above has the same `if`"
    # Points that cannot come together are judged when no question had to be left out.
    if compiled.draft.whole and compiled.draft.strict:
        return out_of_reach(compiled.flow, condition)
    return None


def _constant(condition: Formula | None) -> bool | None:
    """Whether a condition holds for everyone (True), for nobody (False), or depends (None)."""
    if condition is None:
        return True
    if condition == NO_FORMULA or condition.names or "TODAY" in condition.source.upper():
        return None
    return condition.evaluate({}) is True


def _check_picked(compiled: Compiled) -> None:
    draft, flow = compiled.draft, compiled.flow
    if not flow.categories:
        draft.key_error(("pick",), "needs `categories`, the names that points go to")
        return
    given = _categories_with_points(flow)
    ids = {outcome.id for outcome in flow.outcomes}
    for category in flow.categories:
        if category not in ids:
            draft.key_error(
                ("outcomes",), f"no outcome for the category '{category}'; add one with that id"
            )
    for number, outcome in enumerate(flow.outcomes):
        path = ("outcomes", number, "id")
        if outcome.id not in flow.categories:
            named = ", ".join(flow.categories)
            draft.error(path, f"can never be reached: no category has this name ({named})")
        elif outcome.id not in given:
            draft.error(path, f"can never be reached: nothing gives points to '{outcome.id}'")


def _categories_with_points(flow: Flow) -> set[str]:
    found: set[str] = set()
    for part in (flow, *flow.called.values()):
        for question in part.questions:
            for award in awards(question):
                found.update(name for name, amount in award.items() if amount > 0)
    return found


def check_branches(compiled: Compiled) -> None:
    """Conditions that hold for everyone or for nobody: warnings."""
    for at, step in enumerate(compiled.flow.steps):
        condition = step.test if isinstance(step, Branch) else step.condition
        truth = _constant(condition)
        if condition is not None and truth is not None:
            always = "always holds" if truth else "never holds"
            path = (*compiled.program.paths[at], "if")
            compiled.draft.warning(path, f"this {always}: it names no answer")
