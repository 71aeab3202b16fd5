"""Questions whose answers nothing uses, and chats that ask for contact before giving anything."""

from __future__ import annotations

from bot.flowfile.analyses.graph import graph_of
from bot.flowfile.compiling import Compiled
from bot.model import CONTACT_SLOTS, Action, Ask, Call, Flow, Question, Step

#: In these kinds the answers themselves are what is wanted.
_COLLECTING = frozenset({"form", "survey"})
#: Answers that are kept for people to read, or for their own sake.
_READ_BY_PEOPLE = frozenset({"long_text", "file", "consent", "hidden"})
_REACHES_PEOPLE = frozenset({"email", "phone"})


def check_unused(compiled: Compiled) -> None:
    """Warnings: questions that cost the visitor an answer and change nothing."""
    flow = compiled.flow
    if flow.kind in _COLLECTING or _acts(flow):
        return
    used = _names_used(compiled)
    for at, step in enumerate(flow.steps):
        if isinstance(step, Ask) and not _counts(step.question, used):
            compiled.draft.key_warning(
                compiled.program.paths[at],
                "nothing uses the answer: it gives no points and no formula or text names it",
            )


def _acts(flow: Flow) -> bool:
    """Actions are given all answers, so nobody can tell which they use."""
    parts = (flow, *flow.called.values())
    return any(isinstance(step, Action) for part in parts for step in part.steps)


def _names_used(compiled: Compiled) -> set[str]:
    used = {name for formula in compiled.draft.formulas for name in formula.formula.names}
    for text in compiled.draft.texts:
        for template in text.text.by_language.values():
            used.update(part.name for part in template if not isinstance(part, str))
    return used | {name.split(".")[0] for name in used}


def _counts(question: Question, used: set[str]) -> bool:
    if question.slot in used or question.slot in CONTACT_SLOTS:
        return True
    if question.type in _READ_BY_PEOPLE or question.points:
        return True
    return any(
        option.points or option.go is not None or option.correct or option.tags
        for option in (*question.options, *question.columns)
    )


def check_contact_first(compiled: Compiled) -> None:
    """A warning when a chat can ask for an address before anything about the visitor."""
    flow = compiled.flow
    if flow.kind != "chat":
        return
    graph = graph_of(flow.steps)
    waiting, seen = [0], {0}
    while waiting:
        at = waiting.pop()
        if at == graph.end:
            continue
        step = flow.steps[at]
        if isinstance(step, Ask) and step.question.slot in _REACHES_PEOPLE:
            compiled.draft.key_warning(
                compiled.program.paths[at],
                "asks for contact before giving anything: ask about the visitor first, "
                "and give them something for it",
            )
            return
        if _gives(step):
            continue
        fresh = [to for to in graph.after[at] if to not in seen]
        seen.update(fresh)
        waiting += fresh


def _gives(step: Step) -> bool:
    """True for steps after which asking for contact is fair."""
    if isinstance(step, Ask):
        return step.question.slot not in CONTACT_SLOTS and step.condition is None
    return isinstance(step, Action | Call)
