"""Flask's signed session cookie is the studio's alone: visitors get none and pay for none."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class StudioSessions(SecureCookieSessionInterface):
    """Opens a session below /studio; elsewhere writing to one is an error."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a studio request, None for all others."""
        if request.path.startswith("/studio"):
            return super().open_session(app, request)
        return None
