"""What each web process of granian loads: the gateway to the app that its parent has made, else to
one of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from flask import Flask

from store.writing import read_connection
from web.app import MAX_BODY, create_app
from web.conversations.talks import standing
from web.serve import shared
from web.serve.collecting import collect_seldom
from web.serve.gateway import Gateway
from web.serve.orphans import end_with_parent
from web.serve.waiting import Look, WaitingRoom


def looking_through(app: Flask) -> Look:
    """How a waiting room looks at the talks in an app's database."""

    def look(conversations: Iterable[int]) -> Mapping[int, tuple[int, str]]:
        with app.app_context(), read_connection() as connection:
            return standing(connection, conversations)

    return look


def gateway_to(app: Flask) -> Gateway:
    """The app behind a waiting room of its own."""
    return Gateway(app.wsgi_app, WaitingRoom(looking_through(app), shared.stops), MAX_BODY)


end_with_parent(os.getppid())

gateway = gateway_to(shared.app or create_app())
collect_seldom()
