"""What staff does in a talk: take it over, say something, hand it back to the flow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import Connection
from wtforms.validators import DataRequired, Length

from store.types import now
from store.writing import write_connection
from web.conversations import talks
from web.conversations.talks import LONGEST
from web.studio import blueprint
from web.studio.fields import Lines
from web.studio.people import find_talk
from web.studio.sessions import signed_in


class SayForm(FlaskForm):  # type: ignore[misc]
    """A message to a visitor."""

    text = Lines(
        "Message",
        [
            DataRequired("Write a message first."),
            Length(max=LONGEST, message=f"A message may have {LONGEST} characters."),
        ],
    )


@blueprint.post("/people/<int:id>/take")
def take_talk(id: int) -> ResponseReturnValue:
    """Have a talk from now on, a colleague's too (sales, admin)."""
    _do(id, lambda connection, person: talks.take_over(connection, id, person, now()))
    return _to(id)


@blueprint.post("/people/<int:id>/say")
def say_in_talk(id: int) -> ResponseReturnValue:
    """Say something, and have the talk with it (sales, admin)."""
    form = SayForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()), ["Nothing was sent."])[0], "bad")
        return _to(id)
    key = request.form.get("key", "")[:64] or None
    text = form.text.data or ""
    _do(id, lambda connection, person: talks.speak(connection, id, person, text, key, now()))
    return _to(id)


@blueprint.post("/people/<int:id>/back")
def hand_talk_back(id: int) -> ResponseReturnValue:
    """Give the conversation back to the flow, which goes on at its question (sales, admin)."""
    done = _do(id, lambda connection, person: talks.hand_back(connection, id, person, now()))
    if done:
        flash("Handed back. The flow goes on at its question.", "good")
    return redirect(url_for("studio.people"), 303)


def _do(id: int, act: Callable[[Connection, Any], object]) -> bool:
    """Do it in one transaction; False, and the reader is told, when the talk is over."""
    find_talk(id)
    try:
        with write_connection() as connection:
            act(connection, signed_in())
    except talks.Gone:
        flash("This talk is over: nothing was sent.", "info")
        return False
    return True


def _to(id: int) -> ResponseReturnValue:
    return redirect(url_for("studio.talk", id=id) + "#write", 303)
