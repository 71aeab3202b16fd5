"""Texts with references: `Hello {first_name}`, `{loan | money}`; `{{` and `}}` are braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.flowfile.problems import hint
from bot.texts import FORMATS, Reference, Template

_PART = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|\{")
_INSIDE = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(?:\|\s*([\w]*)\s*)?")
_NAME = re.compile(r"\{\s*([A-Za-z_][\w.]*)")


@dataclass(frozen=True, slots=True)
class BadReference:
    """`offset` counts characters of the text from 0."""

    message: str
    offset: int


def parse_template(words: str) -> tuple[Template, list[BadReference]]:
    """The text's parts, words and references, and what is wrong with it."""
    problems: list[BadReference] = []
    parts: list[str | Reference] = []
    literal, at = "", 0
    for found in _PART.finditer(words):
        literal += words[at : found.start()]
        at = found.end()
        if found.group() in ("{{", "}}"):
            literal += found.group()[0]
            continue
        reference = _reference(found.group(1), found.start())
        if isinstance(reference, BadReference):
            problems.append(reference)
            literal += found.group()
            continue
        if literal:
            parts.append(literal)
            literal = ""
        parts.append(reference)
    literal += words[at:]
    if literal:
        parts.append(literal)
    return tuple(parts), problems


def _reference(inside: str | None, offset: int) -> Reference | BadReference:
    if inside is None:
        return BadReference("a { that is not closed; for a brace in the text write {{", offset)
    found = _INSIDE.fullmatch(inside)
    if found is None:
        return BadReference(
            f"'{{{inside}}}' is no reference; write {{name}} or {{name | money}}; "
            "to compute something use `set` before",
            offset,
        )
    name, form = found.group(1), found.group(2)
    if form is not None and form not in FORMATS:
        return BadReference(f"no format '{form}'.{hint(form, FORMATS)}", offset)
    return Reference(name, form)


def references(words: str) -> Iterator[tuple[str, int]]:
    """The names referred to, each with the offset of its brace."""
    for found in _PART.finditer(words):
        inside = _NAME.match(found.group())
        if inside is not None and found.group(1) is not None:
            yield inside.group(1), found.start()
