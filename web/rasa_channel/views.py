"""The routes: a message in, what the bot says to it out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask import Response, request

from web.api.bodies import read_body
from web.conversations.errors import (
    AlreadyTaken,
    BadAnswerGiven,
    ConversationError,
    FlowClosed,
    PlacesTaken,
    QuotaMet,
    TooLarge,
    WrongTurn,
)
from web.limits import limit_visitors
from web.rasa_channel import blueprint
from web.rasa_channel.bodies import RasaMessage
from web.rasa_channel.playing import PagesOnly, Player
from web.rasa_channel.senders import sender_of
from web.rasa_channel.telling import Message, messages_of, page_address, whole_turn
from web.words import LANGUAGES, word

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: What the visitor is told instead of an error: the words' key by the error's class.
_SAID: dict[type[ConversationError], str] = {
    PlacesTaken: "places",
    QuotaMet: "quota",
    FlowClosed: "closed",
    AlreadyTaken: "taken",
    TooLarge: "large",
}


@blueprint.get("/", strict_slashes=False)
def health() -> Response:
    """The channel is there (anyone)."""
    return Response('{"status":"ok"}', mimetype="application/json")


@blueprint.post("/webhook")
@limit_visitors
def webhook() -> Response:
    """Take a message and say what follows (whoever knows the sender)."""
    body = read_body(RasaMessage)
    agent = request.headers.get("User-Agent", "")[:400]
    sender = sender_of(body.sender, request.remote_addr or "", agent)
    said = _what_follows(Player(sender, body), body)
    messages = [{"recipient_id": body.sender, **message} for message in said]
    if request.args.get("stream") == "true":  # a message a line, as Rasa streams them
        lines = "".join(_encode(message) + "\n" for message in messages)
        return Response(lines, mimetype="text/event-stream")
    return Response(_encode(messages), mimetype="application/json")


def _what_follows(player: Player, body: RasaMessage) -> Iterable[Message]:
    """The bot's messages; what only concerns the visitor is one of them, in their language."""
    notice, before = None, None
    try:
        reply, before = player.play()
    except BadAnswerGiven as error:
        reply, notice = error.reply, error.detail
    except WrongTurn as error:
        reply = error.reply
        notice = word("moved_on", reply.view.language)
    except PagesOnly as error:
        return [{"text": page_address(error.flow)}]
    except tuple(_SAID) as error:
        key, language = _SAID[type(error)], _language(body)
        return [{"text": f"{word(f'{key}_title', language)}. {word(f'{key}_text', language)}"}]
    said = messages_of(reply, notice, before, body.told.after)
    return [*said, whole_turn(reply)] if body.told.custom else said


def _language(body: RasaMessage) -> str:
    wanted = [body.told.language or "", *(tag for tag, _ in request.accept_languages)]
    spoken = (tag.lower().split("-")[0] for tag in wanted)
    return next((tag for tag in spoken if tag in LANGUAGES), "en")
