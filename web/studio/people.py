"""Talks with visitors: who waits for a person, who is being talked to, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, make_response, render_template, request
from sqlalchemy import Select, func, select

from store.conversations import Conversation
from store.database import db
from store.leads import Lead
from store.messages import DONE, TALKING, WAITING, Message, PersonTalk
from store.users import User
from store.writing import read_connection
from web import conversations, live
from web.conversations import talks
from web.conversations.errors import ConversationError
from web.conversations.talks import LONGEST, Talk
from web.studio import blueprint
from web.studio.flows import flow_titles
from web.studio.lead_story import lead_name
from web.visitor.people import TalkShown, number_given

PAGE = 50

#: Parts of the room in the order of urgency: the state, its heading, what it means.
PARTS = (
    (WAITING, "Waiting", "They asked for a person. Whoever writes first has the talk."),
    (TALKING, "Being talked to", "The bot keeps quiet until the talk is handed back."),
)


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in the list; `since` is when its present state began."""

    id: int
    name: str
    flow: str
    said: str
    whose: str | None
    since: datetime
    by_visitor: bool  # the last word is the visitor's


@blueprint.get("/people")
def people() -> str:
    """Open talks by urgency, or those that are over, newest first (signed in)."""
    show = "done" if request.args.get("show") == "done" else "open"
    parts = PARTS if show == "open" else ((DONE, "Done", "Handed back, or left by the visitor."),)
    listed = [(state, heading, words, _lines(state)) for state, heading, words in parts]
    template = "studio/_talks.html" if request.args.get("part") else "studio/people.html"
    return render_template(
        template, show=show, parts=listed, any=any(lines for *_, lines in listed), most=PAGE
    )


@blueprint.get("/people/<int:id>")
def talk(id: int) -> str:
    """One talk, read along as it goes (signed in)."""
    found = find_talk(id)
    row = db.session.get_one(Conversation, id)
    try:
        reply = conversations.current(row.token)
    except ConversationError:
        abort(404)
    shown = _shown(found, 0)
    screen = reply.view.screen
    asked = screen.questions[0] if screen and screen.questions else None
    lead = db.session.get(Lead, row.lead_id) if row.lead_id is not None else None
    return render_template(
        "studio/talk.html",
        id=id,
        talk=found,
        shown=shown,
        lines=shown.lines(reply.view.transcript, asked.markdown if asked else ""),
        asked=asked.text if asked else None,
        row=row,
        flow_title=flow_titles().get(row.flow, row.flow),
        lead=lead,
        name=lead_name(lead) if lead else "Visitor",
        key=conversations.new_token(),
        longest=LONGEST,
    )


@blueprint.get("/people/<int:id>/news")
def talk_news(id: int) -> Response:
    """What was said after a message, waiting for it if wanted (signed in)."""
    found = find_talk(id)
    shown = _shown(found, number_given("after"))
    response = make_response(render_template("studio/talk_news.html", talk=found, shown=shown))
    response.headers["Retry-After"] = "2"
    known = request.args.get("state", ""), request.args.get("name", "")
    if not shown.said and known == (found.state, found.name or ""):
        seconds = number_given("wait")
        live.wait_for_news(id, found.messages, found.state, seconds)
    return response


def find_talk(id: int) -> Talk:
    """The talk of a conversation's number, or a 404."""
    with read_connection() as connection:
        found = talks.talk(connection, id)
    return found or abort(404)


def waiting_count() -> int:
    """How many visitors wait for a person, at most 100, for the menu."""
    waiting = (
        select(PersonTalk.conversation_id)
        .join(Conversation, Conversation.id == PersonTalk.conversation_id)
        .where(
            PersonTalk.done_at.is_(None),
            PersonTalk.state == WAITING,
            Conversation.preview.is_(False),
        )
        .limit(100)
        .subquery()
    )
    return int(db.session.scalar(select(func.count()).select_from(waiting)) or 0)


def _shown(found: Talk, after: int) -> TalkShown:
    with read_connection() as connection:
        said = talks.messages_after(connection, found.conversation_id, after)
    return TalkShown("en", found.state, found.name, said)


def _lines(state: str) -> list[TalkLine]:
    titles = flow_titles()
    return [
        TalkLine(
            id=row.PersonTalk.conversation_id,
            name=lead_name(row.Lead) if row.Lead else "Visitor",
            flow=titles.get(row.flow, row.flow),
            said=row.PersonTalk.question or row.text or "",
            whose=row.name,
            since=_since(row.PersonTalk),
            by_visitor=row.author == "visitor",
        )
        for row in db.session.execute(_listed(state))
    ]


def _since(row: PersonTalk) -> datetime:
    began = row.taken_at if row.state == TALKING else row.wanted_at
    return row.done_at or began or row.wanted_at


def _listed(state: str) -> Select[PersonTalk, str, Lead, str, str, str]:
    """Talks with what a person said last; those who wait longest first, the others newest first."""
    last = (
        select(func.max(Message.number))
        .where(Message.conversation_id == PersonTalk.conversation_id, Message.author != "bot-note")
        .correlate(PersonTalk)
        .scalar_subquery()
    )
    statement = (
        select(PersonTalk, Conversation.flow, Lead, User.name, Message.text, Message.author)
        .join(Conversation, Conversation.id == PersonTalk.conversation_id)
        .outerjoin(Lead, Lead.id == Conversation.lead_id)
        .outerjoin(User, User.id == PersonTalk.user_id)
        .outerjoin(
            Message,
            (Message.conversation_id == PersonTalk.conversation_id) & (Message.number == last),
        )
        .where(PersonTalk.state == state, Conversation.preview.is_(False))
        .limit(PAGE)
    )
    if state == DONE:
        return statement.order_by(PersonTalk.done_at.desc())
    return statement.where(PersonTalk.done_at.is_(None)).order_by(PersonTalk.wanted_at)
