"""A pass that marks a conversation as the author's own look at a flow.

The studio's session cookie is not sent to visitor pages, and must not be; the address that the
studio frames carries this signed pass instead. A stranger's `preview=` counts for nothing.
"""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

#: Seconds that a pass is good for: a day's work on one open page.
LIFE = 24 * 3600


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="preview")


def preview_pass() -> str:
    """A new pass, for any flow."""
    return str(_signer().dumps("preview"))


def is_preview_pass(given: str | None) -> bool:
    """Whether `given` is a pass of ours that still holds."""
    if not given:
        return False
    try:
        return bool(_signer().loads(given, max_age=LIFE) == "preview")
    except BadData:
        return False
