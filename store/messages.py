"""Talks with a person: who is waited for since when, and every word said in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import BigKey, Key, now

#: What `conversations.person` and `person_talks.state` say; null: no person was ever asked for.
WAITING, TALKING, DONE = "waiting", "talking", "done"

#: Who can have said a message; `bot-note` is what the bot says about the talk itself.
AUTHORS = ("visitor", "staff", "bot-note")

_OPEN = "done_at IS NULL"


class PersonTalk(Base):
    """A conversation for which a person is or was wanted; asked for again, it begins anew.

    `messages` counts what was said and numbers it: the row is held while a message gets its
    number, so that nobody sees a number before all numbers below it.
    """

    __tablename__ = "person_talks"
    __table_args__ = (
        partial_index("ix_person_talks_open", "wanted_at", where=_OPEN),
        Index("ix_person_talks_done_at", "done_at"),
    )

    conversation_id: Mapped[int] = mapped_column(
        BigKey,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    state: Mapped[str] = mapped_column(String(8))
    question: Mapped[str | None]  # what they want answered, where it is known
    wanted_at: Mapped[datetime] = mapped_column(default=now)
    told_at: Mapped[datetime | None]  # when the visitor was told that nobody is free
    taken_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    done_at: Mapped[datetime | None]
    messages: Mapped[int] = mapped_column(default=0)


class Message(Base):
    """Something said in a talk with a person; never changed afterwards."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_place", "conversation_id", "number", unique=True),)

    id: Mapped[Key]
    conversation_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("conversations.id", ondelete="CASCADE")
    )
    number: Mapped[int]  # 1, 2, 3 … within its conversation, in the order committed
    author: Mapped[str] = mapped_column(String(8))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    text: Mapped[str]
    after_line: Mapped[int]  # lines of the flow's own transcript that were said before it
    key: Mapped[str | None] = mapped_column(String(64))  # the sender's own name for it
    at: Mapped[datetime] = mapped_column(default=now)
