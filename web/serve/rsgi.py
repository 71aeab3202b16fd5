"""A web process: granian answering requests through the gateway, on one event loop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from store.writing import read_connection
from web.app import MAX_BODY, create_app
from web.conversations.talks import standing
from web.serve import shared
from web.serve.collecting import collect_seldom
from web.serve.gateway import Gateway
from web.serve.waiting import Look, WaitingRoom
from web.settings import Settings

_run: Callable[[Coroutine[Any, Any, None]], None]
try:
    from uvloop import run as _run
except ImportError:  # where there is none, Python's own loop does
    from asyncio import run as _run


def looking_through(app: Flask) -> Look:
    """How a waiting room looks at the talks in an app's database."""

    def look(conversations: Iterable[int]) -> Mapping[int, tuple[int, str]]:
        with app.app_context(), read_connection() as connection:
            return standing(connection, conversations)

    return look


def gateway_to(app: Flask) -> Gateway:
    """The app behind a waiting room of its own."""
    return Gateway(app.wsgi_app, WaitingRoom(looking_through(app), shared.stops), MAX_BODY)


def serve_web(settings: Settings) -> None:
    """Answer requests until told to stop, with the app that the parent has made.

    Every web process listens for itself and the kernel shares the visitors out (SO_REUSEPORT):
    granian's own parent of workers would be one process more to hold the same memory.
    """
    app = shared.app or create_app(settings)
    collect_seldom()
    _run(_answer(gateway_to(app), settings))


def rehearse_server(app: Flask, settings: Settings) -> None:
    """Make a server that answers nobody, before the fork: what making one brings in is shared."""

    async def made() -> None:
        _server(gateway_to(app), settings)

    _run(made())


async def _answer(gateway: Gateway, settings: Settings) -> None:
    server = _server(gateway, settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    await server.serve()


def _server(gateway: Gateway, settings: Settings) -> Server:
    return Server(
        gateway,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        # Proxies speak HTTP/1 to it, and nothing here is a web socket: not having to tell them
        # apart saves a tenth of a turn.
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        # Those who wait for news must not use up what the others need.
        backpressure=1024,
        log_access=False,
        log_enabled=settings.log_level == "debug",
    )
