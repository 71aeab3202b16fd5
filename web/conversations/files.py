"""Files as answers: nobody names a file that was not sent in their own conversation."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.effects import Answered, Effect
from bot.errors import BadAnswer
from bot.words import say
from store.database import db
from store.tables import TABLES

_UPLOADS = TABLES["uploads"]


def check_files(effects: Sequence[Effect], token: str, language: str) -> None:
    """Raise `BadAnswer` for an answer that describes a file which this conversation did not get."""
    for effect in effects:
        if isinstance(effect, Answered) and effect.type == "file" and effect.value is not None:
            given = effect.value if isinstance(effect.value, dict) else {}
            if not _is_kept(given.get("id"), token):
                raise BadAnswer(say("file", language), effect.slot)


def _is_kept(upload_id: object, token: str) -> bool:
    statement = select(_UPLOADS.c.id).where(
        _UPLOADS.c.id == str(upload_id), _UPLOADS.c.conversation_token == token
    )
    with db.engine.connect() as connection:
        return connection.execute(statement).first() is not None
