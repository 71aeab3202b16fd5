"""A talk with a person on the visitor's page: what was said, and what is new since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from bot.effects import Message
from store.types import now
from store.writing import read_connection
from web import live
from web.conversations import talks
from web.conversations.errors import ConversationNotFound
from web.conversations.faults import mind_faults
from web.conversations.talks import OPEN, Spoken, Talk
from web.limits import WAITING, limiter
from web.visitor import blueprint
from web.visitor.posted import FRAGMENT, sound_token
from web.words import word


@dataclass(frozen=True, slots=True)
class TalkShown:
    """A talk as the templates read it."""

    language: str
    state: str
    name: str | None  # the member of staff's who has it
    said: Sequence[Spoken]

    @property
    def is_open(self) -> bool:
        """Whether what is typed goes to a person."""
        return self.state in OPEN

    @property
    def last(self) -> int:
        """The number of the last message shown."""
        return self.said[-1].number if self.said else 0

    @property
    def you(self) -> str:
        """What the visitor is called, for those who hear the page."""
        return word("you", self.language)

    @property
    def heading(self) -> str:
        """Who is waited for or there."""
        if self.state == "talking":
            return word("person_there", self.language, name=self.someone(self.name))
        return word("person_waiting", self.language)

    def someone(self, name: str | None) -> str:
        """What to call a member of staff; those who are gone have no name."""
        return name or word("person_someone", self.language)

    def lines(self, transcript: Sequence[Message], asked: str) -> list[Message | Spoken]:
        """All lines of the log: the flow's, and what was said after each of them.

        A question that was open when the visitor asked for a person is shown before it: it had
        been read. `asked` is the question open now, as Markdown.
        """
        lines: list[Message | Spoken] = []
        shown, before = 0, -1
        for one in self.said:
            place = max(min(one.after_line, len(transcript)), shown)
            lines += transcript[shown:place]
            shown = place
            if one.author == "visitor" and one.after_line != before:
                question = _question_at(transcript, place, asked)
                lines += [question] if question is not None else []
            before = one.after_line
            lines.append(one)
        return [*lines, *transcript[shown:]]


def _question_at(transcript: Sequence[Message], place: int, asked: str) -> Message | None:
    if place < len(transcript):
        return transcript[place] if transcript[place].author == "bot" else None
    return Message(asked, asked) if asked else None


@mind_faults
def talk_shown(token: str, language: str) -> TalkShown | None:
    """The talk of a conversation, if there ever was one."""
    with read_connection() as connection:
        found = talks.talk_of(connection, token)
        said = talks.messages_after(connection, found.conversation_id) if found else ()
    return TalkShown(language, found.state, found.name, said) if found else None


def number_given(name: str) -> int:
    """A whole number of the query; 0 for what is none, and never more than databases count to."""
    return min(max(request.args.get(name, 0, type=int), 0), 2**53)


@blueprint.get("/f/<flow>/people")
@limiter.limit(WAITING)
def news(flow: str) -> Response:
    """What was said after a message (whoever holds the token); `wait` seconds for something new."""
    token = sound_token(request.args.get("conversation", ""))
    found, said = _heard(flow, token, number_given("after"))
    shown = TalkShown(found.language, found.state, found.name, said)
    response = make_response(render_template("visitor/news.html", talk=shown))
    response.headers["Content-Type"] = f"{FRAGMENT}; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = str(live.pause(found.wanted_at, now()))
    if found.is_open and not said and request.args.get("state") == found.state:
        seconds = number_given("wait")
        live.wait_for_news(found.conversation_id, found.messages, found.state, seconds)
    return response


@mind_faults
def _heard(flow: str, token: str, after: int) -> tuple[Talk, list[Spoken]]:
    with read_connection() as connection:
        found = talks.talk_of(connection, token) if token else None
        if found is None or found.flow != flow:
            raise ConversationNotFound
        return found, talks.messages_after(connection, found.conversation_id, after)
