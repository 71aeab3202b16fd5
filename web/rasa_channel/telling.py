"""A turn as the messages a Rasa bot would send: texts, pictures, buttons that carry answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urljoin

from flask import request

from bot.words import say
from web.api.turns import turn_of
from web.conversations import Reply
from web.conversations.talks import OPEN
from web.rasa_channel.bodies import payload
from web.site import site
from web.words import word

Message = dict[str, Any]

#: Types whose options are buttons; those of others are listed, to be typed.
_BUTTONS = frozenset({"choice", "yes_no", "picture", "timeframe"})
_LISTED = frozenset({"multi_choice", "ranking"})
_STEPS = frozenset({"rating", "nps", "scale"})
#: Types that only the flow's own page can ask.
_ON_PAGE = frozenset({"file", "matrix"})

#: More steps than these are typed.
_MOST_STEPS = 11


def messages_of(
    reply: Reply, notice: str | None = None, before: Reply | None = None, after: int = 0
) -> list[Message]:
    """All that is said and asked now: `notice` first, and of a talk with a person what came after
    that number. Where a question is only asked again, what was said `before` is not repeated."""
    turn = turn_of(reply)
    said = _texts(notice) if notice else []
    stood = before is not None and before.view.messages == reply.view.messages
    asked_again = reply.view.notice is not None or reply.person is not None
    again = notice is not None or (stood and asked_again)
    for message in turn["messages"]:
        if message["type"] in ("notice", "answer"):
            said += _said(message) if message["text"] != notice else []
        elif not again:
            said += _said(message)
    if turn.get("person"):
        said += _person(turn["person"], reply, before, after)
    if turn["question"] is not None:
        said += _asked(turn["question"], reply, said)
    if turn["result"] is not None:
        said += _result(turn["result"], reply)
    return said


def whole_turn(reply: Reply) -> Message:
    """The turn as the API gives it, without its key, for clients that want more than texts."""
    turn = turn_of(reply)
    del turn["conversation"]
    return {"custom": {"lodestone": turn}}


def page_address(flow: str, token: str = "") -> str:
    """A flow's own page."""
    path = f"/f/{quote(flow)}" + (f"?conversation={token}" if token else "")
    return urljoin(site().settings.base_url or request.host_url, path)


# ---------------------------------------------------------------- what is said


def _texts(text: str) -> list[Message]:
    """One message a paragraph, as Rasa sends them."""
    return [{"text": part.strip()} for part in text.split("\n\n") if part.strip()]


def _said(message: dict[str, Any]) -> list[Message]:
    said = _texts(message["text"])
    if message.get("image"):
        said.append({"image": message["image"]})
    if message.get("video"):
        said.append({"text": message["video"]})
    if message.get("button"):
        said += _link(message["button"])
    return said


def _link(button: dict[str, Any]) -> list[Message]:
    """Where a button leads: an address to open, or another flow to play here."""
    if button["url"]:
        return [{"text": f"{button['label']}: {button['url']}"}]
    begin = payload("flow", name=button["flow"])
    return [{"text": button["label"], "buttons": [_button(button["label"], begin)]}]


def _button(title: str, sends: str) -> dict[str, str]:
    return {"title": title, "payload": sends}


def _person(
    person: dict[str, Any], reply: Reply, before: Reply | None, after: int
) -> list[Message]:
    """What a person and the bot said since the visitor was last told, or after that number."""
    lines = person["messages"]
    own = [line for line in lines if line["author"] == "visitor"]
    writes = reply.person in OPEN and before is not None and before.turn != reply.turn
    own = own[:-1] if writes else own
    fresh = before is None or before.person is None or not own
    # What the bot noted with the visitor's words came in the answer to them.
    told = None if fresh or after else own[-1]
    after = after or (0 if told is None else told["id"])
    said: list[Message] = []
    for line in lines:
        known = told is not None and line["at"] == told["at"]
        if line["id"] > after and line["author"] != "visitor" and not known:
            name = f"{line['name']}: " if line["name"] else ""
            said.append({"text": name + line["text"]})
    if reply.person in OPEN and said:
        resume = _button(word("person_go_on", reply.view.language), payload("resume"))
        said[-1] = {**said[-1], "buttons": [resume]}
    return said


# ---------------------------------------------------------------- what is asked


def _asked(question: dict[str, Any], reply: Reply, said: list[Message]) -> list[Message]:
    replies = [_button(one["label"], one["label"]) for one in question.get("replies", ())]
    if question.get("confirm") and said:  # said back as a notice: only a yes or a no is wanted
        said[-1] = {**said[-1], "buttons": replies}
        return []
    kind, language = question["type"], reply.view.language
    lines = [question["text"]]
    if question.get("help"):
        lines.append(question["help"])
    if kind in _LISTED:
        lines += [f"• {option['label']}" for option in question["options"]]
    if kind == "multi_choice":
        lines.append(word("choose_several", language))
    if kind in _ON_PAGE:
        lines.append(f"{word('continue', language)}: {page_address(reply.flow.name, reply.token)}")
    buttons = _answers(question, reply.turn, language) + replies
    if not question["required"] and not any(one.kind == "skip" for one in reply.view.replies):
        skip = payload("skip", turn=reply.turn, slot=question["slot"])
        buttons.append(_button(word("skip", language), skip))
    shown: Message = {"text": "\n".join(lines)}
    if buttons:
        shown["buttons"] = buttons
    pictures = [option["image"] for option in question["options"] if option.get("image")]
    return [*({"image": picture} for picture in pictures), shown]


def _answers(question: dict[str, Any], turn: int, language: str) -> list[dict[str, str]]:
    """The buttons that answer a question; each names its turn: a second tap does nothing."""

    def answering(label: str, value: Any) -> dict[str, str]:
        return _button(label, payload("answer", turn=turn, slot=question["slot"], value=value))

    kind = question["type"]
    if kind in _BUTTONS:
        return [
            answering(option["label"], option["value"])
            for option in question["options"]
            if not option.get("other")
        ]
    if kind == "consent":
        return [answering(say("yes", language), True), answering(say("no", language), False)]
    if kind in _STEPS:
        low, high, step = question["min"], question["max"], question.get("step") or 1
        count = int((high - low) / step) + 1
        values = [low + number * step for number in range(count)] if count <= _MOST_STEPS else []
        return [answering(f"{value:g}", value) for value in values]
    return []


# ---------------------------------------------------------------- how it ends


def _result(result: dict[str, Any], reply: Reply) -> list[Message]:
    said = _texts(result["title"]) + _texts(result["text"] or "")
    lines = [f"{line['label']}: {line['shown']}" for line in result["results"]]
    said += [{"text": "\n".join(lines)}] if lines else []
    for product in result.get("products", ()):
        said += _product(product)
    if result.get("offer"):
        said += _offer(result["offer"])
    if result.get("button"):
        said += _link(result["button"])
    ends: list[dict[str, str]] = []
    language = reply.view.language
    if result.get("flow"):
        ends.append(_button(word("continue", language), payload("flow", name=result["flow"])))
    if reply.flow.settings.once_per == "none":
        ends.append(_button(word("start_again", language), payload("restart")))
    if ends and said:
        last = said[-1]
        said[-1] = {**last, "buttons": [*last.get("buttons", ()), *ends]}
    return said


def _product(product: dict[str, Any]) -> list[Message]:
    title = " · ".join(part for part in (product["title"], product["price"]) if part)
    lines = [title, product["text"], *product["reasons"], product["url"]]
    said: list[Message] = [{"image": product["image"]}] if product["image"] else []
    return [*said, {"text": "\n".join(line for line in lines if line)}]


def _offer(offer: dict[str, Any]) -> list[Message]:
    lines = [offer["title"], offer["text"], offer["code"]]
    if offer["url"]:
        lines.append(f"{offer['button']}: {offer['url']}" if offer["button"] else offer["url"])
    return [{"text": "\n".join(line for line in lines if line)}]
