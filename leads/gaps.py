"""What is not known about a lead yet, and what knowing it would be worth.

Unknown is not no: an axis is known as soon as a question on it was answered, were the answer worth
nothing. Contact is known when there is somebody to ask for (a name) and a way to reach them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, or_, select

from bot.model import CONTACT_SLOTS
from bot.score import LeadDefinition, Score, StageRule
from store.leads import AXES, Lead
from store.prepared import Prepared
from store.tables import TABLES

CONTACT = "contact"

#: What sales want to know before they call, in the order they ask.
QUESTIONS = ("need", "budget", "authority", "timing", "interest", CONTACT)

#: Axes that what a person does or is gives points on, not what they answer.
_NOT_ASKED = frozenset({"interest", "fit"})

_ANSWERS, _CONVERSATIONS = TABLES["answers"], TABLES["conversations"]


def gaps_of(lead: Row[Any] | Lead, definition: LeadDefinition) -> tuple[str, ...]:
    """Which of `QUESTIONS` are unknown of a lead; axes that lead.yml does not have are no gaps."""
    return tuple(name for name in QUESTIONS if _asked(name, definition) and _unknown(lead, name))


def _asked(name: str, definition: LeadDefinition) -> bool:
    return name == CONTACT or name in definition.axes


def _unknown(lead: Row[Any] | Lead, name: str) -> bool:
    if name == CONTACT:
        named = lead.first_name or lead.last_name
        return not (named and (lead.email or lead.phone))
    return getattr(lead, f"axis_{name}") is None


def unknown_contact() -> ColumnElement[bool]:
    """The condition on `leads` that the contact is unknown. They are found by the keys of names and
    addresses: most have no phone, and an index of phones would find all of those."""
    no_phone = func.coalesce(Lead.phone, Lead.phone).is_(None)
    unreachable = and_(Lead.email_key.is_(None), Lead.email.is_(None), no_phone)
    return or_(Lead.name_key.is_(None), unreachable)


# ---------------------------------------------------------------- the one answer that is short


def almost(
    definition: LeadDefinition, score: Score, facts: Collection[str], stage: str | None
) -> str | None:
    """The one answer that stands between a lead and the highest stage; None when it is there
    already, or when more is short.

    It is an axis or a contact slot: the only one that the stage asks to be known, or else the
    unknown axis with the highest cap when points alone are short. The best answer has to suffice.
    """
    if not definition.stages or definition.stages[-1].name == stage:
        return None
    rule = definition.stages[-1]
    short = [need for need in rule.needs if need not in facts]
    if any(need not in CONTACT_SLOTS for need in short):
        return None
    wanted = dict.fromkeys((*rule.known, *rule.axes))
    short += [axis for axis in wanted if axis not in score.axes]
    if not short and (axis := _best_unknown(definition, score)):
        short = [axis]
    if len(short) != 1 or not _would_do(definition, rule, score, short[0]):
        return None
    return short[0]


def _best_unknown(definition: LeadDefinition, score: Score) -> str | None:
    unknown = [
        axis
        for axis in definition.axes.values()
        if axis.name not in score.axes and axis.name not in _NOT_ASKED
    ]
    return max(unknown, key=lambda axis: axis.cap).name if unknown else None


def _would_do(definition: LeadDefinition, rule: StageRule, score: Score, gap: str) -> bool:
    """Whether the best answer to `gap` makes the stage."""
    axes = dict(score.axes)
    if gap in definition.axes:
        axes[gap] = definition.axes[gap].cap
    enough = sum(axes.values()) >= rule.score
    return enough and all(axes.get(axis, -1.0) >= least for axis, least in rule.axes.items())


# ---------------------------------------------------------------- what is known already


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An answer that still stands; `value` in its question's canonical form."""

    slot: str
    value: Any
    type: str
    flow: str
    at: datetime


_KNOWN = Prepared(
    select(
        _ANSWERS.c.slot,
        _ANSWERS.c.kind,
        _ANSWERS.c.value,
        _ANSWERS.c.type,
        _ANSWERS.c.answered_at,
        _ANSWERS.c.conversation_id,
        _CONVERSATIONS.c.flow,
    )
    .join(_CONVERSATIONS, _CONVERSATIONS.c.id == _ANSWERS.c.conversation_id)
    .where(
        _CONVERSATIONS.c.lead_id == bindparam("lead_id"),
        _CONVERSATIONS.c.suspicion.is_(None),
        _ANSWERS.c.kind != "words",
    )
    .order_by(_ANSWERS.c.id)
)


def known_answers(
    connection: Connection, lead_id: int, besides: int | None = None
) -> dict[str, KnownAnswer]:
    """The latest standing answer to each slot, over all of a lead's conversations but one.

    Only for somebody whose identity is confirmed: whoever typed an address may not learn what its
    owner said. Consents are never taken over, as they belong to the words shown.
    """
    found: dict[str, KnownAnswer] = {}
    for row in _KNOWN.rows(connection, {"lead_id": lead_id}):
        if row.conversation_id == besides:
            continue
        if row.kind == "withdrawn" or row.value is None or row.type in ("consent", "file"):
            found.pop(row.slot, None)
        else:
            found[row.slot] = KnownAnswer(row.slot, row.value, row.type, row.flow, row.answered_at)
    return found


_AXES = Prepared(
    select(*(TABLES["leads"].c[f"axis_{axis}"] for axis in AXES)).where(
        TABLES["leads"].c.id == bindparam("lead_id"), TABLES["leads"].c.erased_at.is_(None)
    )
)


def known_axes(connection: Connection, lead_id: int) -> Mapping[str, float]:
    """The known axes of a lead with their points; empty when it is gone."""
    row = _AXES.first(connection, {"lead_id": lead_id})
    points = zip(AXES, row or (None,) * len(AXES), strict=True)
    return {axis: value for axis, value in points if value is not None}
