"""The talk with a person as the API shows it."""

from __future__ import annotations

from typing import Any

from store.messages import TALKING
from store.writing import read_connection
from web.conversations import talks
from web.conversations.talks import Spoken, Talk


def person_of(talk: Talk) -> dict[str, Any]:
    """Who is waited for or there, since when; `last` is the id of the last message."""
    began = talk.taken_at if talk.state == TALKING else talk.wanted_at
    return {
        "state": talk.state,
        "name": talk.name,
        "since": (talk.done_at or began or talk.wanted_at).isoformat(),
        "last": talk.messages,
    }


def message_of(spoken: Spoken) -> dict[str, Any]:
    """One message."""
    return {
        "id": spoken.number,
        "author": spoken.author,
        "name": spoken.name,
        "text": spoken.text,
        "at": spoken.at.isoformat(),
    }


def talk_shown(token: str) -> dict[str, Any] | None:
    """The talk of a conversation with all that was said in it."""
    with read_connection() as connection:
        found = talks.talk_of(connection, token)
        if found is None:
            return None
        said = talks.messages_after(connection, found.conversation_id)
    return {**person_of(found), "messages": [message_of(one) for one in said]}
