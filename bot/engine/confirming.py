"""What was understood is said back, and what the visitor says to that."""

from __future__ import annotations

from bot.engine.hearing import Heard, canonical, read, shown
from bot.engine.replying import is_pick, pick_labels, replied
from bot.engine.state import Walk
from bot.errors import BadAnswer
from bot.model import Question
from bot.questions import TYPES
from bot.session import Entry, Proposal
from bot.understanding import Choice, Reading, Request, understand
from bot.understanding.assent import assent, bare_assent
from bot.words import say

#: Types whose buttons say yes and no already: "yes, right?" would have two meanings of "no".
_POLAR = frozenset({"yes_no", "consent"})


def said_back(walk: Walk, question: Question, reading: Reading, raw: str) -> Heard:
    """A guess, said back before it is an answer. Raises BadAnswer when it cannot be one."""
    language = walk.session.language
    if question.type in _POLAR:
        return Heard(notice=say("confirm_yes_no", language), missed=True)
    value = canonical(walk, question, reading)
    said = say("confirm", language, value=shown(walk, question, value))
    entry = Entry("answer", question.slot, value, raw)
    return Heard(notice=said, proposal=Proposal((entry,), said))


def to_proposal(
    walk: Walk, question: Question | None, proposal: Proposal, text: str
) -> Heard | None:
    """What words mean as a reply to what was said back; None where they say something new.

    `question` is the one asked now; None after the end.
    """
    language = walk.session.language
    button = replied(walk, text)
    if button is not None and button.kind in ("yes", "no"):
        return _replied(walk, question, proposal, yes=button.kind == "yes")
    if is_pick(proposal):
        return _picked(walk, question, proposal, text)
    bare = bare_assent(text, language)
    if bare is None and question is not None and _is_new(walk, question, proposal, text):
        return None
    agreed = assent(text, language) if bare is None else bare
    if agreed is None:
        return None
    return _replied(walk, question, proposal, yes=agreed)


def _replied(walk: Walk, question: Question | None, proposal: Proposal, *, yes: bool) -> Heard:
    if yes:
        return _yes(walk, question, proposal)
    return _as_typed(walk, question, proposal) or _no(walk, proposal)


def _is_new(walk: Walk, question: Question, proposal: Proposal, text: str) -> bool:
    """Whether the words hold another value for the question: "no, 8k"."""
    try:
        reading = read(walk, question, text)
        if reading.outcome not in ("answer", "confirm"):
            return False
        value = canonical(walk, question, reading)
    except BadAnswer:
        return True
    known = next((one.value for one in proposal.entries if one.name == question.slot), None)
    return value != known


def _yes(walk: Walk, question: Question | None, proposal: Proposal) -> Heard:
    if proposal.change or question is None:
        return Heard(edit=proposal.entries[0])
    own = next((one for one in proposal.entries if one.name == question.slot), None)
    later = tuple(one for one in proposal.entries if one is not own)
    notice = say("noted", walk.session.language) if own is None else None
    return Heard(own, notice, later=later)


def _no(walk: Walk, proposal: Proposal) -> Heard:
    """Nothing of it is taken; only the question asked is dealt with."""
    language = walk.session.language
    if proposal.change:
        return Heard(notice=say("not_changed", language))
    key = "not_confirmed" if len(proposal.entries) == 1 else "not_confirmed_several"
    return Heard(notice=say(key, language), missed=True)


def _as_typed(walk: Walk, question: Question | None, proposal: Proposal) -> Heard | None:
    """An address that was mended against the visitor's will, offered as it was typed."""
    (first, *more), session = proposal.entries, walk.session
    if (
        question is None
        or question.type != "email"
        or proposal.change
        or more
        or first.raw in (None, first.value)
    ):
        return None
    try:
        value = TYPES["email"].accept(
            question, first.raw, language=session.language, today=session.today
        )
    except BadAnswer:
        return None
    said = say("confirm", session.language, value=shown(walk, question, value))
    entry = Entry("answer", question.slot, value, str(value))
    return Heard(notice=said, proposal=Proposal((entry,), said))


def _picked(walk: Walk, question: Question | None, proposal: Proposal, text: str) -> Heard | None:
    """One of several things is named, or none of them."""
    language = walk.session.language
    if bare_assent(text, language) is False:
        return _no(walk, proposal)
    options = tuple(
        Choice(entry.name, label)
        for entry, label in zip(proposal.entries, pick_labels(walk, proposal), strict=True)
    )
    reading = understand(Request("choice", text, language, options=options))
    if reading.outcome not in ("answer", "confirm"):
        return None
    chosen = next(one for one in proposal.entries if one.name == reading.value)
    own = question is not None and chosen.name == question.slot
    return Heard(chosen) if own else Heard(edit=chosen)
