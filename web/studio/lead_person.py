"""Who a lead is besides its contact: company, other addresses, merges, a look-alike, its rights."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import or_, select

from leads.consent import standing
from store.companies import Company
from store.database import db
from store.identities import Identity
from store.leads import Lead
from store.merges import Duplicate
from web.studio.duplicates import merges_of


def person_parts(lead: Lead) -> dict[str, Any]:
    """What the part of the page about the person shows."""
    company = db.session.get(Company, lead.company_id) if lead.company_id else None
    here = (
        {"name": company.name, "url": url_for("studio.company", id=company.id)} if company else {}
    )
    return {
        "company": here,
        "merges": merges_of(lead.id),
        "addresses": _addresses(lead.id),
        "has_twin": _has_twin(lead.id),
        "agreed": agreed_purposes(lead.id),
    }


def _addresses(lead_id: int) -> list[dict[str, Any]]:
    rows = db.session.scalars(
        select(Identity).where(Identity.lead_id == lead_id).order_by(Identity.id)
    )
    return [{"value": row.value, "confirmed": row.confirmed_at is not None} for row in rows]


def _has_twin(lead_id: int) -> bool:
    mine = or_(Duplicate.first_lead_id == lead_id, Duplicate.second_lead_id == lead_id)
    found = select(Duplicate.id).where(mine, Duplicate.decision.is_(None)).limit(1)
    return db.session.scalar(found) is not None


def agreed_purposes(lead_id: int) -> list[str]:
    """Purposes whose latest word was yes: what can be withdrawn."""
    latest = standing(db.session.connection(), lead_id)
    return sorted(purpose for purpose, row in latest.items() if row.given)
