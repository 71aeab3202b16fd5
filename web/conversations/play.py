"""Begin, answer, go back, edit, look: read and compute first, then one short write.

Two requests for the same turn meet in the write: the second finds the turn gone, reads again, and
is then the same request sent twice (answered the same) or one for a turn that is over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from bot.effects import Show
from bot.errors import AuthorError, BadAnswer, VisitorError
from bot.model import Json
from store.database import db
from web.conversations import people
from web.conversations.acting import go_on, keep_with_actions
from web.conversations.errors import (
    BadAnswerGiven,
    ConversationNotFound,
    DatabaseBusy,
    FlowBroken,
    PlacesTaken,
    WrongTurn,
)
from web.conversations.faults import mind_faults
from web.conversations.files import check_files
from web.conversations.flow_book import flow_book
from web.conversations.keeping import TurnTaken
from web.conversations.kept import tell
from web.conversations.reading import Found, find
from web.conversations.recognising import with_link_pressed
from web.conversations.request import Request
from web.conversations.starting import begun
from web.conversations.turn import Turn
from web.conversations.visit import Reply, Visit, new_token

#: Stands for "no value given", as None is a value (an optional question left out).
MISSING: Final[Any] = object()

#: How often a turn is worked out anew when others keep coming in between.
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class _Entrance:
    """How a conversation that is not kept yet begins with its first answer."""

    flow_name: str
    visit: Visit
    version: str | None = None  # that the page was drawn with


@mind_faults
def preview(flow_name: str, visit: Visit, *, answering: bool = False) -> Reply:
    """The first turn, nothing kept; `answering`: it was shown before, and is answered now.
    Raises `FlowNotFound`, `FlowClosed`, `QuotaMet`, `AlreadyTaken`."""
    turn = begun(new_token(), flow_book().published(flow_name), visit, answering=answering)
    if turn.pending_action() is not None:
        with db.engine.connect() as connection:
            while turn.pending_action() is not None:
                go_on(turn, connection)
            connection.rollback()
    return replace(_reply(turn), stored=False)


@mind_faults
def begin(flow_name: str, visit: Visit, token: str | None = None) -> Reply:
    """Begin a conversation and keep it. With a token that is in use: its current turn."""
    token = token or new_token()
    turn = begun(token, flow_book().published(flow_name), visit)
    try:
        keep_with_actions(turn)
    except IntegrityError:
        return current(token)
    tell(turn)
    return _reply(turn)


def answer(
    token: str,
    turn: int,
    *,
    value: Json = MISSING,
    text: str | None = None,
    values: dict[str, Json] | None = None,
    slot: str | None = None,
    flow_name: str | None = None,
    visit: Visit | None = None,
    version: str | None = None,
) -> Reply:
    """Take an answer: `value` in the question's own shape, `text` as typed, or the `values` of a
    page by slot. `flow_name` and `visit` let an unknown token begin with its first answer, at the
    `version` its page was drawn with. Raises the errors of `web.conversations.errors`."""
    if values is not None:
        request = Request("page", None, values)
    elif text is not None:
        request = Request("text", slot, text)
    else:
        request = Request("answer", slot, None if value is MISSING else value)
    return _take(token, turn, request, flow_name, visit, version)


def back(
    token: str,
    turn: int,
    *,
    one: bool = False,
    flow_name: str | None = None,
    visit: Visit | None = None,
    version: str | None = None,
) -> Reply:
    """Go back to the page before, or with `one` to the question before."""
    return _take(token, turn, Request("back", None, one), flow_name, visit, version)


def edit(
    token: str,
    turn: int,
    slot: str,
    value: Json,
    *,
    flow_name: str | None = None,
    visit: Visit | None = None,
    version: str | None = None,
) -> Reply:
    """Change an earlier answer; later answers are kept where still valid."""
    return _take(token, turn, Request("edit", slot, value), flow_name, visit, version)


def ask_person(
    token: str,
    turn: int,
    *,
    words: str | None = None,
    flow_name: str | None = None,
    visit: Visit | None = None,
    version: str | None = None,
) -> Reply:
    """Ask for a person, with `words` for them; what is typed goes to them until they hand back.
    Where a person is asked for or there already, they are told the words."""
    return _take(token, turn, Request("person", None, words), flow_name, visit, version)


def leave_person(token: str, turn: int) -> Reply:
    """Go on in the flow without the person."""
    return _take(token, turn, Request("resume"), None, None, None)


@mind_faults
def current(token: str) -> Reply:
    """Where a conversation stands. Raises `ConversationNotFound`."""
    found = find(token)
    if found is None:
        raise ConversationNotFound
    return found.reply()


# ---------------------------------------------------------------- one request


@mind_faults
def _take(
    token: str,
    number: int,
    request: Request,
    flow_name: str | None,
    visit: Visit | None,
    version: str | None,
) -> Reply:
    digest = request.digest()
    entrance = _Entrance(flow_name, visit, version) if flow_name and visit else None
    clash: IntegrityError | None = None
    for _ in range(_ATTEMPTS):
        try:
            found = find(token)
            if found is None:
                turn = _first(token, number, request, entrance)
            elif found.kept.turn == number + 1 and found.kept.last_request == digest:
                return found.reply(again=True)
            else:
                turn = _next(found, number, request, visit)
            turn.digest = digest
            keep_with_actions(turn)
        except TurnTaken:
            continue
        except IntegrityError as error:
            clash = error
            continue
        tell(turn)
        return _reply(turn)
    raise clash or DatabaseBusy()


def _next(found: Found, number: int, request: Request, visit: Visit | None) -> Turn:
    if found.kept.turn != number:
        raise WrongTurn(found.reply(), number)
    turn = found.turn(visit)
    turn.session = with_link_pressed(turn)
    _advance(turn, request, found.kept.asked, found.reply)
    return turn


def _first(token: str, number: int, request: Request, entrance: _Entrance | None) -> Turn:
    """The start and the first answer in one turn. Raises `ConversationNotFound`, and `TurnTaken`
    after keeping a start whose action has to come before the answer."""
    if entrance is None or number != 1:
        raise ConversationNotFound
    pinned = flow_book().at_version(entrance.flow_name, entrance.version)
    turn = begun(token, pinned, entrance.visit, answering=True)
    if turn.pending_action() is not None:
        keep_with_actions(turn)
        tell(turn)
        raise TurnTaken
    start = replace(_reply(turn), stored=False)
    screen = turn.view.screen
    asked = screen.questions[0].slot if screen and screen.questions else None
    _advance(turn, request, asked, lambda: start)
    return turn


def _advance(turn: Turn, request: Request, asked: str | None, reply: Callable[[], Reply]) -> None:
    """Take a request; what was not taken is told with the `reply` that still holds."""
    try:
        session, effects, turn.heard = people.advance(turn, request, asked)
        check_files(effects, turn.token, session.language)
    except BadAnswer as error:
        raise BadAnswerGiven(error.message, error.slot, reply(), error.errors) from error
    except VisitorError as error:
        raise BadAnswerGiven(error.message, error.slot, reply()) from error
    except AuthorError as error:
        raise FlowBroken from error
    turn.session = session
    turn.effects = (*(one for one in turn.effects if not isinstance(one, Show)), *effects)


def _reply(turn: Turn) -> Reply:
    if turn.quota_met is not None:
        raise PlacesTaken(turn.quota_met)
    return Reply(
        token=turn.token,
        turn=turn.session.turn,
        flow=turn.flow,
        view=turn.view,
        session=turn.session,
        stored=True,
        lead=turn.found_lead,
        completed=turn.completes,
        suspected=turn.suspicion is not None,
        person=turn.person,
    )
