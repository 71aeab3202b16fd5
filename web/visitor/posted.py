"""What a visitor's form says, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import BadRequest

FRAGMENT = "text/vnd.lodestone.fragment+html"

#: What a conversation's token may look like; anything else names none.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")

LONGEST_TYPED = 20_000


@dataclass(frozen=True, slots=True)
class Posted:
    """One form as sent. `asked` names the slots that the screen showed."""

    token: str
    turn: int
    version: str | None
    do: str
    edit: str
    text: str
    asked: tuple[str, ...]
    rendered: str
    lure: str
    proof: str

    @classmethod
    def in_request(cls) -> Posted:
        """This request's form; odd values are as good as none.

        Raises `BadRequest` for a form with parts that have no name: no browser sends them.
        """
        form = request.form
        if None in form or None in request.files:
            raise BadRequest
        turn = form.get("turn", "")
        text = form.get("text", "").strip()[: LONGEST_TYPED + 1]
        return cls(
            token=sound_token(form.get("token", "")),
            turn=int(turn) if turn.isdecimal() and len(turn) < 10 else 0,
            version=form.get("version") or None,
            do=form.get("do", "answer"),
            edit=form.get("edit", "")[:100],
            text=text,
            asked=tuple(slot for slot in form.get("asked", "").split(",") if slot)[:200],
            rendered=form.get("rendered", "")[:200],
            lure=form.get("website_url", ""),
            proof=form.get("proof", ""),
        )


def sound_token(text: str) -> str:
    """The token, or "" for what cannot be one."""
    return text if _TOKEN.fullmatch(text) else ""


def wants_fragment() -> bool:
    """True when flow.js asks."""
    return FRAGMENT in request.headers.get("Accept", "")


def posted_fields() -> dict[str, list[str]]:
    """All fields of the form, to show again what was typed."""
    return {name: request.form.getlist(name) for name in request.form}
