"""Conversations and the answers given in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import BigKey, Key, now

#: Conversations that count: ended, by people, not by the author looking.
COUNTED = "finished_at IS NOT NULL AND suspicion IS NULL AND NOT preview"


class Conversation(Base):
    """One visitor playing one flow. `turn` is the version column: a turn is taken once."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_flow_started_at", "flow", "started_at"),
        partial_index("ix_conversations_counted", "flow", "finished_at", where=COUNTED),
        partial_index("ix_conversations_preview", "updated_at", where="preview"),
        partial_index(
            "ix_conversations_flow_lead_id", "flow", "lead_id", where="lead_id IS NOT NULL"
        ),
        partial_index("ix_conversations_visitor", "visitor", "flow", where="visitor IS NOT NULL"),
    )

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(64), unique=True)
    flow: Mapped[str]
    flow_version_id: Mapped[int] = mapped_column(ForeignKey("flow_versions.id"))
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(35))

    state: Mapped[str] = mapped_column(Text)  # the bot's session as JSON
    turn: Mapped[int]
    asked: Mapped[str | None]  # the question it stands at; where people leave
    last_request: Mapped[str | None] = mapped_column(String(64))  # digest of what made this turn
    awaiting: Mapped[str | None]  # action whose result is waited for
    awaiting_since: Mapped[datetime | None]

    started_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    lead_id: Mapped[int | None] = mapped_column(
        ForeignKey("leads.id", ondelete="SET NULL"), index=True
    )

    page: Mapped[str | None]
    referrer: Mapped[str | None]
    utm_source: Mapped[str | None]
    utm_medium: Mapped[str | None]
    utm_campaign: Mapped[str | None]
    utm_content: Mapped[str | None]
    utm_term: Mapped[str | None]
    click_ids: Mapped[dict[str, Any] | None]
    device: Mapped[str | None] = mapped_column(String(20))
    visitor: Mapped[str | None] = mapped_column(String(64))  # digest of the browser's own token
    suspicion: Mapped[str | None]  # why it may be a bot, comma separated
    preview: Mapped[bool] = mapped_column(default=False)
    person: Mapped[str | None] = mapped_column(String(8))  # see store.messages


class Answer(Base):
    """Something answered, never changed afterwards: of one slot the latest row counts.

    `kind`: `answer` stands until a later row of its slot; `withdrawn` takes the answer before it
    back (gone back on, or off the way after an edit); `words` were said but not taken.
    """

    __tablename__ = "answers"
    __table_args__ = (Index("ix_answers_conversation_id_slot", "conversation_id", "slot", "id"),)

    id: Mapped[Key]
    conversation_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("conversations.id", ondelete="CASCADE")
    )
    flow_version_id: Mapped[int] = mapped_column(ForeignKey("flow_versions.id"))
    kind: Mapped[str] = mapped_column(String(12), default="answer")
    slot: Mapped[str]
    type: Mapped[str] = mapped_column(String(20))
    raw: Mapped[str | None]  # as typed or as sent
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    unparsed: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[bool] = mapped_column(default=False)
    turn: Mapped[int]
    answered_at: Mapped[datetime] = mapped_column(default=now)


class Upload(Base):
    """A file sent as an answer. It may arrive before its conversation is kept."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # unguessable
    conversation_token: Mapped[str | None] = mapped_column(String(64), index=True)
    flow: Mapped[str]
    slot: Mapped[str]
    name: Mapped[str]
    type: Mapped[str]  # MIME type
    size: Mapped[int]  # bytes
    content: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
