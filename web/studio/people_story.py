"""A lead's talks with people of ours, for its page and its export."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import select

from store.conversations import Conversation
from store.database import db
from store.messages import Message, PersonTalk
from store.users import User
from web.studio.flows import flow_titles
from web.words import word

_AUTHORS = {"visitor": "The lead", "bot-note": "The bot"}


def talks_of(lead_id: int) -> list[dict[str, Any]]:
    """The lead's talks, the newest first, each with all that was said in it."""
    titles = flow_titles()
    rows = db.session.execute(
        select(PersonTalk, Conversation.flow, Conversation.language)
        .join(Conversation, Conversation.id == PersonTalk.conversation_id)
        .where(Conversation.lead_id == lead_id)
        .order_by(PersonTalk.conversation_id.desc())
    )
    return [
        {
            "id": row.PersonTalk.conversation_id,
            "url": url_for("studio.talk", id=row.PersonTalk.conversation_id),
            "flow": titles.get(row.flow, row.flow),
            "state": row.PersonTalk.state,
            "wanted_at": row.PersonTalk.wanted_at,
            "messages": _said(row.PersonTalk.conversation_id),
        }
        for row in rows
    ]


def words_with(lead_id: int) -> list[dict[str, Any]]:
    """Everything said in the lead's talks, as people read it in the export."""
    return [
        {"flow": talk["flow"], **line} for talk in talks_of(lead_id) for line in talk["messages"]
    ]


def _said(conversation_id: int) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(Message, User.name)
        .outerjoin(User, User.id == Message.user_id)
        .where(Message.conversation_id == conversation_id)
        .order_by(Message.number)
    )
    return [
        {
            "author": _AUTHORS.get(message.author) or name or word("person_someone", "en"),
            "text": message.text,
            "at": message.at,
        }
        for message, name in rows
    ]
