"""Companies: who works at one, what it adds up to, and whether somebody who decides is known.

A lead belongs to the company of its work address; free mail says nothing, and then the company's
name as written counts, without its legal form. A company's score is its best lead's, and a tenth of
what the others have, ten points at most: several interested people are worth more than one, but
never as much as one who is ready.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, exists, func, select, update

from bot.score import LeadDefinition
from leads.identity import folded
from leads.upsert import insert_unless_there
from leads.work_address import company_of
from store.leads import STATUSES
from store.tables import TABLES

#: What the leads after the best one add: this share of their scores, up to so many points.
SHARE: Final = 0.1
MOST: Final = 10.0

#: From this share of the axis `authority` on, a lead is taken for somebody who decides.
DECIDES: Final = 0.5

_COMPANIES, _LEADS, _LINKS = TABLES["companies"], TABLES["leads"], TABLES["lead_links"]

#: Words of a company's legal form, folded; several may stand at the end.
_LEGAL_FORMS: Final = frozenset(
    """
    ag as bv co corp corporation eirl ev gbr gmbh inc kft kg kgaa limited llc llp ltd mbh nv ohg
    oy plc sa sarl sas sasu sca scs sl slu snc spa spj spk spzoo srl sti tic ug
    """.split()
)
_PHRASES: Final = ("sp z o o", "spolka z o o", "s p a", "s a r l", "s a s", "s l", "s a", "a s")

#: Leads that speak for their company.
_COUNTING: Final = (
    _LEADS.c.erased_at.is_(None),
    _LEADS.c.suspected.is_(False),
    _LEADS.c.status != STATUSES[3],
)


@dataclass(frozen=True, slots=True)
class Place:
    """The company that a lead belongs to."""

    key: str
    domain: str | None
    name: str
    guessed: bool  # the name is made from the domain


@dataclass(frozen=True, slots=True)
class Figures:
    """What a company adds up to. `best` and `others` are scores: `score` is
    best + min(MOST, SHARE * others)."""

    people: int
    best: float
    others: float
    decider_id: int | None

    @property
    def extra(self) -> float:
        """Points for the leads after the best one."""
        return min(MOST, SHARE * max(self.others, 0.0))

    @property
    def score(self) -> float:
        """The company's score."""
        return self.best + self.extra


def bare_name(name: str | None) -> str:
    """A company's name folded, without punctuation and legal form: what names are compared by."""
    letters = "".join(c if c.isalnum() else " " for c in folded(name or "").replace("&", " and "))
    words = " ".join(letters.split())
    for phrase in _PHRASES:
        words = words.removesuffix(f" {phrase}")
    parts = words.split()
    while len(parts) > 1 and parts[-1] in _LEGAL_FORMS:
        parts.pop()
    return " ".join(parts)


def place_of(lead: Row[Any]) -> Place | None:
    """Where a lead works; None when nothing tells."""
    written = (lead.company or "").strip()
    told = company_of(lead.email or "")
    if told is not None:
        domain = told[1].removeprefix("https://")[:255]
        return Place(f"domain:{domain}", domain, written or told[0], guessed=not written)
    bare = bare_name(written)
    return Place(f"name:{bare}", None, written, guessed=False) if bare else None


def settle(connection: Connection, place: Place | None, at: datetime) -> int | None:
    """The company's number, made when it is new; its name is that of the first who wrote one."""
    if place is None:
        return None
    key = _COMPANIES.c.key == place.key
    found = connection.execute(select(_COMPANIES.c.id, _COMPANIES.c.name).where(key)).first()
    if found is None:
        row: dict[str, Any] = {"key": place.key, "domain": place.domain, "name": place.name}
        row |= {"name_key": folded(place.name), "score": 0.0, "people": 0, "created_at": at}
        insert_unless_there(connection, _COMPANIES, [row])
        found = connection.execute(select(_COMPANIES.c.id, _COMPANIES.c.name).where(key)).one()
    elif place.domain and not place.guessed and _is_guess(found.name, place.domain):
        named = {"name": place.name, "name_key": folded(place.name)}
        connection.execute(update(_COMPANIES).where(key).values(named))
    return int(found.id)


def _is_guess(name: str, domain: str) -> bool:
    told = company_of(f"x@{domain}")
    return told is not None and told[0] == name


# ---------------------------------------------------------------- figures


def figures(
    connection: Connection, company_ids: Collection[int], definition: LeadDefinition
) -> dict[int, Figures]:
    """What some companies add up to now; none for one without people."""
    sums = connection.execute(
        select(
            _LEADS.c.company_id,
            func.count().label("people"),
            func.max(_LEADS.c.score).label("best"),
            func.sum(_LEADS.c.score).label("total"),
        )
        .where(_LEADS.c.company_id.in_(company_ids), *_COUNTING)
        .group_by(_LEADS.c.company_id)
    ).all()
    deciders = _deciders(connection, company_ids, definition)
    return {
        row.company_id: Figures(
            int(row.people),
            float(row.best),
            float(row.total) - float(row.best),
            deciders.get(row.company_id),
        )
        for row in sums
    }


def _deciders(
    connection: Connection, company_ids: Collection[int], definition: LeadDefinition
) -> dict[int, int]:
    """By company somebody who decides: named so by a colleague, or by their own answers."""
    named = exists().where(_LINKS.c.to_lead_id == _LEADS.c.id, _LINKS.c.kind == "referred")
    axis = definition.axes.get("authority")
    least = axis.cap * DECIDES if axis else float("inf")
    says_so = _LEADS.c.axis_authority >= least if axis else named
    found = {}
    for company_id in company_ids:  # each by the index, as one company may hold thousands
        first = connection.execute(
            select(_LEADS.c.id)
            .where(_LEADS.c.company_id == company_id, *_COUNTING, named | says_so)
            .order_by(named.desc(), _LEADS.c.axis_authority.desc().nulls_last(), _LEADS.c.id)
            .limit(1)
        ).scalar()
        if first is not None:
            found[company_id] = int(first)
    return found


def keep_figures(
    connection: Connection, ids: Collection[int], now: Mapping[int, Figures], at: datetime
) -> None:
    """Keep what `figures` found of these companies for the lists; one without people goes."""
    for company_id in ids:
        one = now.get(company_id, Figures(0, 0.0, 0.0, None))
        values = {"people": one.people, "score": one.score, "decider_id": one.decider_id}
        where = _COMPANIES.c.id == company_id
        connection.execute(update(_COMPANIES).where(where).values(values | {"counted_at": at}))
    _drop_empty(connection, [number for number in ids if number not in now])


def _drop_empty(connection: Connection, company_ids: Collection[int]) -> None:
    """A name that only people who are gone have written is theirs, and goes with them."""
    somebody = exists().where(_LEADS.c.company_id == _COMPANIES.c.id, _LEADS.c.erased_at.is_(None))
    connection.execute(
        delete(_COMPANIES).where(_COMPANIES.c.id.in_(company_ids), ~somebody.correlate(_COMPANIES))
    )


def leave(connection: Connection, company_id: int | None, lead_ids: Collection[int]) -> None:
    """Somebody is gone from their company."""
    if company_id is None:
        return
    was_one = _COMPANIES.c.decider_id.in_(lead_ids)
    connection.execute(update(_COMPANIES).where(was_one).values(decider_id=None))
    _drop_empty(connection, [company_id])
