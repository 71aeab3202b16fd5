"""How a conversation begins: the gate, the language, the first walk. Nothing is kept here."""

from __future__ import annotations

from bot import engine
from bot.errors import AuthorError
from bot.events import Start
from bot.model import Flow
from store.types import now
from web.conversations import gates
from web.conversations.errors import FlowBroken
from web.conversations.flow_book import Pinned
from web.conversations.recognising import known_at_start
from web.conversations.turn import Turn
from web.conversations.visit import Visit


def begun(token: str, pinned: Pinned, visit: Visit, *, answering: bool = False) -> Turn:
    """The first turn; `answering` from a page that was shown before (see `gates.check_open`).
    Raises `FlowClosed`, `QuotaMet`, `AlreadyTaken`, `FlowBroken`."""
    at = now()
    gates.check_open(pinned.flow, visit, at, answering=answering)
    try:
        start = _start(pinned.flow, visit, token, at.date().isoformat())
        session, effects = engine.advance(pinned.flow, None, start)
    except AuthorError as error:
        raise FlowBroken from error
    return Turn(
        token=token,
        pinned=pinned,
        visit=visit,
        kept=None,
        before=None,
        session=session,
        effects=effects,
        digest=None,
        at=at,
    )


def language_for(flow: Flow, wanted: str | None) -> str:
    """The flow's language that fits the visitor's best; else its first.

    `wanted` is a tag, or an Accept-Language list in order of liking.
    """
    by_tag = {language.lower(): language for language in flow.languages}
    by_base = {language.lower().split("-")[0]: language for language in reversed(flow.languages)}
    for part in (wanted or "").lower().replace("_", "-").split(","):
        tag = part.split(";")[0].strip()
        if found := by_tag.get(tag) or by_base.get(tag.split("-")[0]):
            return found
    return flow.language


def _start(flow: Flow, visit: Visit, token: str, today: str) -> Start:
    language = language_for(flow, visit.language)
    context: dict[str, str | bool | None] = {
        "visitor.language": language,
        "visitor.device": visit.device,
        "visitor.returning": visit.returning,
        "visitor.seed": token,
        "page.url": visit.page,
    }
    context |= {f"utm.{name}": value for name, value in visit.utm.items()}
    known = known_at_start(visit.confirmed_lead)
    return Start(
        language=language, today=today, context=context, prefill=dict(visit.prefill), **known
    )
