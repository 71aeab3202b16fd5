"""Check a lead's address and number: asked for with the turn, done by the worker afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.score import LeadDefinition
from leads.identity import email_key, phone_key
from leads.score import rescore
from leads.touching import touch
from leads.verification import rules
from leads.verification.states import FAILED, NOT_CHECKED, PASSED, abouts, record
from outreach import outbox
from outreach.domains import Answer, Domains
from store.database import db
from store.tables import TABLES
from store.writing import write_connection

KIND = "check"

#: What the domain name system's answers mean for the rung.
_DOMAIN: Mapping[Answer, tuple[str, str | None]] = {
    "takes_mail": (PASSED, None),
    "no_mail": (FAILED, "the domain takes no mail"),
    "no_domain": (FAILED, "there is no such domain"),
    "silent": (NOT_CHECKED, "the domain name system did not answer"),
}

_LEADS = TABLES["leads"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one rung."""

    rung: str
    about: str
    state: str
    detail: str | None = None


def ask_for_checks(
    connection: Connection, lead_id: int, contact: Mapping[str, str], at: datetime
) -> None:
    """Have the address and number of a lead checked after this transaction, each once."""
    keys = [
        key_of(given)
        for slot, key_of in (("email", email_key), ("phone", phone_key))
        if (given := contact.get(slot))
    ]
    if keys:
        digest = hashlib.sha256("|".join(keys).encode()).hexdigest()[:32]
        outbox.put(connection, KIND, {}, key=f"{KIND}:{lead_id}:{digest}", at=at, lead_id=lead_id)


def check_lead(
    lead_id: int, domains: Domains, definition: LeadDefinition, at: datetime
) -> tuple[Finding, ...]:
    """Find out what can be found out now, keep it and score the lead anew.

    Nothing is locked while the domain name system is asked, so who was erased or has another
    address by then is left alone.
    """
    this_lead = select(_LEADS).where(_LEADS.c.id == lead_id)
    with db.engine.connect() as connection:
        lead = connection.execute(this_lead).first()
    if lead is None or lead.erased_at is not None:
        return ()
    findings = (*_of_email(lead.email, domains), *_of_phone(lead.phone))
    with write_connection() as connection:
        lead = connection.execute(this_lead.with_for_update()).first()
        if lead is None or lead.erased_at is not None:
            return ()
        findings = tuple(one for one in findings if one.about in abouts(lead).values())
        for finding in findings:
            record(
                connection,
                lead_id,
                finding.rung,
                finding.about,
                finding.state,
                at,
                detail=finding.detail,
            )
        touch(connection, lead_id)
        rescore(connection, lead_id, definition, at, cause="verification")
    return findings


def _of_email(address: str | None, domains: Domains) -> tuple[Finding, ...]:
    if not address:
        return ()
    about = email_key(address)
    domain = about.rpartition("@")[2]
    state, detail = _DOMAIN[domains.ask(domain)]
    return (
        _judged("email_format", about, rules.is_written_well(address), "no address is written so"),
        Finding("email_domain", about, state, detail),
        _judged(
            "email_not_disposable",
            about,
            not rules.is_disposable(domain),
            f"{domain} gives out throw-away addresses",
        ),
        _judged("email_not_role", about, not rules.is_role(address), "it is a desk's, no person's"),
    )


def _of_phone(number: str | None) -> tuple[Finding, ...]:
    if not number:
        return ()
    possible = rules.is_possible_number(number)
    return (_judged("phone_valid", phone_key(number), possible, "no subscriber has it"),)


def _judged(rung: str, about: str, holds: bool, otherwise: str) -> Finding:
    return Finding(rung, about, PASSED if holds else FAILED, None if holds else otherwise)
