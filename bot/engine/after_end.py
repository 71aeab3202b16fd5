"""What is typed after a chat's end: heard like anything else, and never lost.

A question is answered, a person called, an answer changed; thanks get a friendly line. Everything
else is kept for sales as an open question, with the offer of a person.
"""

from __future__ import annotations

from bot.effects import PersonWanted, QuestionLeft
from bot.engine.asking_back import answered, told_of
from bot.engine.confirming import to_proposal
from bot.engine.hearing import Heard
from bot.engine.minding import changed_mind
from bot.engine.replying import replied
from bot.engine.state import Walk
from bot.session import Aside
from bot.understanding import Request, understand
from bot.understanding.assent import bare_assent
from bot.understanding.courtesies import is_courtesy
from bot.words import say

#: Characters of what was typed that are kept.
_LONGEST = 1_000

#: Readings that end the talk, or leave it at that.
_LEAVING = frozenset({"stop", "skip", "refused"})


def heard_after_end(walk: Walk, text: str) -> Heard:
    """What to do about words typed when nothing is asked any more."""
    raw = text.strip()[:_LONGEST]
    if not raw:
        return Heard()
    proposal = walk.session.proposal
    if proposal is not None and (found := to_proposal(walk, None, proposal, text)) is not None:
        return found
    if proposal is None and (button := replied(walk, text)) is not None and button.kind == "person":
        return _person(walk)
    if (change := changed_mind(walk, None, text)) is not None:
        return change
    return _by_move(walk, raw)


def _by_move(walk: Walk, raw: str) -> Heard:
    language = walk.session.language
    if is_courtesy(raw, language):
        return _said(raw, say("closing", language))
    outcome = understand(Request("text", raw, language)).outcome
    if outcome == "human":
        return _person(walk)
    if outcome == "back":
        return Heard(back=True)
    if outcome in _LEAVING:
        return _said(raw, say("goodbye", language))
    if bare_assent(raw, language) is not None:
        return _said(raw, say("closing", language))
    found = told_of(walk, raw) if outcome == "question" else answered(walk, raw)
    return found or _kept(walk, raw, is_question=outcome == "question")


def _person(walk: Walk) -> Heard:
    return Heard(notice=say("human", walk.session.language), effects=(PersonWanted(),))


def _said(raw: str, notice: str) -> Heard:
    return Heard(notice=notice, aside=Aside(raw, ""))


def _kept(walk: Walk, raw: str, *, is_question: bool) -> Heard:
    """For sales to read, with the offer of a person where the flow offers one."""
    language = walk.session.language
    said = [say("not_known_passed_on" if is_question else "passed_on", language)]
    if walk.flow.settings.person:
        said.append(say("or_a_person", language))
    return Heard(
        notice=" ".join(said), effects=(QuestionLeft(raw),), aside=Aside(raw, "", kept=True)
    )
