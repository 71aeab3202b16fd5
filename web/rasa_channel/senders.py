"""Whose conversation a sender's is: found by what the sender knows, never by guessing.

Rasa knows visitors by a name that the client makes up. A random UUID cannot be guessed: it is the
key to its conversation, as a conversation's id is in the API. Any other name (`default`, a mail
address, a number) could be anybody's: it counts together with the network address and the browser
it comes from, and for half an hour, so that somebody else who says the same name begins anew.

A conversation's token follows from the site's secret, that key and a number that goes up with each
`/restart`: nothing about senders is kept.
"""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Connection, select

from store.tables import TABLES

#: Version 4, and its variant: 122 random bits.
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.I)

#: How long somebody with a name that can be guessed may be silent and go on.
SILENCE = timedelta(minutes=30)

#: Conversations of one sender that are looked for at once.
_MANY = 32

_CONVERSATIONS = TABLES["conversations"].c


@dataclass(frozen=True, slots=True)
class Standing:
    """A sender's latest conversation."""

    number: int
    token: str
    flow: str
    turn: int
    done: bool
    last_request: str | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Sender:
    """A client at the other end; `key` is what nobody else has."""

    name: str
    key: bytes
    can_be_guessed: bool

    def token(self, number: int) -> str:
        """The token of the conversation of that number."""
        made = hmac.digest(self.key, f"conversation {number}".encode(), "sha256")
        return base64.urlsafe_b64encode(made[:24]).decode("ascii")

    def latest(self, connection: Connection) -> Standing | None:
        """The latest conversation that is kept."""
        found: Standing | None = None
        first = 0
        while True:
            numbers = {self.token(number): number for number in range(first, first + _MANY)}
            rows = [_standing(row, numbers) for row in connection.execute(_among(list(numbers)))]
            found = max(rows, key=lambda row: row.number, default=found)
            if found is None or found.number < first + _MANY - 1:
                return found
            first += _MANY

    def goes_on(self, standing: Standing, at: datetime) -> bool:
        """Whether whoever says this name may take a conversation up again."""
        return not self.can_be_guessed or at - standing.updated_at < SILENCE


def sender_of(name: str, address: str, agent: str) -> Sender:
    """The sender of a name that comes from a network address and a browser."""
    random = _RANDOM.fullmatch(name) is not None
    known = [name.lower()] if random else [name, address, agent]
    secret = str(current_app.secret_key).encode()
    # Lengths keep the parts apart, whatever stands in them.
    said = "".join(f"{len(part)}:{part}" for part in ["rasa sender", *known])
    key = hmac.digest(secret, said.encode("utf-8", "surrogatepass"), "sha256")
    return Sender(name, key, can_be_guessed=not random)


def _among(tokens: list[str]) -> Any:
    own = _CONVERSATIONS
    columns = (own.token, own.flow, own.turn, own.finished_at, own.last_request, own.updated_at)
    return select(*columns).where(own.token.in_(tokens))


def _standing(row: Any, numbers: dict[str, int]) -> Standing:
    return Standing(
        number=numbers[row.token],
        token=row.token,
        flow=row.flow,
        turn=row.turn,
        done=row.finished_at is not None,
        last_request=row.last_request,
        updated_at=row.updated_at,
    )
