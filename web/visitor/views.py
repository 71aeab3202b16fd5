"""The routes: a flow's own page, its frame, its media."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, redirect, request, send_from_directory
from werkzeug.wrappers import Response as BaseResponse

from bot import engine
from web import conversations
from web.behaviour.own_pages import note_view
from web.conversations import Reply
from web.conversations.errors import (
    AlreadyTaken,
    BadAnswerGiven,
    ConversationNotFound,
    TooLarge,
    WrongTurn,
)
from web.limits import limit_visitors
from web.site import site
from web.visitor import blueprint
from web.visitor.place import place_of
from web.visitor.posted import Posted, posted_fields, sound_token, wants_fragment
from web.visitor.proof import ProofMissing, challenge, proof_word
from web.visitor.surface import Surface
from web.visitor.taking import NotTaken, Taker, events_of, has_cover
from web.visitor.visiting import Given, first_given, is_preview, visit_of
from web.words import word


@blueprint.get("/f/<flow>")
@blueprint.get("/f/<flow>/", strict_slashes=False)
def own_page(flow: str) -> BaseResponse:
    """A flow's own page (anyone)."""
    given = first_given()
    response = _show(Surface(flow, "page", given))
    if response.status_code == 200 and "at" not in request.args and not is_preview(given):
        note_view(flow, place_of(request).token)
    return response


@blueprint.get("/f/<flow>/frame")
def frame(flow: str) -> BaseResponse:
    """The same for an iframe (anyone, in the flow's origins)."""
    return _show(Surface(flow, "frame", first_given()))


@blueprint.post("/f/<flow>")
@limit_visitors
def take_on_page(flow: str) -> BaseResponse:
    """Answer, go back, edit, skip or start on the own page (whoever holds the token)."""
    return _take(Surface(flow, "page", Given.in_request()))


@blueprint.post("/f/<flow>/frame")
@limit_visitors
def take_in_frame(flow: str) -> BaseResponse:
    """The same in the frame."""
    return _take(Surface(flow, "frame", Given.in_request()))


@blueprint.get("/media/<path:name>")
def media_file(name: str) -> Response:
    """A picture of flows/media (anyone)."""
    response = send_from_directory(site().settings.flows_dir / "media", name, max_age=3600)
    # An SVG opened on its own could hold script: it gets no rights at all.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    return response


# ---------------------------------------------------------------- show


def _show(surface: Surface) -> BaseResponse:
    place = place_of(request)
    named = request.args.get("conversation", "")
    came_back = "at" not in request.args and "edit" not in request.args
    token = sound_token(named) if named or surface.kind == "frame" else place.token
    if named and not token:
        raise ConversationNotFound
    if token:
        found = _kept(surface, token, named=bool(named), came_back=came_back)
        if found is not None:
            return _resumed(surface, found, came_back=came_back)
    reply = conversations.preview(surface.name, visit_of(surface.given, (), place.visitor))
    covered = has_cover(reply.flow) and "start" not in request.args
    response: BaseResponse = surface.shown(surface.page(reply, shows_cover=covered))
    return surface.forgotten(response) if token else response


def _kept(surface: Surface, token: str, *, named: bool, came_back: bool) -> Reply | None:
    """The conversation to resume. A cookie's one that is gone, or not to be resumed, is none."""
    try:
        reply = conversations.current(token)
    except ConversationNotFound:
        if named:
            raise
        return None
    if reply.flow.name != surface.name:
        if named:
            raise ConversationNotFound
        return None
    resumes = named or reply.flow.settings.resume or not came_back
    return reply if resumes else None


def _resumed(surface: Surface, reply: Reply, *, came_back: bool) -> BaseResponse:
    slot = request.args.get("edit", "")
    changes: dict[str, Any] = {}
    if slot and reply.flow.settings.back:
        changes["edited"] = engine.asked_again(reply.flow, reply.session, slot)
    elif came_back:
        changes["resumed"] = True
    return surface.shown(surface.page(reply, **changes))


# ---------------------------------------------------------------- take


def _take(surface: Surface) -> BaseResponse:
    posted, place = Posted.in_request(), place_of(request)
    if posted.do == "restart":
        _refuse_again(surface.name, posted.token)
    if posted.do in ("start", "restart"):
        return _started(surface, anew=posted.do == "restart")
    taker = Taker(surface.name, posted, surface.given, place)
    before = taker.before()
    if before.flow.name != surface.name:
        raise ConversationNotFound
    try:
        after = taker.take(before)
    except NotTaken as error:
        return _again(surface, before, error.wrong, error.posted)
    except BadAnswerGiven as error:
        wrong = dict(error.errors or {}) or {error.slot or _first_slot(before): error.detail}
        return _again(surface, before, wrong, posted_fields())
    except ProofMissing:
        wrong = {_first_slot(before): proof_word("missing", before.view.language)}
        return _again(surface, before, wrong, posted_fields(), proof=challenge(posted.token))
    except TooLarge:
        wrong = {_first_slot(before): word("large_text", before.view.language)}
        return _again(surface, before, wrong, posted_fields(), 413)
    except WrongTurn as error:
        notice = word("moved_on", error.reply.view.language)
        return surface.shown(surface.page(error.reply, said_notice=notice), 409)
    return surface.taken(after, events_of(posted, before, after), place)


def _refuse_again(flow: str, token: str) -> None:
    """Raise `AlreadyTaken` for a flow that is for once and that this conversation has finished.

    A frame's browser has no cookie to be known by: there it is the conversation, which the host
    page keeps and names, that says what was done."""
    try:
        reply = conversations.current(token) if token else None
    except ConversationNotFound:
        return
    if reply is None or reply.flow.name != flow or not reply.view.done:
        return
    if reply.flow.settings.once_per == "browser":
        raise AlreadyTaken("browser")


def _started(surface: Surface, *, anew: bool) -> BaseResponse:
    """From the cover to the first question; or all over again, the place forgotten."""
    if not wants_fragment():
        query = {} if anew else {"start": 1}
        response: BaseResponse = redirect(surface.fresh_address(**query), 303)
        return surface.forgotten(response) if anew else response
    place = place_of(request)
    reply = conversations.preview(surface.name, visit_of(surface.given, (), place.visitor))
    page = surface.page(reply, shows_cover=anew and has_cover(reply.flow))
    response = surface.shown(page, events=("forget",) if anew else ("start",))
    return surface.forgotten(response) if anew else response


def _again(
    surface: Surface,
    before: Reply,
    wrong: dict[str, str],
    posted: dict[str, list[str]],
    status: int = 422,
    **changes: Any,
) -> BaseResponse:
    """The same screen with what is wrong and all that was typed."""
    changes |= {"wrong": wrong, "posted": posted}
    edited = posted.get("edit", [""])[0]
    if edited:
        changes["edited"] = engine.asked_again(before.flow, before.session, edited)
    if not before.stored:  # a preview has a token of its own; the page's stays
        before = replace(before, token=posted["token"][0])
    return surface.shown(surface.page(before, **changes), status)


def _first_slot(reply: Reply) -> str:
    screen = reply.view.screen
    return screen.questions[0].slot if screen else ""
