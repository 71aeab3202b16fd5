"""What is wrong about a lead's data, in words."""

from __future__ import annotations

from typing import Any

from leads.contradictions import faults_of
from store.database import db

#: Kinds of bad data as people say them: for filters, and what to do about one.
FAULT_WORDS = {
    "bounced": ("Mail came back", "Ask for the right address."),
    "phone": ("Impossible phone number", "Ask for the right number."),
    "contradiction": ("Answers that disagree", "Ask which one is right."),
}


def faults_shown(lead_id: int) -> list[dict[str, Any]]:
    """The faults of a lead, oldest first."""
    return [
        {
            "id": row.id,
            "words": FAULT_WORDS.get(row.kind, (row.kind, ""))[0],
            "advice": FAULT_WORDS.get(row.kind, ("", ""))[1],
            "subject": row.subject,
            "detail": row.detail,
            "at": row.found_at,
        }
        for row in faults_of(db.session.connection(), lead_id)
    ]
