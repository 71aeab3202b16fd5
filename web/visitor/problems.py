"""When a page cannot be shown: in the visitor's language, saying what to do, nothing typed lost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, g, make_response, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from bot.model import Flow
from web.conversations.errors import ConversationError
from web.site import site
from web.visitor import blueprint
from web.visitor.accent import accents, parse_colour
from web.visitor.posted import FRAGMENT, wants_fragment
from web.visitor.rendering import asset
from web.visitor.surface import mode_of
from web.visitor.visiting import Given, wanted_languages
from web.words import LANGUAGES, direction, word

_log = logging.getLogger("lodestone.web")

#: The words of each error, by the name of its class; others go by their status.
WORDS = {
    "ConversationNotFound": "gone",
    "FlowNotFound": "not_found",
    "FlowClosed": "closed",
    "QuotaMet": "quota",
    "PlacesTaken": "places",
    "AlreadyTaken": "taken",
    "TooLarge": "large",
    "DatabaseBusy": "busy",
    "StorageFull": "busy",
}
WORDS_BY_STATUS = {404: "not_found", 405: "not_found", 410: "closed", 413: "large", 429: "often"}

#: Errors after which sending the same again may work.
PASSING = frozenset({429, 503, 507})


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What the template of a problem needs; it stands in for a conversation's `Page`."""

    key: str
    language: str
    surface: str
    mode: str
    path: str
    accent: str | None
    kept: tuple[tuple[str, str], ...]  # what was posted, to be sent once more

    noindex = True
    styles = ()
    description = ""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    @property
    def title(self) -> str:
        """The heading, which is the document's title too."""
        return word(f"{self.key}_title", self.language)

    @property
    def text(self) -> str:
        """What happened and what to do."""
        return word(f"{self.key}_text", self.language)

    @property
    def scripts(self) -> tuple[str, ...]:
        """Scripts besides flow.js."""
        return ("frame.js",) if self.surface == "frame" else ()

    @property
    def can_start_again(self) -> bool:
        """True when a new conversation is what helps."""
        return self.key in ("gone", "wrong", "large")

    @property
    def accent_light(self) -> Markup:
        """CSS variables of the light scheme."""
        return accents(self.accent)[0].variables

    @property
    def accent_dark(self) -> Markup:
        """CSS variables of the dark scheme."""
        return accents(self.accent)[1].variables


@blueprint.errorhandler(ConversationError)
def conversation_problem(error: ConversationError) -> Response:
    """An error of the conversation, by its kind."""
    return _answer(WORDS.get(type(error).__name__, "wrong"), error.status)


@blueprint.errorhandler(HTTPException)
def http_problem(error: HTTPException) -> Response:
    """An error of the request; redirects and the like pass."""
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    return _answer(WORDS_BY_STATUS.get(error.code, "wrong"), error.code)


@blueprint.errorhandler(Exception)
def unforeseen(error: Exception) -> Response:
    """A fault of ours: told in the log, and to the visitor without its insides."""
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    _log.exception("visitor_page_failed", extra={"path": request.path})
    return _answer("wrong", 500)


def _answer(key: str, status: int) -> Response:
    page = _page(key, status)
    if page.surface == "frame":
        # A page that embeds a flow that is gone has to be able to show that it is.
        g.csp = {"frame-ancestors": "*"}
    script = wants_fragment()
    if script and status not in PASSING and status < 500:
        html = render_template("visitor/problem_main.html", p=page, t=_words(page), asset=asset)
        response = make_response(html, status)
        response.headers["Content-Type"] = f"{FRAGMENT}; charset=utf-8"
    else:
        html = render_template("visitor/problem.html", p=page, t=_words(page), asset=asset)
        response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(key: str, status: int) -> ProblemPage:
    given = Given.in_request() if status != 413 else Given({})
    again = request.method == "POST" and status in PASSING
    arguments = request.view_args or {}
    flow = _published(str(arguments.get("flow", "")))
    return ProblemPage(
        key=key,
        language=_language(given),
        surface="frame" if request.path.endswith("/frame") else "page",
        mode=mode_of(given),
        path=request.path,
        accent=parse_colour(given.get("accent")) or (flow.brand.accent if flow else None),
        kept=tuple(request.form.items(multi=True)) if again else (),
    )


def _published(name: str) -> Flow | None:
    found = site().library.flows.get(name)
    return found.flow if found else None


def _language(given: Given) -> str:
    """The visitor's language among those that the interface speaks."""
    for tag in wanted_languages(given).split(","):
        base = tag.lower().split("-")[0]
        if base in LANGUAGES:
            return base
    return "en"


def _words(page: ProblemPage) -> Callable[..., str]:
    def said(key: str, **values: object) -> str:
        return word(key, page.language, **values)

    return said
