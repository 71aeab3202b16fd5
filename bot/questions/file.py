"""file: one upload, kept elsewhere and named here by `id`, `name`, `size` (bytes) and `type`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases.typed import read, refuse
from bot.questions.bases.writing import asked, chosen

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

NAME = "file"
KEYS: tuple[str, ...] = ("accept", "max_mb")
FORMULA_TYPE = Type.TEXT

#: Megabytes (of 1,000,000 bytes) where the question names no limit.
USUAL_MB = 10.0


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The upload's description, if its kind and size are allowed."""
    if not isinstance(value, dict):
        raise refuse(question, "file", language)
    name, size, kind = value.get("name"), value.get("size"), value.get("type")
    sound = isinstance(value.get("id"), str) and isinstance(name, str) and isinstance(kind, str)
    if not sound or isinstance(size, bool) or not isinstance(size, int | float):
        raise refuse(question, "file", language)
    limit = question.max_mb or USUAL_MB
    if size > limit * 1_000_000:
        raise refuse(question, "file_size", language, limit=f"{limit:g}")
    if question.accept and not _allowed(question.accept, str(name), str(kind)):
        raise refuse(question, "file_type", language, types=", ".join(question.accept))
    return {"id": value["id"], "name": name, "size": size, "type": kind}


def _allowed(patterns: tuple[str, ...], name: str, kind: str) -> bool:
    for pattern in (pattern.lower() for pattern in patterns):
        if pattern.startswith("."):
            if name.lower().endswith(pattern):
                return True
        elif pattern.endswith("/*"):
            if kind.lower().startswith(pattern[:-1]):
                return True
        elif kind.lower() == pattern:
            return True
    return False


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """What the site noted of the upload: `slot.id`, `slot.name`, `slot.size`, `slot.type`."""
    noted = {
        part: fields.get(f"{question.slot}.{part}", [""])[0]
        for part in ("id", "name", "size", "type")
    }
    if not noted["id"]:
        return None
    size = int(noted["size"]) if noted["size"].isdecimal() else 0
    return {"id": noted["id"], "name": noted["name"], "size": size, "type": noted["type"]}


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The file's name."""
    return str(value.get("name", "")) if isinstance(value, dict) else None


def show(question: Question, value: Json, language: str) -> str:
    """The file's name."""
    return str(value.get("name", "")) if isinstance(value, dict) else ""
