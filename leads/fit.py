"""Fit: what a lead's contact fields and answers are worth by the rules of lead.yml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, true

from bot.formula import TODAY, Value, date_serial
from bot.model import CONTACT_SLOTS
from bot.score import LeadDefinition, PointLine
from store.conversations import Answer, Conversation
from store.leads import Lead
from store.prepared import Prepared

AXIS = "fit"


def names_used(definition: LeadDefinition) -> frozenset[str]:
    """Slots that the fit rules look at, contact fields included."""
    names: set[str] = set()
    for rule in definition.fit:
        names |= rule.condition.names
    return frozenset(names)


def looks_at_today(definition: LeadDefinition) -> bool:
    """Whether time alone can change what the fit rules give."""
    return any("TODAY" in rule.source.upper() for rule in definition.fit)


def fit_points(
    connection: Connection, lead: Row[Any], definition: LeadDefinition, today: date
) -> list[PointLine]:
    """A line for each rule that holds; its evidence is what the rule looked at."""
    names = names_used(definition)
    return fit_points_of(definition, slot_values(connection, lead, names), today)


def fit_points_of(
    definition: LeadDefinition, known: Mapping[str, Value], today: date
) -> list[PointLine]:
    """A line for each rule that holds of what is known of a lead."""
    values = {**known, TODAY: date_serial(today)}
    return [
        PointLine(
            AXIS, rule.give, f"lead/fit/{rule.source}", _evidence(rule.condition.names, values)
        )
        for rule in definition.fit
        if rule.condition.evaluate(values) is True
    ]


def contact_values(lead: Any) -> dict[str, Value]:
    """The contact fields of a lead as formulas see them."""
    return {name: getattr(lead, name) for name in CONTACT_SLOTS}


def _evidence(names: frozenset[str], values: Mapping[str, Value]) -> str:
    known = ((name, values.get(name)) for name in sorted(names))
    return ", ".join(f"{name}: {_shown(value)}" for name, value in known if value is not None)


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def slot_values(connection: Connection, lead: Row[Any], names: frozenset[str]) -> dict[str, Value]:
    """A lead's contact fields and standing answers of these names, as formulas see them."""
    values = {name: value for name, value in contact_values(lead).items() if name in names}
    return values | answers_of_leads(connection, lead.id, lead.id, names).get(lead.id, {})


def answers_of_leads(
    connection: Connection, first: int, last: int, names: frozenset[str]
) -> dict[int, dict[str, Value]]:
    """What all leads with ids from `first` to `last` answered to some slots, by lead and slot."""
    found: dict[int, dict[str, Value]] = {}
    others = names.difference(CONTACT_SLOTS)
    if not others:
        return found
    rows = _answers_to(others).rows(connection, {"first": first, "last": last})
    for lead_id, slot, kind, type_, value in rows:
        answer = formula_value(type_, value) if kind == "answer" else None
        found.setdefault(lead_id, {})[slot] = answer
    return found


@lru_cache(maxsize=64)
def _answers_to(slots: frozenset[str]) -> Prepared:
    """Answers to some slots in conversations that speak for their lead, oldest first."""
    talks = Conversation
    return Prepared(
        select(talks.lead_id, Answer.slot, Answer.kind, Answer.type, Answer.value)
        .join(talks, talks.id == Answer.conversation_id)
        .join(Lead, Lead.id == talks.lead_id)
        .where(
            talks.lead_id >= bindparam("first"),
            talks.lead_id <= bindparam("last"),
            or_(talks.suspicion.is_(None), Lead.suspected.is_(true())),
            or_(*(Answer.slot == slot for slot in sorted(slots))),
            Answer.kind != "words",
        )
        .order_by(Answer.id)
    )


def formula_value(type_: str, value: Any) -> Value:
    """A kept answer as formulas see it; None for what they cannot look at."""
    if type_ == "money" and isinstance(value, dict):
        ends = [value[end] for end in ("low", "high") if value.get(end) is not None]
        return float(sum(ends)) / len(ends) if ends else None
    if type_ == "date" and isinstance(value, str):
        return date_serial(date.fromisoformat(value))
    if isinstance(value, dict):
        other = value.get("other")
        return other if isinstance(other, str) else None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return None
