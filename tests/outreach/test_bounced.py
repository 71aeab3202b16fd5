"""Mail that comes back is bad data about its lead, and not about whoever has another address."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from store.database import db
from store.handovers import LeadFault
from store.tables import TABLES
from store.writing import write_connection
from tests.outreach.conftest import Post


def _lead(post: Post, email: str) -> int:
    row = {"email": email, "email_key": email.casefold(), "score": 0.0, "status": "open"}
    row |= {"created_at": post.clock(), "updated_at": post.clock(), "last_seen_at": post.clock()}
    with write_connection() as connection:
        made = connection.execute(insert(TABLES["leads"]), row | {"suspected": False})
        return int(made.inserted_primary_key[0])


def _faults() -> list[tuple[str, str, str]]:
    with db.engine.connect() as connection:
        rows = connection.execute(LeadFault.__table__.select()).all()
    return [(row.kind, row.subject, row.detail) for row in rows]


@pytest.mark.parametrize(
    ("email", "answer", "found"),
    [
        ("ada@acme.example", "550 no such person", True),
        ("ada@acme.example", "451 greylisted", False),
        ("new@acme.example", "550 no such person", False),
    ],
)
def test_an_address_that_is_refused_for_good_is_found(
    post: Post, email: str, answer: str, found: bool
) -> None:
    post.mailbox.refuses = answer
    post.put(lead_id=_lead(post, email))
    post.deliver()
    told = [("bounced", email, "the mail server said 550 no such person")]
    assert _faults() == (told if found else [])
