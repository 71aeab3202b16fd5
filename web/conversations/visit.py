"""What the turn's path takes and gives: a visit in, a reply out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.effects import View
from bot.model import Flow
from bot.session import Session


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of the visitor at this request.

    `utm` has the keys source, medium, campaign, content, term. `suspicion` names what speaks for a
    bot (honeypot, too_fast, agent, rate). `returning_token` is the browser's own random token,
    where the page has one, for flows with `once_per: browser`; its digest is kept.
    """

    language: str | None = None
    page: str | None = None
    referrer: str | None = None
    utm: Mapping[str, str] = field(default_factory=dict)
    click_ids: Mapping[str, str] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)
    device: str = "computer"  # phone, tablet or computer
    returning: bool = False
    address: str = ""  # used by the caller; never kept
    agent: str = ""
    suspicion: tuple[str, ...] = ()
    preview: bool = False  # the author is looking: nothing counts, no lead is made
    returning_token: str | None = None
    confirmed_lead: int | None = None  # whose person this browser is proven to be


@dataclass(frozen=True, slots=True)
class Reply:
    """Where the conversation stands after a request."""

    token: str
    turn: int
    flow: Flow
    view: View
    session: Session
    stored: bool
    lead: bool = False  # this turn made or found a lead
    completed: bool = False  # this turn ended it
    suspected: bool = False
    person: str | None = None  # waited for, there, or was; see store.messages


def new_token() -> str:
    """An unguessable name for a conversation; nothing is kept by making one."""
    return secrets.token_urlsafe(24)
