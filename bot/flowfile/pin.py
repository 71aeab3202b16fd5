"""From a character of a value to its place in the file, through quotes and folded lines."""

from __future__ import annotations

import re

from bot.flowfile.tree import Place, Scalar

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


def pin(lines: list[str], scalar: Scalar, offset: int) -> Place:
    """Where the character at `offset` of the value stands; its start when that is unclear."""
    if scalar.style in ("|", ">"):
        return _in_block(lines, scalar, offset)
    if not isinstance(scalar.value, str):
        return Place(scalar.place.line, scalar.place.column + offset)
    return _in_line(lines, scalar, offset)


def _in_line(lines: list[str], scalar: Scalar, offset: int) -> Place:
    """Walks the source beside the value; a line break in the source is one space in the value."""
    row, column = scalar.place.line - 1, scalar.place.column - 1
    if scalar.style in ("'", '"'):
        column += 1
    for _ in range(offset):
        if row >= len(lines):
            return scalar.place
        line = lines[row]
        if not line[column:].strip():
            row, column = _next_words(lines, row)
            continue
        column += _width(line, column, scalar.style)
    if row < len(lines) and not lines[row][column:].strip() and row + 1 < len(lines):
        row, column = _next_words(lines, row)
    return Place(row + 1, column + 1) if row < len(lines) else scalar.place


def _next_words(lines: list[str], row: int) -> tuple[int, int]:
    """The start of the next line that is not empty."""
    row += 1
    while row < len(lines) and not lines[row].strip():
        row += 1
    return row, (len(lines[row]) - len(lines[row].lstrip()) if row < len(lines) else 0)


def _width(line: str, column: int, style: str | None) -> int:
    """How many characters of the source are one of the value."""
    if style == "'" and line.startswith("''", column):
        return 2
    if style == '"' and line.startswith("\\", column):
        found = _ESCAPE.match(line, column)
        return len(found.group()) if found else 1
    return 1


def _in_block(lines: list[str], scalar: Scalar, offset: int) -> Place:
    row, indent = _next_words(lines, scalar.place.line - 1)
    left = offset
    while row < len(lines):
        words = len(lines[row]) - indent
        if left <= max(words - 1, 0):
            return Place(row + 1, indent + left + 1)
        left -= max(words, 0) + 1
        row += 1
        if left < 0:
            return Place(row, indent + max(words, 0) + 1)
    return scalar.place
