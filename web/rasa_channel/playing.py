"""A Rasa client's message becomes a turn, by the engine that plays for every surface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import request

from bot.words import say
from store.types import now
from store.writing import read_connection
from web import conversations
from web.api.conversations import UTM
from web.api.problems import Problem
from web.conversations import Reply, Visit
from web.conversations.errors import ConversationNotFound
from web.conversations.faults import mind_faults
from web.conversations.request import Request
from web.rasa_channel.bodies import Command, RasaMessage, command_of
from web.rasa_channel.senders import Sender, Standing
from web.site import site
from web.visits import device_of

#: Within which the same words again are the same message sent twice: nobody reads so fast.
TWICE = timedelta(seconds=2)

#: What Rasa bots call yes and no.
_INTENTS = {"affirm": "yes", "deny": "no"}


class PagesOnly(Exception):
    """The flow asks for a proof of work, which only its own pages can do."""

    def __init__(self, flow: str) -> None:
        super().__init__(flow)
        self.flow = flow


@dataclass(frozen=True, slots=True)
class Player:
    """One message of one sender."""

    sender: Sender
    body: RasaMessage

    def play(self) -> tuple[Reply, Reply | None]:
        """What comes of it, and where the conversation stood before. Raises `Problem`,
        `PagesOnly` and the conversation's errors."""
        command = command_of(self.body.message)
        standing = self._standing()
        if standing is None:
            return self._begin(command, 0), None
        if not self.sender.goes_on(standing, now()) or _wants_anew(command, standing):
            return self._begin(command, standing.number + 1, standing.flow), None
        try:
            before = conversations.current(standing.token)
            return self._go_on(command, standing, before), before
        except ConversationNotFound:  # erased a moment ago
            return self._begin(command, standing.number + 1), None

    @mind_faults
    def _standing(self) -> Standing | None:
        with read_connection() as connection:
            return self.sender.latest(connection)

    # ------------------------------------------------------------ begin

    def _begin(self, command: Command, number: int, before: str | None = None) -> Reply:
        named = command.values.get("name") if command.name == "flow" else None
        if command.name != "restart":
            before = None
        flow = str(named or before or self.body.told.flow or default_flow())
        published = site().library.flow(flow)
        if published is not None and published.flow.settings.proof_of_work:
            raise PagesOnly(flow)
        language = command.values.get("language") if command.name == "flow" else None
        visit = self._visit()
        if isinstance(language, str):
            visit = replace(visit, language=language[:35])
        return conversations.begin(flow, visit, self.sender.token(number))

    def _visit(self) -> Visit:
        told = self.body.told
        agent = request.headers.get("User-Agent", "")[:400]
        utm = {name.removeprefix("utm_"): value for name, value in told.utm.items()}
        return Visit(
            language=told.language or ",".join(tag for tag, _ in request.accept_languages),
            page=told.page,
            referrer=told.referrer,
            utm={name: value for name, value in utm.items() if name in UTM},
            prefill=told.prefill,
            device=device_of(agent),
            address=request.remote_addr or "",
            agent=agent,
            returning_token=self.sender.key.hex(),
        )

    # ------------------------------------------------------------ go on

    def _go_on(self, command: Command, standing: Standing, before: Reply) -> Reply:
        token, values = standing.token, command.values
        turn = _number(values.get("turn"), self.body.told.turn, standing.turn)
        if command.name in ("answer", "skip"):
            value, slot = values.get("value"), values.get("slot")
            if command.name == "answer" and "value" not in values:
                raise Problem(422, "Wrong shape", "message: /answer needs a value.")
            named = slot if isinstance(slot, str) else None
            if named is not None and named == _asked(before):
                turn = standing.turn  # asked again meanwhile, the button is as good as a new one
            return conversations.answer(token, turn, value=value, slot=named)
        if command.name == "back":
            return conversations.back(token, turn, one=True)
        if command.name == "person":
            return conversations.ask_person(token, turn)
        if command.name == "resume":
            return conversations.leave_person(token, turn)
        if command.name in _INTENTS:
            return self._typed(say(_INTENTS[command.name], before.view.language), standing)
        if command.name:  # a greeting, the same flow, an intent that means nothing here
            return before
        return self._typed(command.words, standing)

    def _typed(self, words: str, standing: Standing) -> Reply:
        turn = self.body.told.turn
        if turn is None:
            turn = standing.turn
            same = standing.last_request == Request("text", None, words).digest()
            if same and now() - standing.updated_at < TWICE:
                turn -= 1
        return conversations.answer(standing.token, turn, text=words)


def default_flow() -> str:
    """The flow of those who name none: RASA_FLOW, else the first chat by name. Raises `Problem`."""
    if named := site().settings.rasa_flow:
        return named
    flows = site().library.flows
    found = sorted(flows, key=lambda name: (flows[name].flow.kind != "chat", name))
    if not found:
        raise Problem(404, "Flow not found", "No flow is published.")
    return found[0]


def _wants_anew(command: Command, standing: Standing) -> bool:
    if command.name == "restart":
        return True
    if command.name != "flow":
        return False
    return standing.done or command.values.get("name", standing.flow) != standing.flow


def _asked(reply: Reply) -> str | None:
    screen = reply.view.screen
    return screen.questions[0].slot if screen and screen.questions else None


def _number(*given: Any) -> int:
    """The first that is a turn's number."""
    return next(one for one in given if type(one) is int and 0 <= one <= 1_000_000)
