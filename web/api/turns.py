"""A conversation's turn as the API shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from flask import request

from bot.effects import (
    AnswerShown,
    Asked,
    AskedOption,
    Ending,
    Message,
    OfferCard,
    ProductCard,
    Screen,
    View,
)
from bot.model import Json
from web.api.persons import talk_shown
from web.conversations import Reply
from web.conversations.talks import OPEN
from web.site import site
from web.visitor.rendering import media

#: Members of a question given only when the flow sets them.
_OPTIONAL = (
    "help",
    "why",
    "placeholder",
    "minimum",
    "maximum",
    "step",
    "decimals",
    "unit",
    "currency",
    "low",
    "high",
    "purpose",
    "max_mb",
)
_SPELLING = {"minimum": "min", "maximum": "max"}


def turn_of(reply: Reply) -> dict[str, Any]:
    """The turn: what is said, what is asked (one question at a time, in any kind), how far."""
    view = reply.view
    screen = view.screen if reply.person not in OPEN else None
    shown = {
        "conversation": reply.token,
        "turn": reply.turn,
        "language": view.language,
        "messages": _messages(view),
        "question": _asked_now(view, screen),
        "progress": {"answered": view.progress.answered, "expected": view.progress.expected},
        "done": view.done,
        "result": result_of(view.ending) if view.ending else None,
    }
    if view.done and view.replies:
        shown["replies"] = _replies(view)
    if reply.person is not None:
        shown["person"] = talk_shown(reply.token)
    return shown


def _asked_now(view: View, screen: Screen | None) -> dict[str, Any] | None:
    """The question with what was said back of the words typed and the buttons beside it."""
    if screen is None or not screen.questions:
        return None
    shown = question_of(screen.questions[0])
    if view.confirm is not None:
        shown["confirm"] = {
            "text": view.confirm.text,
            "values": dict(view.confirm.values),
            "change": view.confirm.change,
        }
    if view.replies:
        shown["replies"] = _replies(view)
    return shown


def _replies(view: View) -> list[dict[str, str]]:
    return [{"kind": one.kind, "label": one.label} for one in view.replies]


def _messages(view: View) -> list[dict[str, Any]]:
    notice, said = view.notice, []
    if view.answer is not None:
        said.append(_answer(view.answer))
        notice = (notice or "").removeprefix(view.answer.text).strip()
    if notice:
        said.append({"type": "notice", "text": notice})
    return said + [_message(message) for message in view.messages]


def _answer(answer: AnswerShown) -> dict[str, Any]:
    """What the visitor asked in between is answered."""
    shown: dict[str, Any] = {"type": "answer", "text": answer.text}
    if answer.button is not None:
        button = answer.button
        shown["button"] = {"label": button.label, "url": button.url, "flow": button.flow}
    return shown


def _message(message: Message) -> dict[str, Any]:
    kind = "video" if message.video else "image" if message.image and not message.text else "text"
    shown: dict[str, Any] = {"type": kind, "text": message.text}
    if message.image:
        shown["image"] = _address(message.image)
    if message.video:
        shown["video"] = _address(message.video)
    return shown


def _option(option: AskedOption) -> dict[str, Any]:
    shown: dict[str, Any] = {"value": option.value, "label": option.label}
    if option.image:
        shown["image"] = _address(option.image)
    if option.other:
        shown["other"] = True
    return shown


def question_of(asked: Asked) -> dict[str, Any]:
    """One question with its options; bounds and texts only where the flow sets them."""
    shown: dict[str, Any] = {
        "slot": asked.slot,
        "type": asked.type,
        "text": asked.text,
        "options": [_option(option) for option in asked.options],
        "required": asked.required,
    }
    for name in _OPTIONAL:
        value = getattr(asked, name)
        if value is not None:
            shown[_SPELLING.get(name, name)] = value
    if asked.value is not None:
        shown["value"] = _as_sent(asked)
    if asked.rows:
        shown["rows"] = [_option(row) for row in asked.rows]
        shown["columns"] = [_option(column) for column in asked.columns]
    if asked.accept:
        shown["accept"] = list(asked.accept)
    return shown


def _as_sent(asked: Asked) -> Json:
    """The value as `answers` takes it back: a percent as people write it, not as a fraction."""
    if asked.type == "percent" and isinstance(asked.value, int | float):
        return float(f"{asked.value * 100:.15g}")
    return asked.value


def _address(name: str) -> str:
    """A picture's whole address: other sites show it too."""
    return urljoin(site().settings.base_url or request.host_url, media(name))


def result_of(ending: Ending) -> dict[str, Any]:
    """The outcome with its computed lines, products and offer; what it lacks is left out."""
    shown: dict[str, Any] = {
        "outcome": ending.outcome,
        "title": ending.title,
        "text": ending.text,
        "results": [
            {"label": line.label, "value": line.value, "shown": line.shown, "format": line.format}
            for line in ending.results
        ],
    }
    button = ending.button
    more: dict[str, Any] = {
        "products": [_product(card) for card in ending.products] or None,
        "offer": _offer(ending.offer) if ending.offer else None,
        "button": (
            {"label": button.label, "url": button.url, "flow": button.flow} if button else None
        ),
        "grade": ending.grade,
        "categories": dict(ending.categories) or None,
        "flow": ending.link or None,
    }
    return shown | {name: value for name, value in more.items() if value is not None}


def _product(card: ProductCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "text": card.text,
        "price": card.price,
        "url": card.url,
        "image": _address(card.image) if card.image else None,
        "reasons": list(card.reasons),
    }


def _offer(offer: OfferCard) -> dict[str, Any]:
    return {
        "id": offer.id,
        "type": offer.type,
        "title": offer.title,
        "text": offer.text,
        "button": offer.button,
        "url": offer.url,
        "code": offer.code,
    }
