"""What visitors see: a flow's own page and its frame, rendered here, whole without script."""

from flask import Blueprint

blueprint = Blueprint("visitor", __name__)

from web.visitor import people, problems, views  # noqa: E402  (they register themselves)

__all__ = ["blueprint", "people", "problems", "views"]
