"""A lead as one line of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from bot.score import LeadDefinition
from web.studio.lead_score import AxisShown, axes_shown, known_axes
from web.studio.lead_story import lead_name


@dataclass(frozen=True, slots=True)
class LeadLine:
    """What lists show of a lead."""

    url: str
    name: str
    email: str | None
    company: str | None
    score: float
    stage: str | None
    axes: list[AxisShown]
    status: str
    suspected: bool
    flow_title: str | None
    source: str | None
    created: datetime
    seen: datetime

    @property
    def beneath(self) -> str:
        """What stands under the name: company and e-mail, neither twice."""
        parts = (self.company, self.email if self.email != self.name else None)
        return " · ".join(part for part in parts if part)

    @classmethod
    def of(cls, lead: Any, definition: LeadDefinition, titles: Mapping[str, str]) -> LeadLine:
        """The line of a lead or a row of `leads`; `titles` are flow titles by name."""
        return cls(
            url=url_for("studio.lead", id=lead.id),
            name=lead_name(lead),
            email=lead.email,
            company=lead.company,
            score=lead.score,
            stage=lead.stage,
            axes=axes_shown(known_axes(lead), definition),
            status=lead.status,
            suspected=lead.suspected,
            flow_title=titles.get(lead.first_flow or "", lead.first_flow),
            source=lead.source,
            created=lead.created_at,
            seen=lead.last_seen_at,
        )
