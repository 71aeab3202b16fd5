"""Security headers on every answer of the site.

A view that needs more says so in `g.csp`, a map of directives that replace the defaults, such as
`{"frame-ancestors": "*"}` on pages made to be embedded.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

DEFAULT_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' https: data:",
    "media-src": "'self' https:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}


def csp_nonce() -> str:
    """The nonce for this answer's one `<style>` block."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(12)
    nonce: str = g.csp_nonce
    return nonce


def _policy() -> str:
    directives = {**DEFAULT_CSP, **g.get("csp", {})}
    if "csp_nonce" in g:
        directives["style-src"] += f" 'nonce-{g.csp_nonce}'"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.add("X-Content-Type-Options", "nosniff")
    if response.mimetype == "application/json":
        # Nothing below concerns JSON, and every header costs a turn microseconds.
        return response
    if response.mimetype == "text/html":
        headers.setdefault("Content-Security-Policy", _policy())
        if "frame-ancestors" not in g.get("csp", {}):
            headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def init_app(app: Flask) -> None:
    """Put the headers on every response and `csp_nonce()` into templates."""
    app.after_request(_add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
