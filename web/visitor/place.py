"""Where the visitor was: the cookie of a flow's own page. It is set with the first answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Request, Response

from bot.model import Flow
from web.visitor.posted import sound_token

COOKIE = "lodestone"
SECONDS = 180 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Place:
    """The conversation's token and, for flows played once a browser, the browser's own."""

    token: str = ""
    visitor: str | None = None


def place_of(request: Request) -> Place:
    """What the cookie says."""
    token, _, visitor = request.cookies.get(COOKIE, "").partition(".")
    return Place(sound_token(token), sound_token(visitor) or None)


def new_visitor() -> str:
    """A browser's own token."""
    return secrets.token_urlsafe(18)


def keep_place(
    response: Response, flow: Flow, token: str, visitor: str | None, *, secure: bool
) -> None:
    """Set the cookie; where a flow is not to be resumed it goes with the browser's window."""
    response.set_cookie(
        COOKIE,
        f"{token}.{visitor}" if visitor else token,
        max_age=SECONDS if flow.settings.resume else None,
        path=f"/f/{flow.name}",
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
