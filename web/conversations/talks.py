"""Talks with a person as they are kept: asked for, taken over, spoken, handed back.

All that changes one holds its row, so that messages are numbered in the order they are committed
and whoever asks for what came after a number misses none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from leads.upsert import insert_unless_there
from store.messages import DONE, TALKING, WAITING
from store.prepared import Prepared, insertion
from store.tables import TABLES
from web.words import word

_TALKS, _MESSAGES = TABLES["person_talks"], TABLES["messages"]
_CONVERSATIONS, _USERS = TABLES["conversations"], TABLES["users"]

#: States in which the visitor's words go to a person, not to the flow.
OPEN = frozenset({WAITING, TALKING})

#: Characters of one message.
LONGEST = 2_000

#: How long a visitor waits before being told that nobody is free.
PATIENCE = timedelta(minutes=3)

#: Messages given out at once; more are asked for with the number of the last.
MOST_AT_ONCE = 500


class Said(NamedTuple):
    """Something to be kept as said; `user_id` is the member of staff's."""

    author: str
    text: str
    user_id: int | None = None
    key: str | None = None


class Spoken(NamedTuple):
    """A message as kept; `name` is the member of staff's."""

    number: int
    author: str
    name: str | None
    text: str
    at: datetime
    after_line: int


class Talk(NamedTuple):
    """A talk as kept; `name` is the member of staff's who has it."""

    conversation_id: int
    state: str
    question: str | None
    wanted_at: datetime
    told_at: datetime | None
    taken_at: datetime | None
    user_id: int | None
    done_at: datetime | None
    messages: int
    name: str | None
    language: str
    flow: str

    @property
    def is_open(self) -> bool:
        """Whether a person is waited for or there."""
        return self.state in OPEN


class Gone(Exception):
    """The talk is over, or there never was one."""


# ---------------------------------------------------------------- reading

_OWN = [_TALKS.c[name] for name in Talk._fields[:9]]
_TALK = (
    select(*_OWN, _USERS.c.name, _CONVERSATIONS.c.language, _CONVERSATIONS.c.flow)
    .join(_CONVERSATIONS, _CONVERSATIONS.c.id == _TALKS.c.conversation_id)
    .outerjoin(_USERS, _USERS.c.id == _TALKS.c.user_id)
)
_BY_TOKEN = Prepared(_TALK.where(_CONVERSATIONS.c.token == bindparam("token")))
_BY_ID = Prepared(_TALK.where(_TALKS.c.conversation_id == bindparam("conversation")))
_HELD = Prepared(
    _TALK.where(_TALKS.c.conversation_id == bindparam("conversation")).with_for_update(of=_TALKS)
)
_AFTER = Prepared(
    select(
        _MESSAGES.c.number,
        _MESSAGES.c.author,
        _USERS.c.name,
        _MESSAGES.c.text,
        _MESSAGES.c.at,
        _MESSAGES.c.after_line,
    )
    .outerjoin(_USERS, _USERS.c.id == _MESSAGES.c.user_id)
    .where(
        _MESSAGES.c.conversation_id == bindparam("conversation"),
        _MESSAGES.c.number > bindparam("after"),
    )
    .order_by(_MESSAGES.c.number)
    .limit(MOST_AT_ONCE)
)


def talk_of(connection: Connection, token: str) -> Talk | None:
    """The talk of a conversation's token."""
    row = _BY_TOKEN.first(connection, {"token": token})
    return Talk(*row) if row is not None else None


def talk(connection: Connection, conversation_id: int, *, hold: bool = False) -> Talk | None:
    """The talk of a conversation; `hold` keeps others from changing it until the commit."""
    row = (_HELD if hold else _BY_ID).first(connection, {"conversation": conversation_id})
    return Talk(*row) if row is not None else None


def messages_after(connection: Connection, conversation_id: int, after: int = 0) -> list[Spoken]:
    """What was said after a number, at most `MOST_AT_ONCE`."""
    rows = _AFTER.rows(connection, {"conversation": conversation_id, "after": after})
    return [Spoken(*row) for row in rows]


def standing(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """How many messages some talks have, and their states, by conversation."""
    own = _TALKS.c
    rows = connection.execute(
        select(own.conversation_id, own.messages, own.state).where(
            own.conversation_id.in_(list(ids))
        )
    )
    return {row.conversation_id: (row.messages, row.state) for row in rows}


def visitors_lines_since(connection: Connection, conversation_id: int, since: datetime) -> int:
    """How much the visitor has written since a moment."""
    lines = _MESSAGES.c
    counted = select(func.count()).where(
        lines.conversation_id == conversation_id, lines.author == "visitor", lines.at > since
    )
    return int(connection.execute(counted).scalar_one())


# ---------------------------------------------------------------- writing

_COUNT = Prepared(
    update(_TALKS)
    .where(_TALKS.c.conversation_id == bindparam("conversation"))
    .values(messages=_TALKS.c.messages + bindparam("more"))
    .returning(_TALKS.c.messages)
)
_ADD = insertion(
    _MESSAGES,
    *("conversation_id", "number", "author", "user_id", "text", "after_line", "key", "at"),
)


def add(
    connection: Connection, conversation_id: int, said: Sequence[Said], line: int, at: datetime
) -> None:
    """Append to what was said; `line` counts the lines of the flow's transcript before it."""
    if not said:
        return
    counted = _COUNT.first(connection, {"conversation": conversation_id, "more": len(said)})
    first = int(counted.messages) - len(said) + 1
    same = {"conversation_id": conversation_id, "after_line": line, "at": at}
    _ADD.run_each(
        connection,
        [one._asdict() | same | {"number": number} for number, one in enumerate(said, first)],
    )


def want(connection: Connection, conversation_id: int, question: str | None, at: datetime) -> bool:
    """Ask for a person; False when one was asked for already and nobody has left yet."""
    fresh: dict[str, Any] = {
        "state": WAITING,
        "question": question,
        "wanted_at": at,
        "told_at": None,
        "taken_at": None,
        "user_id": None,
        "done_at": None,
    }
    row = fresh | {"conversation_id": conversation_id, "messages": 0}
    before = talk(connection, conversation_id, hold=True)
    if before is None:
        insert_unless_there(connection, _TALKS, [row])
    elif before.is_open:
        return False
    else:
        _change(connection, conversation_id, **fresh)
    _mark(connection, conversation_id, WAITING)
    return True


def take_over(connection: Connection, conversation_id: int, user: Any, at: datetime) -> Talk:
    """A member of staff (`id`, `name`) takes the talk, from a colleague too. Raises `Gone`."""
    held = _held(connection, conversation_id)
    if held.state == TALKING and held.user_id == user.id:
        return held
    _change(connection, conversation_id, state=TALKING, user_id=user.id, taken_at=at)
    _mark(connection, conversation_id, TALKING)
    _note(connection, held, at, "person_joined", name=user.name)
    return held._replace(state=TALKING, user_id=user.id, taken_at=at, name=user.name)


def speak(
    connection: Connection,
    conversation_id: int,
    user: Any,
    text: str,
    key: str | None,
    at: datetime,
) -> None:
    """A member of staff says something, and has the talk with it. Raises `Gone`.

    `key` is the sender's own name for the message: sent twice, it is kept once.
    """
    held = take_over(connection, conversation_id, user, at)
    if key and _is_kept(connection, conversation_id, key):
        return
    line = _last_line(connection, held.conversation_id)
    add(connection, conversation_id, [Said("staff", text, user.id, key)], line, at)


def hand_back(connection: Connection, conversation_id: int, user: Any, at: datetime) -> None:
    """Staff gives the conversation back to the flow. Raises `Gone`."""
    held = _held(connection, conversation_id)
    _end(connection, conversation_id, at)
    if held.state == TALKING:
        _note(connection, held, at, "person_left", name=held.name or user.name)
    else:
        _note(connection, held, at, "person_closed")


def leave(connection: Connection, conversation_id: int, at: datetime) -> bool:
    """The visitor goes on without a person; False when the talk was over."""
    held = talk(connection, conversation_id, hold=True)
    if held is None or not held.is_open:
        return False
    _end(connection, conversation_id, at)
    _note(connection, held, at, "person_resumed")
    return True


def tell_waiting(connection: Connection, conversation_id: int, at: datetime) -> None:
    """Tell a visitor, once, that nobody is free."""
    held = talk(connection, conversation_id, hold=True)
    if held is None or held.state != WAITING or held.told_at is not None:
        return
    _change(connection, conversation_id, told_at=at)
    reachable = email_of(connection, conversation_id) is not None
    _note(connection, held, at, "person_late" if reachable else "person_late_contact")


def overdue(connection: Connection, at: datetime) -> list[int]:
    """Conversations whose visitor has waited long enough to be told so."""
    talks = _TALKS.c
    found = select(talks.conversation_id).where(
        talks.done_at.is_(None),
        talks.state == WAITING,
        talks.told_at.is_(None),
        talks.wanted_at < at - PATIENCE,
    )
    return list(connection.execute(found.order_by(talks.wanted_at).limit(200)).scalars())


def email_of(connection: Connection, conversation_id: int) -> str | None:
    """The e-mail address of the conversation's lead."""
    leads = TABLES["leads"].c
    found = (
        select(leads.email)
        .join(_CONVERSATIONS, _CONVERSATIONS.c.lead_id == leads.id)
        .where(_CONVERSATIONS.c.id == conversation_id)
    )
    return connection.execute(found).scalar()


def _held(connection: Connection, conversation_id: int) -> Talk:
    held = talk(connection, conversation_id, hold=True)
    if held is None or not held.is_open:
        raise Gone
    return held


def _end(connection: Connection, conversation_id: int, at: datetime) -> None:
    _change(connection, conversation_id, state=DONE, done_at=at)
    _mark(connection, conversation_id, DONE)


def _change(connection: Connection, conversation_id: int, **values: Any) -> None:
    mine = _TALKS.c.conversation_id == conversation_id
    connection.execute(update(_TALKS).where(mine).values(**values))


def _mark(connection: Connection, conversation_id: int, state: str) -> None:
    mine = _CONVERSATIONS.c.id == conversation_id
    connection.execute(update(_CONVERSATIONS).where(mine).values(person=state))


def _note(connection: Connection, held: Talk, at: datetime, key: str, **values: str) -> None:
    said = [Said("bot-note", word(key, held.language, **values))]
    line = _last_line(connection, held.conversation_id)
    add(connection, held.conversation_id, said, line, at)


def _last_line(connection: Connection, conversation_id: int) -> int:
    lines = _MESSAGES.c
    last = select(lines.after_line).where(lines.conversation_id == conversation_id)
    return int(connection.execute(last.order_by(lines.number.desc()).limit(1)).scalar() or 0)


def _is_kept(connection: Connection, conversation_id: int, key: str) -> bool:
    mine = (_MESSAGES.c.conversation_id == conversation_id) & (_MESSAGES.c.key == key)
    return connection.execute(select(_MESSAGES.c.id).where(mine).limit(1)).first() is not None
