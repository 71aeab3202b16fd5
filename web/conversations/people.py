"""A person in place of the bot: when a visitor wants one, and whose the visitor's words are then.

While a person is waited for or there, the bot keeps quiet: what is typed is kept for the person,
with a turn of its own like any answer, and the flow stands where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from bot import engine
from bot.effects import ContactGiven, Effect, PersonWanted, Show
from bot.errors import BadAnswer, WrongQuestion
from bot.model import CONTACT_SLOTS
from bot.session import Session
from bot.texts import plain_text
from bot.understanding import Request as Words
from bot.understanding import understand
from bot.words import say
from leads import telling
from store.database import db
from store.messages import DONE, WAITING
from store.types import now
from web.conversations import talks
from web.conversations.request import Request
from web.conversations.talks import LONGEST, OPEN, Said
from web.conversations.turn import Heard, Turn
from web.words import word

#: Messages a visitor may write in a minute.
MOST_A_MINUTE = 20


def advance(
    turn: Turn, request: Request, asked: str | None
) -> tuple[Session, Sequence[Effect], Heard | None]:
    """`engine.advance`, unless the request is for a person. Raises what the engine raises."""
    open_now = turn.person in OPEN
    if open_now or request.kind in ("person", "resume"):
        return _to_person(turn, request, open_now)
    session, effects = engine.advance(turn.flow, turn.session, request.event(asked))
    for effect in effects:
        if type(effect) is PersonWanted and request.kind == "text":
            return _asked_in_words(request, session, effects)
    return session, effects, None


def keep_talk(connection: Connection, turn: Turn) -> bool:
    """Keep what a turn brings to a talk, in the turn's transaction. False when the talk ended in
    the meantime: what was typed is for the flow then."""
    wanted, heard = turn.last_of(PersonWanted), turn.heard
    if wanted is None and heard is None:
        return True
    assert turn.conversation_id is not None
    turn.heard = None
    if wanted is not None:
        _begin(connection, turn, wanted, heard)
    elif heard is not None and heard.leaves:
        talks.leave(connection, turn.conversation_id, turn.at)
        turn.person = DONE
    elif heard is not None and heard.words is not None:
        return _add_words(connection, turn, heard)
    return True


# ---------------------------------------------------------------- what the visitor does


def _to_person(
    turn: Turn, request: Request, open_now: bool
) -> tuple[Session, Sequence[Effect], Heard | None]:
    """A turn on which the flow stands still."""
    session = replace(turn.session, turn=turn.session.turn + 1, notice=None)
    language = session.language
    if request.kind == "person" and not open_now:
        words = str(request.value or "").strip()[:LONGEST] or word("person_ask", language)
        return session, (PersonWanted(), _shown(turn, session)), Heard(words)
    if request.kind == "person" and request.value is None:
        return session, (_shown(turn, session),), None
    if request.kind == "resume":
        return session, (_shown(turn, session),), Heard(leaves=True) if open_now else None
    if request.kind not in ("text", "answer", "person") or not isinstance(request.value, str):
        raise WrongQuestion(word("person_words_only", language))
    words = _sound(turn, request.value)
    email = _email_in(turn, words)
    if email is None:
        return session, (_shown(turn, session),), Heard(words)
    session = replace(session, prefill={**session.prefill, "email": email})
    show = _shown(turn, session)
    contact = {slot: str(value) for slot in CONTACT_SLOTS if (value := show.view.values.get(slot))}
    given = ContactGiven({**contact, "email": email})
    return session, (given, show), Heard(words, email=email)


def _asked_in_words(
    request: Request, session: Session, effects: Sequence[Effect]
) -> tuple[Session, Sequence[Effect], Heard]:
    """The notes of the talk say what the bot would have said about itself."""
    session = replace(session, notice=None)
    shown = [
        Show(replace(effect.view, notice=None)) if isinstance(effect, Show) else effect
        for effect in effects
    ]
    return session, shown, Heard(str(request.value).strip()[:LONGEST])


def _shown(turn: Turn, session: Session) -> Show:
    return Show(engine.view(turn.flow, session))


def _sound(turn: Turn, given: str) -> str:
    """The words to keep. Raises `BadAnswer`: nothing said, too much, or too often."""
    words, language = given.strip(), turn.session.language
    if not words:
        raise BadAnswer(say("required", language))
    if len(words) > LONGEST:
        raise BadAnswer(say("too_long", language, limit=str(LONGEST)))
    assert turn.conversation_id is not None
    with db.engine.connect() as connection:
        since = now() - timedelta(minutes=1)
        count = talks.visitors_lines_since(connection, turn.conversation_id, since)
    if count >= MOST_A_MINUTE:
        raise BadAnswer(word("person_too_often", language))
    return words


def _email_in(turn: Turn, words: str) -> str | None:
    """An e-mail address in what was typed, where none is known."""
    if "@" not in words and "at" not in words.lower():
        return None
    with db.engine.connect() as connection:
        if turn.lead_id is not None and talks.email_of(connection, turn.conversation_id or 0):
            return None
    reading = understand(Words(type="email", text=words[:500], language=turn.session.language))
    found = reading.outcome == "answer" and isinstance(reading.value, str)
    return str(reading.value) if found else None


# ---------------------------------------------------------------- keeping


def _begin(connection: Connection, turn: Turn, wanted: PersonWanted, heard: Heard | None) -> None:
    assert turn.conversation_id is not None
    asked = heard.words if heard else None
    fresh = talks.want(connection, turn.conversation_id, wanted.question, turn.at)
    said = [Said("visitor", asked)] if asked else []
    if fresh:
        turn.person = WAITING
        said += [Said("bot-note", text) for text in _what_next(connection, turn)]
        _tell_staff(connection, turn, asked)
    talks.add(connection, turn.conversation_id, said, len(turn.view.transcript), turn.at)


def _tell_staff(connection: Connection, turn: Turn, asked: str | None) -> None:
    """Mail those who answer visitors, unless it is the author's preview or seems to be a bot."""
    if turn.preview or turn.suspicion is not None:
        return
    assert turn.conversation_id is not None
    title = plain_text(turn.flow.title, turn.flow.language) or turn.flow.name
    said = telling.Said(turn.conversation_id, title, asked or _last_words(turn))
    telling.tell_of_talk(connection, said, turn.at)


def _last_words(turn: Turn) -> str:
    """The visitor's last line in the chat, where the flow itself handed over."""
    lines = (line.text for line in reversed(turn.view.transcript) if line.author == "visitor")
    return next(lines, "")


def _what_next(connection: Connection, turn: Turn) -> list[str]:
    """What the visitor is told: that somebody is called, and how they are answered otherwise."""
    language = turn.session.language
    given = turn.last_of(ContactGiven)
    known = (given is not None and given.slots.get("email")) or talks.email_of(
        connection, turn.conversation_id or 0
    )
    key = "person_by_mail" if known else "person_contact"
    return [word("person_called", language), word(key, language)]


def _add_words(connection: Connection, turn: Turn, heard: Heard) -> bool:
    assert turn.conversation_id is not None
    assert heard.words is not None
    held = talks.talk(connection, turn.conversation_id, hold=True)
    if held is None or not held.is_open:
        return False
    said = [Said("visitor", heard.words)]
    if heard.email is not None:
        noted = word("person_mail_noted", turn.session.language, email=heard.email)
        said.append(Said("bot-note", noted))
    talks.add(connection, turn.conversation_id, said, len(turn.view.transcript), turn.at)
    return True
