"""Whose lead it is: the first rule of lead.yml that holds, else the next of those who sell.

People who share leads get them in turn. Whose turn it is stands in a row that is locked until the
lead is kept, so that two leads at the same moment go to two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.formula import TODAY, Value, date_serial
from bot.score import LeadDefinition, OwnerRule
from leads.fit import slot_values
from leads.identity import email_key
from leads.upsert import insert_unless_there
from store.tables import TABLES
from store.users import User

#: The pool of everybody who sells.
EVERYBODY = "sales"

#: What a rule may look at beside contact fields and answers.
LEAD_FACTS = ("language", "source", "first_flow")

_POOLS = TABLES["owner_pools"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """`owner_id` is None when nobody is there to take leads; `rule` is as lead.yml has it."""

    owner_id: int | None
    rule: str | None


def rule_for(
    connection: Connection, lead: Row[Any], definition: LeadDefinition, rank: int, today: date
) -> OwnerRule | None:
    """The first rule that holds for a lead at a stage (0 is the lowest); rules wait for the
    highest stage unless they name another one."""
    names = [stage.name for stage in definition.stages]
    due = [
        rule
        for rule in definition.owners
        if rank >= (names.index(rule.at) if rule.at in names else len(names) - 1)
    ]
    if not due:
        return None
    values = _facts(connection, lead, due, today)
    return next(
        (rule for rule in due if rule.condition is None or rule.condition.evaluate(values) is True),
        None,
    )


def choose(connection: Connection, rule: OwnerRule | None) -> Chosen:
    """Who takes the lead of a rule (None: no rule holds). People who left or may not sell are
    passed over; when nobody of a rule is left, everybody who sells takes turns."""
    if rule is not None:
        members = _sellers(connection, [email_key(email) for email in rule.to])
        if members:
            return Chosen(_next(connection, rule.pool, members), rule.source)
    members = _sellers(connection, None)
    return Chosen(_next(connection, EVERYBODY, members) if members else None, None)


def _facts(
    connection: Connection, lead: Row[Any], rules: Sequence[OwnerRule], today: date
) -> dict[str, Value]:
    names: set[str] = set()
    for rule in rules:
        names |= rule.condition.names if rule.condition else frozenset()
    values = slot_values(connection, lead, frozenset(names.difference(LEAD_FACTS)))
    facts: dict[str, Value] = {name: getattr(lead, name) for name in LEAD_FACTS}
    return values | facts | {TODAY: date_serial(today)}


def _sellers(connection: Connection, emails: Sequence[str] | None) -> list[int]:
    """Active people who may sell, by id: those of some addresses, or all whose job it is."""
    statement = select(User.id).where(User.active.is_(True)).order_by(User.id)
    if emails is None:
        statement = statement.where(User.role == "sales")
    else:
        statement = statement.where(User.role.in_(("sales", "admin")), User.email.in_(emails))
    return list(connection.execute(statement).scalars())


def _next(connection: Connection, pool: str, members: Sequence[int]) -> int:
    """The member after the one who got the last lead; people may come and go in between."""
    insert_unless_there(connection, _POOLS, [{"name": pool, "last_user_id": None}])
    last = connection.execute(
        select(_POOLS.c.last_user_id).where(_POOLS.c.name == pool).with_for_update()
    ).scalar_one()
    chosen = next((member for member in members if last is not None and member > last), members[0])
    connection.execute(update(_POOLS).where(_POOLS.c.name == pool).values(last_user_id=chosen))
    return chosen
