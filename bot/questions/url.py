"""url: one web address; `https://` is added where it is missing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases.typed import read, refuse
from bot.questions.bases.writing import asked, chosen, from_fields, show, to_formula

__all__ = [
    "FORMULA_TYPE",
    "KEYS",
    "NAME",
    "accept",
    "asked",
    "chosen",
    "from_fields",
    "read",
    "show",
    "to_formula",
]

NAME = "url"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.TEXT

_LONGEST = 2_000
_HOST = re.compile(r"(?=.{4,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The address with its scheme, http or https."""
    text = value.strip() if isinstance(value, str) else ""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        sound = _HOST.fullmatch(parts.hostname or "") and (parts.port or 1) > 0
    except ValueError:
        sound = None
    if not sound or parts.scheme.lower() not in ("http", "https") or _unsafe(address):
        raise refuse(question, "url", language)
    return address


def _unsafe(address: str) -> bool:
    """Whether it is too long, holds spaces, or hides its host behind a user name."""
    hidden = "@" in address.split("://", 1)[1].split("/", 1)[0]
    return hidden or len(address) > _LONGEST or any(c.isspace() for c in address)
