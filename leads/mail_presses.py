"""Links of mails followed and mails read: kept for who agreed to it, and judged by all that was
done with the mail.

Whether a person or a scanner followed a link is often seen only by what comes after it: where a
later press shows that all links were followed at once, those before it are worth nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.score import LeadDefinition
from leads import behaving
from leads.consent import has_agreed
from leads.mail_links import PURPOSE, READ, link_of, locked
from leads.scanners import (
    Click,
    in_words,
    suspicion_of_reading,
    suspicion_of_request,
    suspicions_of_clicks,
)
from store.prepared import Prepared
from store.tables import TABLES

#: What is kept of one mail: more is no person's, and would only fill the table.
MOST = 200

#: What the request itself tells; the rest is judged by all that was done with the mail.
_TOLD = frozenset({"head", "agent", "prefetch"})

#: Names of mails, as a line of evidence calls them.
MAIL_NAMES = {"receipt_mail": "receipt", "mail": "mail"}

_DONE, _LINKS = TABLES["behaviour"], TABLES["mail_links"]
_PRESSES = TABLES["mail_presses"]

_ALL_LINKS = Prepared(
    select(_LINKS.c.id).where(_LINKS.c.outbox_id == bindparam("outbox_id"), _LINKS.c.kind != READ)
)
_SO_FAR = Prepared(
    select(_DONE.c.id, _DONE.c.at, _DONE.c.suspicion, _LINKS.c.kind, _LINKS.c.id.label("link_id"))
    .join(_PRESSES, _PRESSES.c.behaviour_id == _DONE.c.id)
    .join(_LINKS, _LINKS.c.id == _PRESSES.c.mail_link_id)
    .where(_LINKS.c.outbox_id == bindparam("outbox_id"))
    .order_by(_DONE.c.at, _DONE.c.id)
)


@dataclass(frozen=True, slots=True)
class Press:
    """A request for a link or mark, as it came. `ahead`: it said that nobody looks yet."""

    at: datetime
    method: str
    agent: str | None
    ahead: bool = False


def take(connection: Connection, token: str, press: Press, definition: LeadDefinition) -> bool:
    """Keep what was done by a link of a mail, and count it if it was a person's; False where it is
    not kept: no longer agreed to, the lead is erased, or it says nothing new."""
    link = link_of(connection, token)
    if link is None or not locked(connection, link.lead_id):
        return False
    if not has_agreed(connection, link.lead_id, PURPOSE):
        return False
    before = _SO_FAR.rows(connection, {"outbox_id": link.outbox_id})
    *earlier, now = _judged(connection, link, press, before)
    if len(before) >= MOST or (link.kind == READ and _still_open(before, press.at, now)):
        return False
    turned = _judge_anew(connection, before, earlier)
    _keep(connection, link, press.at, now)
    if turned or not now:
        reason = f"by a program: {turned}" if turned else behaving.WORTH_MORE
        seen = not now
        behaving.count_anew(
            connection, link.lead_id, definition, press.at, seen=seen, reason=reason
        )
    return True


def mail_name(kind: str, mailed_at: datetime) -> str:
    """A mail as a line of evidence calls it: "receipt of 3 Nov 2026"."""
    return f"{MAIL_NAMES.get(kind, 'mail')} of {mailed_at.day} {mailed_at:%b %Y}"


def _judged(
    connection: Connection, link: Any, press: Press, before: Sequence[Any]
) -> list[tuple[str, ...]]:
    """What speaks for a program in all that was done with a mail, the newest last. What came
    before the mail's delivery was noted came too soon."""
    delivered = link.delivered_at or press.at
    if link.kind == READ:
        told = suspicion_of_reading(delivered, press.at, press.method, press.agent)
    else:
        told = suspicion_of_request(press.method, press.agent)
    told += ("prefetch",) if press.ahead else ()
    clicks = [Click(row.at, row.link_id, _told(row)) for row in before]
    links = [row.id for row in _ALL_LINKS.rows(connection, {"outbox_id": link.outbox_id})]
    return suspicions_of_clicks(delivered, [*clicks, Click(press.at, link.id, told)], links)


def _still_open(before: Iterable[Any], at: datetime, suspicion: tuple[str, ...]) -> bool:
    """A mail that stays open is loaded again and again: one reading in a while is kept."""
    words = ",".join(suspicion) or None
    return any(
        row.kind == READ and row.suspicion == words and at - row.at <= behaving.AWAY
        for row in before
    )


def _told(row: Any) -> tuple[str, ...]:
    return tuple(one for one in (row.suspicion or "").split(",") if one in _TOLD)


def _judge_anew(
    connection: Connection, rows: Iterable[Any], judged: Iterable[tuple[str, ...]]
) -> str:
    """Keep what is known better now of what was done before; why any of it counts no more, in
    words."""
    why = ""
    for row, suspicion in zip(rows, judged, strict=True):
        words = ",".join(suspicion) or None
        if words == row.suspicion:
            continue
        connection.execute(update(_DONE).where(_DONE.c.id == row.id).values(suspicion=words))
        if words and not row.suspicion:
            why = in_words(suspicion)
    return why


def _keep(connection: Connection, link: Any, at: datetime, suspicion: tuple[str, ...]) -> None:
    url = link.url or mail_name(link.mail_kind, link.mailed_at)
    done = behaving.Noted(link.kind, at, url, None, link.lead_id, None, suspicion)
    row = {"behaviour_id": behaving.note(connection, done), "mail_link_id": link.id}
    connection.execute(insert(_PRESSES), row)


def send_home(connection: Connection, from_lead_id: int, to_lead_id: int) -> bool:
    """Give what was done by a lead's mails to that lead, where the mails have gone back to it;
    True when there was any."""
    by_its_mails = (
        select(_PRESSES.c.behaviour_id)
        .join(_LINKS, _LINKS.c.id == _PRESSES.c.mail_link_id)
        .where(_LINKS.c.lead_id == to_lead_id)
    )
    theirs = (_DONE.c.lead_id == from_lead_id, _DONE.c.id.in_(by_its_mails))
    return connection.execute(update(_DONE).where(*theirs).values(lead_id=to_lead_id)).rowcount > 0
