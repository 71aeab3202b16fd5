"""Where the links in our mails lead: `/confirm/<token>`, and `/mail/<token>` for those counted.

Mail scanners open every link, so opening confirms nothing: the page has a button.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("verification", __name__)

from web.verification import pressing, views  # noqa: E402

__all__ = ["blueprint", "pressing", "views"]
