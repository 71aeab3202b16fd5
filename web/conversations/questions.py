"""Questions left for a person, kept with the turn that left them."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.effects import QuestionLeft
from bot.texts import plain_text
from leads.telling import Said, tell_of_question
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
    if turn.suspicion is None and turn.conversation_id is not None:
        title = plain_text(turn.flow.title, turn.flow.language)
        said = Said(turn.conversation_id, title or turn.flow.name, left[-1].text)
        tell_of_question(connection, said, turn.at)
