"""The buttons of a turn: each types its label for the visitor."""

from __future__ import annotations

from bot.effects import Confirmation, QuickReply
from bot.engine.hearing import MOST_MISSES, NEVER_UNPARSED
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.model import Question
from bot.session import Proposal
from bot.words import say

#: Characters of a question on a button.
_LONGEST_LABEL = 80


def confirmation_of(walk: Walk) -> Confirmation | None:
    """What waits for a yes or a no."""
    proposal, aside = walk.session.proposal, walk.session.aside
    if proposal is None or (aside is not None and aside.left is not None):
        return None
    values = {entry.name: entry.value for entry in proposal.entries}
    return Confirmation(proposal.said, values, proposal.words, proposal.change)


def replies_of(walk: Walk) -> tuple[QuickReply, ...]:
    """The buttons beside the question; none while all goes well."""
    session, question = walk.session, walk.question
    if session.proposal is not None:
        return _answers_to(walk, session.proposal)
    if question is None:
        return _after_end(walk)
    return _ways_out(walk, question)


def _ways_out(walk: Walk, question: Question) -> tuple[QuickReply, ...]:
    """Out of a question that was not understood again and again."""
    session = walk.session
    if session.misses + 1 < MOST_MISSES:
        return ()
    person = QuickReply(say("reply_person", session.language), "person")
    if question.type in NEVER_UNPARSED:
        return (person,)
    return (QuickReply(say("reply_skip", session.language), "skip"), person)


def _after_end(walk: Walk) -> tuple[QuickReply, ...]:
    """Beside words that were kept for sales: a person, where the flow offers one."""
    aside = walk.session.aside
    if aside is None or not aside.kept or not walk.flow.settings.person:
        return ()
    return (QuickReply(say("reply_person", walk.session.language), "person"),)


def _answers_to(walk: Walk, proposal: Proposal) -> tuple[QuickReply, ...]:
    language = walk.session.language
    if is_pick(proposal):
        picks = [QuickReply(label, "pick") for label in pick_labels(walk, proposal)]
        return (*picks, QuickReply(say("reply_none", language), "no"))
    out = _ways_out(walk, walk.question) if walk.question is not None else ()
    return (
        QuickReply(say("reply_yes", language), "yes"),
        QuickReply(say("reply_no", language), "no"),
        *out,
    )


def is_pick(proposal: Proposal) -> bool:
    """Whether one of several things is meant."""
    return proposal.change and len(proposal.entries) > 1


def pick_labels(walk: Walk, proposal: Proposal) -> list[str]:
    """One label for each entry of the proposal: the question it answers."""
    known = dict(walk.questions)
    if walk.question is not None:
        known[walk.question.slot] = walk.question
    return [label_of(walk, known[entry.name]) for entry in proposal.entries]


def label_of(walk: Walk, question: Question) -> str:
    """A question in a few words: its text, cut where it is long."""
    words = render(walk, question.text).plain
    return words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1].rstrip() + "…"


def replied(walk: Walk, text: str) -> QuickReply | None:
    """The button whose label was typed."""
    typed = text.strip().casefold()
    return next((one for one in replies_of(walk) if one.label.casefold() == typed), None)
