"""A flow's two surfaces, its own page and the frame: addresses, cookie, answers to browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, g, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from bot.model import Flow
from web.conversations import Reply
from web.visitor import trap
from web.visitor.accent import parse_colour
from web.visitor.again import again_of
from web.visitor.page import Page
from web.visitor.people import talk_shown
from web.visitor.place import COOKIE, Place, keep_place, new_visitor
from web.visitor.posted import FRAGMENT, wants_fragment
from web.visitor.proof import challenge
from web.visitor.rendering import document, fragment
from web.visitor.visiting import Given


@dataclass(frozen=True, slots=True)
class Surface:
    """Where the flow of this name is shown: `page` or `frame`."""

    name: str
    kind: str
    given: Given

    @property
    def path(self) -> str:
        """Its address without a query."""
        return f"/f/{self.name}/frame" if self.kind == "frame" else f"/f/{self.name}"

    def address(self, token: str, **query: object) -> str:
        """Its address for a conversation; in a frame, which has no cookie, it names the token."""
        told: list[tuple[str, object]] = list(self.given.surface())
        if self.kind == "frame" and token:
            told.append(("conversation", token))
        told += [(name, value) for name, value in query.items() if value is not None]
        return f"{self.path}?{urlencode(told)}" if told else self.path

    def fresh_address(self, **query: object) -> str:
        """Its address before a conversation is kept, with all that is known of the visit."""
        told = [*self.given.all(), *query.items()]
        return f"{self.path}?{urlencode(told)}" if told else self.path

    # ------------------------------------------------------------ pages

    def page(self, reply: Reply, **changes: Any) -> Page:
        """The page of a reply."""
        carried = self.given.surface() if reply.stored else self.given.all()
        mark = ("rendered", trap.rendered_mark(reply.token))
        if reply.flow.settings.proof_of_work and not reply.stored:
            changes.setdefault("proof", challenge(reply.token))
        changes.setdefault("again", again_of(reply))
        if reply.person is not None:
            changes["talk"] = talk_shown(reply.token, reply.view.language)
        return Page(
            flow=reply.flow,
            view=reply.view,
            token=reply.token,
            action=self.path,
            stored=reply.stored,
            surface=self.kind,
            mode=mode_of(self.given),
            accent=parse_colour(self.given.get("accent")),
            hidden=(mark, *carried) if not reply.stored else carried,
            address=lambda **query: self.address(reply.token if reply.stored else "", **query),
            **changes,
        )

    def allow_framing(self, flow: Flow) -> None:
        """Let the flow's origins, or any where it names none, hold the frame."""
        if self.kind == "frame":
            origins = " ".join(("'self'", *flow.settings.origins))
            g.csp = {"frame-ancestors": origins if flow.settings.origins else "*"}

    # ------------------------------------------------------------ answers to the browser

    def shown(
        self, page: Page, status: int = 200, events: tuple[str, ...] = (), token: str = ""
    ) -> Response:
        """The page as a document, or as the fragment that flow.js asked for."""
        self.allow_framing(page.flow)
        if wants_fragment():
            response = make_response(fragment(page), status)
            response.headers["Content-Type"] = f"{FRAGMENT}; charset=utf-8"
            response.headers["X-Lodestone-Token"] = token or page.token
            response.headers["X-Lodestone-Turn"] = str(page.turn)
            response.headers["X-Lodestone-Events"] = ",".join(events)
        else:
            response = make_response(document(page), status)
        return _uncached(response)

    def taken(self, reply: Reply, events: tuple[str, ...], place: Place) -> BaseResponse:
        """After a post: the next fragment, or a redirect to the page that shows it."""
        if wants_fragment():
            response: BaseResponse = self.shown(self.page(reply), events=events)
        else:
            anchor = "#now" if reply.flow.kind == "chat" and not reply.view.done else ""
            response = redirect(self.address(reply.token, at=reply.turn) + anchor, 303)
        if self.kind == "page" and isinstance(response, Response):
            visitor = place.visitor or self._visitor(reply.flow)
            keep_place(response, reply.flow, reply.token, visitor, secure=request.is_secure)
        return response

    def _visitor(self, flow: Flow) -> str | None:
        return new_visitor() if flow.settings.once_per == "browser" else None

    def forgotten(self, response: BaseResponse) -> BaseResponse:
        """The same answer without the visitor's place."""
        if isinstance(response, Response) and self.kind == "page":
            response.delete_cookie(COOKIE, path=f"/f/{self.name}")
        return response


def mode_of(given: Given) -> str:
    """The embed's mode, or "" for one that there is not."""
    mode = given.get("mode") or ""
    return mode if mode in ("inline", "bubble", "popup", "drawer", "page") else ""


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    return response
