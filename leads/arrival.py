"""A visitor gives an e-mail address or a phone number: the lead is made or found, and filled.

The e-mail address is who somebody is, the main one or another they are known by. A phone number
stands in only while no address is known, as whole offices share one, or once it is confirmed.
Nothing found here is ever shown to the visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

from bot.model import CONTACT_SLOTS
from leads.identity import email_key, folded, phone_key, words_of
from leads.upsert import insertion_or_nothing
from store.consents import Consent
from store.conversations import Conversation
from store.handovers import SalesStep
from store.lead_changes import LeadTombstone
from store.leads import Lead, LeadLink, LeadWord, Note
from store.ledger import LedgerLine
from store.prepared import Prepared, insertion
from store.tables import TABLES

_LEADS, _IDENTITIES = TABLES["leads"], TABLES["identities"]
_SEARCHED = ("first_name", "last_name", "email", "company")

#: What the worker looks at for the lead's company and for duplicates.
_TELLING = frozenset({*_SEARCHED, "phone"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A conversation that knows a contact. `lead_id` is the lead it was attached to before."""

    conversation_id: int | None
    lead_id: int | None
    contact: Mapping[str, str]
    flow: str | None
    language: str | None
    source: str
    suspected: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Attached:
    """`left` is the lead that the conversation was moved away from, when that lead lives on;
    `suspected`: the lead was held for a bot's until now."""

    lead_id: int
    left: int | None = None
    suspected: bool = False


class _Identity(NamedTuple):
    email: str | None
    phone: str | None


def identity_of(contact: Mapping[str, str]) -> _Identity:
    """Keys of what a contact identifies; both None when it identifies nobody."""
    email, phone = contact.get("email"), contact.get("phone")
    return _Identity(email_key(email) if email else None, phone_key(phone) if phone else None)


def attach(connection: Connection, arrival: Arrival) -> Attached | None:
    """Make or find the lead of a contact and fill it; None when the contact identifies nobody.

    Safe under concurrency: keys are unique, so two who make the same lead get one. Raises
    `IntegrityError` when another took the key in this very moment: begin the transaction anew.
    """
    identity = identity_of(arrival.contact)
    if identity == (None, None):
        return Attached(arrival.lead_id) if arrival.lead_id is not None else None
    present = _read(connection, arrival.lead_id) if arrival.lead_id is not None else None
    lead: Any = None
    if present is not None or identity.email is None:
        lead = _found(connection, arrival, identity, present)
    # Most who give an address are new: making them first saves looking for them.
    made = _made(connection, arrival, identity) if lead is None else None
    if made is None:
        lead = lead or _owner(connection, identity)
        is_present = present is not None and lead.id == present.id
        _fill(connection, lead, arrival, identity, corrects=is_present)
    lead_id = int(lead.id) if made is None else made
    left = None
    if present is not None and present.id != lead_id:
        left = _move(connection, arrival, present, lead_id)
    return Attached(lead_id, left, made is None and bool(lead.suspected))


def _found(connection: Connection, arrival: Arrival, identity: _Identity, present: Any) -> Any:
    """The lead there is, None when one is to be made."""
    if present is not None and present.email_key and identity.email in (None, present.email_key):
        return present
    owner = _owner(connection, identity)
    if owner is not None:
        return owner
    if present is not None and (not present.email_key or _is_alone(connection, arrival, present)):
        return present
    return None


_BY_ID = Prepared(select(_LEADS).where(_LEADS.c.id == bindparam("key")).with_for_update())


def _known_as(kind: str) -> Any:
    """The lead that is also known by an address (one person's) or a confirmed number."""
    found = select(_IDENTITIES.c.lead_id).where(
        _IDENTITIES.c.kind == kind, _IDENTITIES.c.key == bindparam("key")
    )
    if kind == "phone":
        found = found.where(_IDENTITIES.c.confirmed_at.is_not(None))
    return found.scalar_subquery()


_BY_EMAIL = Prepared(
    select(_LEADS)
    .where(or_(_LEADS.c.email_key == bindparam("key"), _LEADS.c.id == _known_as("email")))
    .order_by(_LEADS.c.id)
    .with_for_update()
)
_BY_PHONE = Prepared(
    select(_LEADS)
    .where(or_(_LEADS.c.phone_key == bindparam("key"), _LEADS.c.id == _known_as("phone")))
    .order_by(_LEADS.c.id)
    .with_for_update()
)
#: Rows with a number that are looked at; more of them are an office, not a person.
_SHARED = 8
_BY_ANY_PHONE = Prepared(
    select(_LEADS).where(_LEADS.c.phone == bindparam("key")).limit(_SHARED).with_for_update()
)
_WORDS = insertion(TABLES["lead_words"], "word", "lead_id")
_COLUMNS = (
    *CONTACT_SLOTS,
    "email_key",
    "phone_key",
    "name_key",
    "company_key",
    "language",
    "source",
    "first_flow",
    "suspected",
    "created_at",
    "updated_at",
    "last_seen_at",
    "score",
    "status",
)
_MAKE = insertion_or_nothing(
    _LEADS,
    *_COLUMNS,
    unless=exists().where(
        _IDENTITIES.c.kind == "email", _IDENTITIES.c.key == bindparam("email_key")
    ),
)


def _read(connection: Connection, lead_id: int) -> Any:
    return _living(connection, _BY_ID.first(connection, {"key": lead_id}))


def _living(connection: Connection, lead: Any) -> Any:
    """The lead itself, or the one it was merged into."""
    while lead is not None and lead.merged_into_id is not None:
        lead = _BY_ID.first(connection, {"key": lead.merged_into_id})
    return lead


def _owner(connection: Connection, identity: _Identity) -> Any:
    if identity.email is not None:
        return _living(connection, _BY_EMAIL.first(connection, {"key": identity.email}))
    found = _BY_PHONE.first(connection, {"key": identity.phone})
    if found is not None:
        return _living(connection, found)
    same_number = _BY_ANY_PHONE.rows(connection, {"key": identity.phone})
    people = {row.merged_into_id or row.id for row in same_number}
    return _living(connection, same_number[0]) if len(people) == 1 else None


def _made(connection: Connection, arrival: Arrival, identity: _Identity) -> int | None:
    """The id of the new lead; None when somebody has its key."""
    contact = {field: arrival.contact.get(field) or None for field in CONTACT_SLOTS}
    row = {
        **contact,
        **_sort_keys(contact),
        "email_key": identity.email,
        "phone_key": identity.phone if identity.email is None else None,
        "language": arrival.language,
        "source": arrival.source,
        "first_flow": arrival.flow,
        "suspected": arrival.suspected,
        "created_at": arrival.at,
        "updated_at": arrival.at,
        "last_seen_at": arrival.at,
        "score": 0.0,
        "status": "open",
    }
    made = _MAKE.first(connection, row)
    if made is None:
        return None
    _add_words(connection, made.id, contact)
    return int(made.id)


def _is_alone(connection: Connection, arrival: Arrival, lead: Any) -> bool:
    """Whether nothing but this conversation speaks of the lead, so that a corrected address
    corrects the lead instead of making another."""
    others = select(
        or_(
            exists().where(
                Conversation.lead_id == lead.id, Conversation.id != arrival.conversation_id
            ),
            exists().where(Note.lead_id == lead.id),
            exists().where(or_(LeadLink.from_lead_id == lead.id, LeadLink.to_lead_id == lead.id)),
            exists().where(Lead.merged_into_id == lead.id),
            exists().where(SalesStep.lead_id == lead.id, SalesStep.user_id.is_not(None)),
        )
    )
    return lead.status == "open" and not connection.execute(others).scalar()


def _move(connection: Connection, arrival: Arrival, present: Any, lead_id: int) -> int | None:
    """Take what this conversation brought along; a lead of which nothing is left goes."""
    mine = {"lead_id": lead_id}
    for table in (LedgerLine, Consent):
        connection.execute(
            update(table).where(table.conversation_id == arrival.conversation_id).values(**mine)
        )
    if not _is_alone(connection, arrival, present):
        return int(present.id)
    connection.execute(
        update(Conversation).where(Conversation.id == arrival.conversation_id).values(**mine)
    )
    gone = {"lead_id": present.id, "kind": "merged", "into_lead_id": lead_id, "at": arrival.at}
    connection.execute(insert(LeadTombstone), gone)
    connection.execute(delete(Lead).where(Lead.id == present.id))
    return None


def _fill(
    connection: Connection, lead: Any, arrival: Arrival, identity: _Identity, corrects: bool
) -> None:
    """Newer values replace older ones; a suspected bot changes nothing about a person.

    Whoever is found by another address of theirs keeps the main one; `corrects`: the conversation
    was the lead's before, so that what it says now is the main one.
    """
    if arrival.suspected and not lead.suspected:
        return
    changes: dict[str, Any] = {
        field: value
        for field in CONTACT_SLOTS
        if (value := arrival.contact.get(field)) and value != getattr(lead, field)
    }
    if identity.email is not None and identity.email != lead.email_key:
        if lead.email_key and (not corrects or _is_taken(connection, lead, identity.email)):
            changes.pop("email", None)
            identity = identity._replace(email=lead.email_key)
        else:
            changes |= {"email_key": identity.email, "email_confirmed_at": None}
    known_email = identity.email or lead.email_key
    wanted_phone = None if known_email else identity.phone
    if wanted_phone != lead.phone_key:
        changes["phone_key"] = wanted_phone
    fill(connection, lead, changes, arrival.at)


def _is_taken(connection: Connection, lead: Any, email: str) -> bool:
    """Whether an address is another one the lead is known by, so that the main one stays."""
    found = _BY_EMAIL.first(connection, {"key": email})
    return found is not None and _living(connection, found).id == lead.id


def fill(connection: Connection, lead: Any, changes: dict[str, Any], at: datetime) -> None:
    """Change columns of a lead, and with them what it is sorted and found by."""
    if not changes:
        return
    if not changes.keys().isdisjoint(_TELLING):
        changes["unsettled"] = True
    if not changes.keys().isdisjoint(_SEARCHED):
        whole = {field: changes.get(field, getattr(lead, field)) for field in _SEARCHED}
        changes |= _sort_keys(whole)
        connection.execute(delete(LeadWord).where(LeadWord.lead_id == lead.id))
        _add_words(connection, lead.id, whole)
    changes["updated_at"] = at
    connection.execute(update(Lead).where(Lead.id == lead.id).values(**changes))


def _sort_keys(contact: Mapping[str, str | None]) -> dict[str, str | None]:
    name = " ".join(contact[part] or "" for part in ("last_name", "first_name"))
    return {
        "name_key": folded(name).strip() or None,
        "company_key": folded(contact["company"] or "") or None,
    }


def make_words(connection: Connection, lead_id: int) -> None:
    """Make the words a lead is found by anew; one that is no lead of its own has none."""
    connection.execute(delete(LeadWord).where(LeadWord.lead_id == lead_id))
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).first()
    if lead is not None and lead.erased_at is None:
        _add_words(connection, lead_id, {field: getattr(lead, field) for field in _SEARCHED})


def _add_words(connection: Connection, lead_id: int, contact: Mapping[str, str | None]) -> None:
    words = words_of(contact[field] for field in _SEARCHED)
    _WORDS.run_each(connection, [{"word": word, "lead_id": lead_id} for word in words])
