"""The application factory: settings in, a Flask site with everything registered out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from flask import Flask, Response
from flask_compress import Compress
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from actions.runner import Runner
from bot.library import Library
from outreach.carriers import Carriers, set_up
from outreach.mail import mail_server
from outreach.sms import gateway
from store.database import configure, db
from web import limit_counts, security
from web.limits import limiter
from web.logs import set_up_logs
from web.sessions import StudioSessions
from web.settings import Settings, SettingsError, load_settings, secret_of
from web.site import Site

#: Each package holds a `blueprint`.
PACKAGES = (
    "web.visitor",
    "web.embed",
    "web.behaviour",
    "web.api",
    "web.rasa_channel",
    "web.studio",
    "web.rights",
    "web.health",
    "web.verification",
)

#: A part of a page, swapped in place by flow.js.
FRAGMENT = "text/vnd.lodestone.fragment+html"

#: The largest request: a file answer of 10 MiB and its form around it.
MAX_BODY = 11 * 1024 * 1024


class RowNumber(IntegerConverter):
    """`<int:…>` in addresses: no row has a number beyond what databases count to."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**63 - 1)


class _Site(Flask):
    """Flask without its question, eight times a request, whether a view is a coroutine: none is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The view as it is."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Build the site. Raises `SettingsError` when the environment is wrong."""
    settings = settings or load_settings()
    app = _Site("web", static_folder="static", template_folder="templates")
    app.url_map.converters["int"] = RowNumber
    _configure(app, settings)
    app.session_interface = StudioSessions()
    app.json.sort_keys = False  # type: ignore[attr-defined]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops)  # type: ignore[method-assign]
    set_up_logs(settings.log_level)
    _set_up_database(app, settings)
    db.init_app(app)
    limiter.init_app(app)
    _compress(app)
    security.init_app(app)
    set_up(app, _carriers(settings))
    runner = Runner(settings.action_server_url, settings.action_timeout)
    library = Library(settings.flows_dir, actions=runner.names())
    app.extensions["lodestone"] = Site(settings, library, runner)
    for package in PACKAGES:
        app.register_blueprint(importlib.import_module(package).blueprint)
    importlib.import_module("web.refusals").init_app(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=secret_of(settings),
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        RATELIMIT_ENABLED=settings.rate_limit == "on",
        RATELIMIT_STORAGE_URI=settings.redis_url or f"{limit_counts.SCHEME}://",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "image/svg+xml", FRAGMENT],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=600,
        COMPRESS_REGISTER=False,
        WTF_CSRF_TIME_LIMIT=None,
    )


def _carriers(settings: Settings) -> Carriers:
    return Carriers(
        public_url=settings.public_url,
        mail=mail_server(settings.smtp_url, settings.mail_from),
        sms=gateway(settings.sms_url, settings.sms_token),
        shows=not settings.base_url,
        secret=secret_of(settings),
    )


def _compress(app: Flask) -> None:
    compress = Compress(app)

    @app.after_request
    def shorter(response: Response) -> Response:
        if response.mimetype == "application/json":  # short already
            return response
        return compress.after_request(response)


def _set_up_database(app: Flask, settings: Settings) -> None:
    try:
        configure(app, settings.database, settings.synchronous)
    except OSError as error:
        raise SettingsError(f"DATABASE_URL: {error.filename}: {error.strerror}") from None
    except (ValueError, SQLAlchemyError) as error:
        raise SettingsError(f"DATABASE_URL: {str(error).removeprefix('DATABASE_URL: ')}") from None
