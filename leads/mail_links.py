"""Counted links of mails: what a mail to who agreed to it carries in place of its plain links.

Each link of each mail has a token of its own, so that what follows it is known by mail, link and
person. The mark is a picture that mail programs load when the mail is read.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from store.prepared import Prepared
from store.tables import TABLES

#: The purpose that has to be agreed to.
PURPOSE = "tracking"

#: What loading the mark, following a link and opening an offer are, of `bot.score.BEHAVIOURS`.
READ, LINK, OFFER = "mail_read", "link", "offer"

#: Random bytes of a token: nobody guesses one.
TOKEN_BYTES = 24

_LINKS, _OUTBOX, _LEADS = TABLES["mail_links"], TABLES["outbox"], TABLES["leads"]
_LIVING = Prepared(
    select(_LEADS.c.id)
    .where(_LEADS.c.id == bindparam("lead_id"), _LEADS.c.erased_at.is_(None))
    .with_for_update()
)
_MAIL = Prepared(
    select(_OUTBOX.c.id).where(
        _OUTBOX.c.id == bindparam("outbox_id"), _OUTBOX.c.lead_id == bindparam("lead_id")
    )
)
_MADE = Prepared(
    select(_LINKS.c.kind, _LINKS.c.url, _LINKS.c.token).where(
        _LINKS.c.outbox_id == bindparam("outbox_id")
    )
)
_BY_TOKEN = Prepared(
    select(
        _LINKS,
        _OUTBOX.c.kind.label("mail_kind"),
        _OUTBOX.c.created_at.label("mailed_at"),
        _OUTBOX.c.done_at.label("delivered_at"),
    )
    .join(_OUTBOX, _OUTBOX.c.id == _LINKS.c.outbox_id)
    .where(_LINKS.c.token == bindparam("token"))
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of a mail leads: its words, a whole address, and what following it is."""

    words: str
    url: str
    kind: str = LINK


@dataclass(frozen=True, slots=True)
class Tokens:
    """A mail's tokens: of each of its links, in their order, and of its mark."""

    links: tuple[str, ...]
    mark: str


def locked(connection: Connection, lead_id: int) -> bool:
    """Whether the lead lives; nobody erases or merges it before this transaction ends."""
    return _LIVING.first(connection, {"lead_id": lead_id}) is not None


def still_for(connection: Connection, lead_id: int, outbox_id: int) -> bool:
    """Whether a mail is there and the lead's, who lives and is locked as by `locked`."""
    if not locked(connection, lead_id):
        return False
    return _MAIL.first(connection, {"outbox_id": outbox_id, "lead_id": lead_id}) is not None


def make(
    connection: Connection,
    lead_id: int,
    outbox_id: int,
    targets: Sequence[Target],
    at: datetime,
) -> Tokens:
    """The tokens of a mail's links and mark; a mail that is tried again keeps those it has."""
    kept = _MADE.rows(connection, {"outbox_id": outbox_id})
    tokens: dict[tuple[str, str | None], str] = {(one.kind, one.url): one.token for one in kept}
    rows: list[dict[str, Any]] = []
    for kind, url, words in [
        (READ, None, None),
        *((one.kind, one.url, one.words) for one in targets),
    ]:
        if (kind, url) in tokens:
            continue
        token = tokens[kind, url] = secrets.token_urlsafe(TOKEN_BYTES)
        rows.append(
            {
                "token": token,
                "lead_id": lead_id,
                "outbox_id": outbox_id,
                "place": len(kept) + len(rows),
                "kind": kind,
                "words": words,
                "url": url,
                "made_at": at,
            }
        )
    if rows:
        connection.execute(insert(_LINKS), rows)
    return Tokens(tuple(tokens[one.kind, one.url] for one in targets), tokens[READ, None])


def link_of(connection: Connection, token: str) -> Any | None:
    """The link of a token, with `mail_kind`, `mailed_at` and `delivered_at` of its mail; None for
    a token that we gave to no mail, or whose lead was erased."""
    return _BY_TOKEN.first(connection, {"token": token})
