"""Codes and links that confirm an address: made, limited, looked up. Only digests are kept.

A code is six digits, so its digest could be tried through by whoever has a copy of the database:
it is keyed with the site's secret. A link's secret has 256 bits and needs no key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from store.verifications import Confirmation

CODE_MINUTES = 15
LINK_DAYS = 7
#: Mails take a moment: within it no other code is sent for the asking.
PATIENCE = timedelta(seconds=30)
#: Wrong codes until a code is worth nothing any more.
MOST_TRIES = 5
#: Codes and links to one address, by the hours they are counted over.
LIMITS = ((1, 5), (24, 12))

Checked = Literal["right", "wrong", "old", "over"]


@dataclass(frozen=True, slots=True)
class To:
    """Where something is sent and on whose behalf; `address` is a key of leads.identity."""

    channel: Literal["email", "phone"]
    address: str
    lead_id: int
    conversation_id: int | None
    language: str


class TooMany(Exception):
    """So many were sent to the address that no more are for now."""


def make_code(connection: Connection, to: To, secret: str, at: datetime) -> tuple[int, str]:
    """A new code's row and its six digits. Raises `TooMany`."""
    check_limit(connection, to.address, at)
    code = f"{secrets.randbelow(1_000_000):06d}"
    until = at + timedelta(minutes=CODE_MINUTES)
    return _keep(connection, "code", to, code_digest(secret, to, code), at, until), code


def make_link(connection: Connection, to: To, at: datetime) -> tuple[int, str]:
    """A new link's row and its token. Raises `TooMany`."""
    check_limit(connection, to.address, at)
    token = secrets.token_urlsafe(32)
    until = at + timedelta(days=LINK_DAYS)
    return _keep(connection, "link", to, link_digest(token), at, until), token


def check_limit(connection: Connection, address: str, at: datetime) -> None:
    """Raise `TooMany` when the address has had its share."""
    for hours, most in LIMITS:
        sent = connection.execute(
            select(func.count())
            .select_from(Confirmation)
            .where(
                Confirmation.address == address,
                Confirmation.created_at > at - timedelta(hours=hours),
            )
        ).scalar_one()
        if sent >= most:
            raise TooMany


def code_digest(secret: str, to: To, code: str) -> str:
    """The digest of a code that was sent in a conversation."""
    said = f"{to.channel}:{to.address}:{to.conversation_id}:{code}"
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()


def link_digest(token: str) -> str:
    """The digest of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _keep(
    connection: Connection, kind: str, to: To, digest: str, at: datetime, until: datetime
) -> int:
    made = connection.execute(
        insert(Confirmation)
        .values(
            kind=kind,
            channel=to.channel,
            address=to.address,
            secret_hash=digest,
            language=to.language,
            lead_id=to.lead_id,
            conversation_id=to.conversation_id,
            created_at=at,
            expires_at=until,
            tries=0,
        )
        .returning(Confirmation.id)
    )
    return int(made.scalar_one())


# ---------------------------------------------------------------- codes

_OF_CONVERSATION = (
    select(
        Confirmation.id,
        Confirmation.address,
        Confirmation.secret_hash,
        Confirmation.expires_at,
        Confirmation.created_at,
        Confirmation.tries,
        Confirmation.used_at,
    )
    .where(Confirmation.kind == "code")
    .order_by(Confirmation.id.desc())
)


def codes_sent(connection: Connection, to: To) -> list[Row[Any]]:
    """The codes sent to this address in this conversation, the newest first."""
    mine = _OF_CONVERSATION.where(
        Confirmation.conversation_id == to.conversation_id,
        Confirmation.channel == to.channel,
        Confirmation.address == to.address,
    )
    return [*connection.execute(mine)]


def is_open(row: Row[Any], at: datetime) -> bool:
    """Whether a code may still be typed."""
    return row.used_at is None and row.expires_at > at and row.tries < MOST_TRIES


def check_code(connection: Connection, to: To, typed: str, secret: str, at: datetime) -> Checked:
    """What a typed code is. Any code of this conversation that is still open will do, as mails
    overtake each other; a wrong one counts against all of them.

    "old": there is none to compare it with any more; "over": that was the last try.
    """
    rows = [row for row in codes_sent(connection, to) if is_open(row, at)]
    if not rows:
        return "old"
    digest = code_digest(secret, to, typed)
    for row in rows:
        if hmac.compare_digest(row.secret_hash, digest):
            _use(connection, row.id, at)
            return "right"
    connection.execute(
        update(Confirmation)
        .where(Confirmation.id.in_([row.id for row in rows]))
        .values(tries=Confirmation.tries + 1)
    )
    return "over" if all(row.tries + 1 >= MOST_TRIES for row in rows) else "wrong"


def _use(connection: Connection, row_id: int, at: datetime) -> None:
    connection.execute(update(Confirmation).where(Confirmation.id == row_id).values(used_at=at))


# ---------------------------------------------------------------- links


def link_of(connection: Connection, token: str) -> Row[Any] | None:
    """The link of a token, used and expired ones included."""
    return connection.execute(
        select(Confirmation.__table__).where(
            Confirmation.secret_hash == link_digest(token), Confirmation.kind == "link"
        )
    ).first()


def use_link(connection: Connection, row_id: int, at: datetime) -> bool:
    """Use a link; False when it was used or is over."""
    used = connection.execute(
        update(Confirmation)
        .where(
            Confirmation.id == row_id,
            Confirmation.used_at.is_(None),
            Confirmation.expires_at > at,
        )
        .values(used_at=at)
    )
    return used.rowcount == 1
