"""What is known of a visitor from before: not asked again while fresh, offered to confirm when old.

Known values come from outside with the start or an action's result, for visitors only whose
identity is confirmed; everybody else is asked as if new. A question takes part when its author
gave it `unless_known`. What was taken over counts for outcomes; its points are added only where
this very flow gave them before, as there they take the place of the old ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.engine.points import count
from bot.engine.state import Walk
from bot.engine.telling import told
from bot.errors import BadAnswer
from bot.model import PAGED_KINDS, Json, Question
from bot.questions import TYPES
from bot.session import Entry, Proposal
from bot.words import say

#: Types whose answer is a yes or a no, about which "still so?" would be ambiguous.
_POLAR = frozenset({"yes_no", "consent"})


def known_value(walk: Walk, question: Question) -> Json:
    """The known answer in this question's canonical form; None without one that it accepts."""
    found = walk.known.get(question.slot)
    if question.unless_known is None or not isinstance(found, Mapping):
        return None
    value, session = found.get("value"), walk.session
    if value is None or found.get("type") != question.type:
        return None
    try:
        return TYPES[question.type].accept(
            question, value, language=session.language, today=session.today
        )
    except BadAnswer:
        return None


def _age(walk: Walk, question: Question) -> int:
    """Days since it was said; a day in the future counts as today."""
    found = walk.known[question.slot]
    on = found.get("on") if isinstance(found, Mapping) else None
    return max((date.fromisoformat(walk.session.today) - date.fromisoformat(str(on))).days, 0)


def taken_over(walk: Walk, question: Question) -> bool:
    """Learns a known answer that is fresh enough and goes on behind the question, if there is
    one. False: it has to be asked."""
    value = known_value(walk, question)
    if value is None or _age(walk, question) > (question.unless_known or 0):
        return False
    walk.learn(question, value)
    if any(walk.holds(check.condition) for check in question.check):
        walk.learn(question, None)
        del walk.answers[question.slot]
        return False
    said = told(walk, question, Entry("answer", question.slot, value))
    before = len(walk.lines)
    count(walk, question, value, said.lines, said.evidence)
    found = walk.known[question.slot]
    if not isinstance(found, Mapping) or found.get("flow") != walk.flow.name:
        del walk.lines[before:]
    frame = walk.frames[-1]
    frame.position = frame.position + 1 if said.to is None else said.to
    return True


def still_so(walk: Walk) -> dict[str, object]:
    """The change of the session that offers an old known answer to confirm, where the walk stands
    at a question with one; empty elsewhere."""
    question = walk.question
    if question is None or walk.flow.kind in PAGED_KINDS or question.type in _POLAR:
        return {}
    value = known_value(walk, question)
    if value is None or question.slot in walk.session.kept:
        return {}
    language = walk.session.language
    shown = TYPES[question.type].show(question, value, language)
    said = say("still_so", language, value=shown)
    entry = Entry("answer", question.slot, value)
    return {
        "notice": said,
        "proposal": Proposal((entry,), said),
    }
