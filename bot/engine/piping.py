"""Texts with the visitor's values in them, once as plain text and once as safe Markdown.

The author's words may hold Markdown. A visitor's words never become Markdown: every ASCII
punctuation mark is escaped with a backslash and line breaks become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from bot.texts import Reference, Text

Look = Callable[[Reference], str]


class Rendered(NamedTuple):
    """A text said: `plain` without Markdown signs, `markdown` safe to render."""

    plain: str
    markdown: str


class Pieces(NamedTuple):
    """A template taken apart: words around references, in both writings (one more than them)."""

    references: tuple[Reference, ...]
    plain: tuple[str, ...]
    markdown: tuple[str, ...]
    fixed: Rendered | None  # what it always says where it holds no reference


_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#{1,6} +", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = "\ue000"


def take_apart(text: Text, language: str) -> Pieces:
    """The pieces of the text's template in `language`."""
    template = text.template(language)
    references = tuple(part for part in template if isinstance(part, Reference))
    words = "".join(_MARK if isinstance(part, Reference) else part for part in template)
    markdown, plain = tuple(words.split(_MARK)), tuple(without_markdown(words).split(_MARK))
    if len(plain) != len(markdown):  # a reference inside a link's address went with the link
        plain = markdown
    fixed = None if references else Rendered(plain[0], markdown[0])
    return Pieces(references, plain, markdown, fixed)


def without_markdown(text: str) -> str:
    """The words of Markdown: no emphasis, heading or link signs; lists keep their dashes."""
    text = _HEADING.sub("", _LINK.sub(r"\1", text))
    for _ in range(3):  # emphasis in emphasis
        text, found = _EMPHASIS.subn(r"\2", text)
        if not found:
            break
    return _ESCAPE.sub(r"\1", text)


def escape(words: str) -> str:
    """A visitor's words as Markdown that shows exactly them, on one line."""
    return _escaped_short(words) if len(words) < 80 else _escaped(words)


def _escaped(words: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", " ".join(words.split()))


_escaped_short = lru_cache(maxsize=4096)(_escaped)


def fill(pieces: Pieces, look: Look) -> Rendered:
    """The text with each reference replaced by what `look` finds; unknown leaves no gap."""
    if pieces.fixed is not None:
        return pieces.fixed
    found = [look(reference) for reference in pieces.references]
    return Rendered(
        _joined(pieces.plain, found), _joined(pieces.markdown, [escape(word) for word in found])
    )


def _joined(words: tuple[str, ...], values: list[str]) -> str:
    text = words[0]
    for value, after in zip(values, words[1:], strict=True):
        text = text + value + after if value else _closed(text, after)
    return text


def _closed(before: str, after: str) -> str:
    """Both sides of an unknown value without the gap: "Hello, !" is "Hello!"."""
    if before.strip() == "" and after[:1] in (",", ";", ":"):
        rest = after[1:].lstrip()
        return before + rest[:1].upper() + rest[1:]
    left, right = before.rstrip(" "), after.lstrip(" ")
    ends = not right or right[0] in ".!?\n"
    if ends and left.endswith((",", ";", ":")):
        left = left[:-1]
    if ends or right[0] in ",;:)":
        return left + right
    had_space = before != left or after != right
    return left + " " + right if left and had_space else left + right
