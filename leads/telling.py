"""Mails to the house's own people: a visitor wants a person, left a question, a lead is theirs.

Each is put into the outbox in the transaction of what causes it, one for each person who is active
and wants to be told; what nobody wants to hear costs one query and leaves no row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, bindparam, or_, select

from store.posting import put
from store.prepared import Prepared
from store.tables import TABLES

#: The outbox kind of all of them.
KIND = "staff_mail"

#: Roles that answer visitors.
ANSWERING = ("sales", "admin")

#: How long the news is worth sending: who waits for a person is gone after an hour.
TALK_IS_NEWS = timedelta(hours=1)
LEAD_IS_NEWS = timedelta(days=1)

#: Questions left in one conversation are mailed once in this time.
BETWEEN_QUESTIONS = timedelta(hours=1)

#: Characters of the visitor's words and of a flow's title in a mail.
LONGEST_WORDS = 300
LONGEST_TITLE = 80

_USERS, _OUTBOX = TABLES["users"].c, TABLES["outbox"].c


@dataclass(frozen=True, slots=True)
class Said:
    """Where a visitor said what; `flow` is the title that people know it by."""

    conversation_id: int
    flow: str
    words: str


_ANSWERING = select(_USERS.id, _USERS.email).where(
    _USERS.active.is_(True), or_(*(_USERS.role == role for role in ANSWERING))
)
_FOR_TALKS = Prepared(_ANSWERING.where(_USERS.mail_talks.is_(True)).order_by(_USERS.id))
_FOR_QUESTIONS = Prepared(_ANSWERING.where(_USERS.mail_questions.is_(True)).order_by(_USERS.id))
_OWNER = Prepared(
    select(_USERS.id, _USERS.email).where(
        _USERS.id == bindparam("user_id"), _USERS.active.is_(True), _USERS.mail_leads.is_(True)
    )
)
_ASKED_LATELY = Prepared(
    select(_OUTBOX.id)
    .where(
        _OUTBOX.conversation_id == bindparam("conversation_id"),
        _OUTBOX.kind == KIND,
        _OUTBOX.key.like("question:%"),
        _OUTBOX.created_at > bindparam("since"),
    )
    .limit(1)
)


def tell_of_talk(connection: Connection, said: Said, at: datetime) -> int:
    """Tell everybody who answers visitors that one wants a person; how many mails."""
    to = _FOR_TALKS.rows(connection, {})
    return _tell_of(connection, "talk", said, to, at, TALK_IS_NEWS)


def tell_of_question(connection: Connection, said: Said, at: datetime) -> int:
    """Tell everybody who answers visitors that one left a question; how many mails. A
    conversation's next question is not mailed within `BETWEEN_QUESTIONS`."""
    lately = {"conversation_id": said.conversation_id, "since": at - BETWEEN_QUESTIONS}
    if _ASKED_LATELY.first(connection, lately) is not None:
        return 0
    to = _FOR_QUESTIONS.rows(connection, {})
    return _tell_of(connection, "question", said, to, at, LEAD_IS_NEWS)


def tell_owner(
    connection: Connection, lead_id: int, owner_id: int, flow: str | None, at: datetime
) -> bool:
    """Tell somebody that a lead is theirs now; whether a mail was put. It says nothing about the
    person: who they are stands in the studio."""
    owner = _OWNER.first(connection, {"user_id": owner_id})
    if owner is None:
        return False
    payload = {
        "to": owner.email,
        "about": "lead",
        "id": lead_id,
        "flow": _short(flow or "", LONGEST_TITLE),
        "words": "",
    }
    return put(
        connection,
        KIND,
        payload,
        key=_key("lead", lead_id, owner_id, at),
        at=at,
        useful_until=at + LEAD_IS_NEWS,
        lead_id=lead_id,
    )


def _tell_of(
    connection: Connection,
    about: Literal["talk", "question"],
    said: Said,
    to: Iterable[tuple[int, str]],
    at: datetime,
    is_news: timedelta,
) -> int:
    told = {
        "about": about,
        "id": said.conversation_id,
        "flow": _short(said.flow, LONGEST_TITLE),
        "words": _short(said.words, LONGEST_WORDS),
    }
    return sum(
        put(
            connection,
            KIND,
            told | {"to": email},
            key=_key(about, said.conversation_id, user_id, at),
            at=at,
            useful_until=at + is_news,
            conversation_id=said.conversation_id,
        )
        for user_id, email in to
    )


def _key(about: str, number: int, user_id: int, at: datetime) -> str:
    return f"{about}:{number}:{user_id}:{int(at.timestamp() * 1000)}"


def _short(words: str, longest: int) -> str:
    """On one line, cut where a word ends."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > longest // 2 else cut) + "…"
