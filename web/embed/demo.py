"""The demo landing page: a page like a customer's, carrying three embeds and nothing inline."""

from __future__ import annotations

from flask import Response, g, make_response, render_template, request

from bot.texts import plain_text
from web.embed import blueprint
from web.embed.demo_words import WORDS
from web.limits import limiter
from web.site import site

#: The three embeds of the page: chat, quiz, calculator.
CHAT, QUIZ, CALCULATOR = "plan-finder", "marketer-type", "roi"


@blueprint.get("/")
@limiter.exempt
def demo() -> Response:
    """The landing page (anyone)."""
    language = request.args.get("language") or request.accept_languages.best_match(list(WORDS))
    if language not in WORDS:
        language = "en"
    flows = site().library.flows
    others = [
        (name, flows[name].flow)
        for name in sorted(flows)
        if name not in (CHAT, QUIZ, CALCULATOR) and not name.startswith("_")
    ]
    g.csp = {"img-src": "'self'", "connect-src": "'none'"}
    page = render_template(
        "embed/demo.html",
        language=language,
        languages={"en": "English", "tr": "Türkçe", "pl": "Polski"},
        words=WORDS[language],
        chat=CHAT if CHAT in flows else None,
        quiz=QUIZ if QUIZ in flows else None,
        calculator=CALCULATOR if CALCULATOR in flows else None,
        others=[(name, flow.kind, plain_text(flow.title, language)) for name, flow in others],
    )
    response = make_response(page)
    response.headers["Vary"] = "Accept-Language"
    return response
