"""Questions left for a person, kept with the turn that left them."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.effects import QuestionLeft
from store.prepared import insertion
from store.tables import TABLES
from web.conversations.turn import Turn

_ADD = insertion(
    TABLES["open_questions"], "conversation_id", "text", "flow", "language", "asked_at"
)


def keep_questions(connection: Connection, turn: Turn) -> None:
    """Keep what the turn left open, in its transaction; nothing on all other turns."""
    left = turn.all_of(QuestionLeft)
    if not left:
        return
    same = {
        "conversation_id": turn.conversation_id,
        "flow": turn.flow.name,
        "language": turn.session.language,
        "asked_at": turn.at,
    }
    _ADD.run_each(connection, [same | {"text": question.text} for question in left])
