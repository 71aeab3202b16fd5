"""What was found out about a lead's address and number, one row a rung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, or_, select

from bot.score import RUNGS, LeadDefinition, PointLine
from leads.identity import email_key, phone_key
from store.prepared import Prepared
from store.statements import insert_into
from store.tables import TABLES

_ROWS = TABLES["verifications"]

PASSED, FAILED, NOT_CHECKED = "passed", "failed", "not_checked"


class State(NamedTuple):
    """What is known of a rung. `state` is "" while nobody looked."""

    rung: str
    state: str
    at: datetime | None = None
    detail: str | None = None
    by_user: int | None = None


def channel_of(rung: str) -> str:
    """`email` or `phone`."""
    return rung.partition("_")[0]


def abouts(lead: Any) -> dict[str, str | None]:
    """The keys that rungs are kept under, by channel; `lead` is a row or an object."""
    return {
        "email": lead.email_key or (email_key(lead.email) if lead.email else None),
        "phone": phone_key(lead.phone) if lead.phone else None,
    }


_FOUND = (_ROWS.c.rung, _ROWS.c.state, _ROWS.c.at, _ROWS.c.detail, _ROWS.c.user_id)
_OF_LEAD = Prepared(
    select(*_FOUND).where(
        _ROWS.c.lead_id == bindparam("lead_id"),
        or_(_ROWS.c.about == bindparam("email"), _ROWS.c.about == bindparam("phone")),
    )
)
_OF_LEADS = Prepared(
    select(_ROWS.c.lead_id, _ROWS.c.about, *_FOUND).where(
        _ROWS.c.lead_id >= bindparam("first"), _ROWS.c.lead_id <= bindparam("last")
    )
)


def states_of(connection: Connection, lead: Any) -> dict[str, State]:
    """Every rung of the address and number that the lead has now, from the lowest."""
    keys = abouts(lead)
    rows = _OF_LEAD.rows(
        connection,
        {"lead_id": lead.id, "email": keys["email"] or "", "phone": keys["phone"] or ""},
    )
    return _ladder(lead, keys, {row[0]: State(*row) for row in rows})


def _ladder(lead: Any, keys: Mapping[str, str | None], found: dict[str, State]) -> dict[str, State]:
    if "email_confirmed" not in found and lead.email_confirmed_at is not None:
        found["email_confirmed"] = State("email_confirmed", PASSED, lead.email_confirmed_at)
    return {rung: found.get(rung) or State(rung, "") for rung in RUNGS if keys[channel_of(rung)]}


def _upsert(dialect: str) -> Any:
    names = ("lead_id", "rung", "about", "state", "detail", "at", "conversation_id", "user_id")
    statement = insert_into(_ROWS, dialect).values({name: bindparam(name) for name in names})
    changing = {name: statement.excluded[name] for name in names[3:]}
    return statement.on_conflict_do_update(
        index_elements=["lead_id", "rung", "about"], set_=changing
    )


_RECORD = Prepared(_upsert)


def record(
    connection: Connection,
    lead_id: int,
    rung: str,
    about: str,
    state: str,
    at: datetime,
    *,
    detail: str | None = None,
    conversation_id: int | None = None,
    user_id: int | None = None,
) -> None:
    """Keep what was found out; the newest finding about an address stands."""
    _RECORD.run(
        connection,
        {
            "lead_id": lead_id,
            "rung": rung,
            "about": about,
            "state": state,
            "detail": detail,
            "at": at,
            "conversation_id": conversation_id,
            "user_id": user_id,
        },
    )


# ---------------------------------------------------------------- facts and points


def stages_ask_for_rungs(definition: LeadDefinition) -> bool:
    """Whether a stage needs another rung than `email_confirmed`, which stands in the lead's row."""
    needed = {need for stage in definition.stages for need in stage.needs if need in RUNGS}
    return not needed <= {"email_confirmed"}


def rung_facts(
    connection: Connection, lead: Any, definition: LeadDefinition
) -> Mapping[str, State]:
    """The rungs that lead.yml asks about, passed ones only; reads nothing when it asks for none
    but `email_confirmed`, which stands in the lead's row."""
    if not definition.verification and not stages_ask_for_rungs(definition):
        return {}
    return _passed(states_of(connection, lead))


def _passed(states: Mapping[str, State]) -> dict[str, State]:
    return {rung: state for rung, state in states.items() if state.state == PASSED}


def passed_rungs_of(connection: Connection, leads: Sequence[Any]) -> dict[int, dict[str, State]]:
    """The rungs that some leads, in the order of their ids, have passed, by lead."""
    about: dict[int, dict[str, list[State]]] = {}
    ends = {"first": leads[0].id, "last": leads[-1].id}
    for lead_id, key, *row in _OF_LEADS.rows(connection, ends):
        about.setdefault(lead_id, {}).setdefault(key, []).append(State(*row))
    passed = {}
    for lead in leads:
        keys, known = abouts(lead), about.get(lead.id, {})
        if known or lead.email_confirmed_at is not None:
            found = [one for key in keys.values() if key for one in known.get(key, ())]
            passed[lead.id] = _passed(_ladder(lead, keys, {one.rung: one for one in found}))
    return passed


def rung_points(passed: Mapping[str, State], definition: LeadDefinition) -> list[PointLine]:
    """A line for each rung passed that lead.yml gives points for."""
    return [
        PointLine(rule.axis, rule.give, f"lead/verification/{rule.rung}", RUNGS[rule.rung])
        for rule in definition.verification
        if rule.rung in passed
    ]
