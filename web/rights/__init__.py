"""A person's own page, by a signed link: what they agreed to, its receipt, and taking it back."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("rights", __name__, url_prefix="/rights")

from web.rights import views  # noqa: E402

__all__ = ["blueprint", "views"]
