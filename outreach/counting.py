"""Mails to leads who agreed to it get counted links and a mark; all others have plain links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from leads import mail_links
from leads.consent import has_agreed
from leads.mail_links import Target
from outreach.letter import Link
from outreach.outbox import NotWanted, Parcel
from store.database import db
from store.writing import write_connection

#: Where counted links and marks begin, as `web.verification.pressing` answers them.
PATH = "/mail"

#: Why a mail does not leave whose lead was erased meanwhile.
GONE = "whom it was for is gone"


def links_for(
    parcel: Parcel, lead_id: int, targets: Sequence[Target], public_url: str, at: datetime
) -> tuple[tuple[Link, ...], str]:
    """The links of a mail, and the address of its mark ("" for none). Raises `NotWanted`."""
    with db.engine.connect() as connection:
        if not has_agreed(connection, lead_id, mail_links.PURPOSE):
            return tuple(Link(one.words, one.url) for one in targets), ""
    with write_connection() as connection:
        if not mail_links.still_for(connection, lead_id, parcel.id):
            raise NotWanted(GONE)
        tokens = mail_links.make(connection, lead_id, parcel.id, targets, at)
    root = f"{public_url}{PATH}"
    links = (
        Link(one.words, one.url, f"{root}/{token}")
        for one, token in zip(targets, tokens.links, strict=True)
    )
    return tuple(links), f"{root}/{tokens.mark}/mark.gif"
