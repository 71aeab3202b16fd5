"""matrix: one column for each row; in formulas `slot.row` is the row's column."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Option, Question
from bot.questions.bases import options, typed
from bot.questions.bases.typed import refuse
from bot.questions.bases.writing import asked
from bot.texts import plain_text
from bot.understanding import Reading
from bot.understanding.order import things_in_order
from bot.understanding.utterance import listen

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

NAME = "matrix"
KEYS: tuple[str, ...] = ("rows", "columns")
FORMULA_TYPE = Type.LIST

_SEPARATORS = re.compile(r"[,;\n]")
_ROW_FROM_COLUMN = re.compile(r"\s*[:=–—]\s*|\s+-\s+")


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """`{row: column}`; every row where the question is required, at least one where not."""
    if not isinstance(value, dict):
        raise _row_missing(question, question.rows[0], language)
    for row in value:
        if options.find(question.rows, row) is None:
            rows = options.listed(question.rows, language)
            raise refuse(question, "unknown_option", language, options=rows)
    taken = {
        row.value: _column(question, row, value[row.value], language)
        for row in question.rows
        if value.get(row.value) is not None
    }
    missing = [row for row in question.rows if row.value not in taken]
    if missing and (question.required or not taken):
        raise _row_missing(question, missing[0], language)
    return dict(taken)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """Words like "Price: good, Care: bad" or "price good and care bad", or a column for each row in
    their order."""
    for things in things_in_order(text, language):
        read_so = [_row_and_column(question, one, language, today) for one in things]
        if (reading := _together(read_so)) is not None:
            return reading
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    by_row = dataclasses.replace(question, options=question.rows)
    by_column = dataclasses.replace(question, options=question.columns)
    found: dict[str, Json] = {}
    sure = True
    for number, part in enumerate(parts):
        row_words, *column_words = _ROW_FROM_COLUMN.split(part.strip(), maxsplit=1)
        if column_words:
            row = typed.read(by_row, row_words, language=language, today=today)
            column = typed.read(by_column, column_words[0], language=language, today=today)
        elif len(parts) == len(question.rows):
            row = Reading("answer", question.rows[number].value)
            column = typed.read(by_column, part, language=language, today=today)
        else:
            return typed.read(question, text, language=language, today=today)
        if not isinstance(row.value, str) or not isinstance(column.value, str):
            return typed.read(question, text, language=language, today=today)
        sure = sure and row.outcome == column.outcome == "answer"
        found[row.value] = column.value
    if not found:
        return typed.read(question, text, language=language, today=today)
    return Reading("answer" if sure else "confirm", dict(found))


@dataclasses.dataclass(frozen=True, slots=True)
class _Cell:
    """A column said of a row."""

    row: str
    column: str
    sure: bool


def _together(cells: list[_Cell | None]) -> Reading | None:
    """What was said of each row; None where something else was said too, or two of one row."""
    found = {cell.row: cell.column for cell in cells if cell is not None}
    if not found or len(found) != len(cells):
        return None
    sure = all(cell is not None and cell.sure for cell in cells)
    return Reading("answer" if sure else "confirm", dict(found))


def _row_and_column(question: Question, text: str, language: str, today: str) -> _Cell | None:
    """The row that the words name and the column that the rest of them says."""
    words = listen(text).spoken
    shared = {
        row.value: own
        for row in question.rows
        if (own := _own_words(question, row, language) & set(words))
    }
    most = max((len(own) for own in shared.values()), default=0)
    best = [row for row, own in shared.items() if len(own) == most]
    if len(best) != 1:
        return None
    row = next(one for one in question.rows if one.value == best[0])
    label = set(listen(plain_text(row.label, language)).spoken)
    rest = " ".join(word for word in words if word not in label)
    by_column = dataclasses.replace(question, options=question.columns)
    column = typed.read(by_column, rest, language=language, today=today)
    if column.outcome not in ("answer", "confirm") or not isinstance(column.value, str):
        return None
    return _Cell(row.value, column.value, column.outcome == "answer")


def _own_words(question: Question, row: Option, language: str) -> set[str]:
    """The words of a row's label that no column has."""
    columns = " ".join(plain_text(one.label, language) for one in question.columns)
    return set(listen(plain_text(row.label, language)).spoken) - set(listen(columns).spoken)


def _column(question: Question, row: Option, value: Json, language: str) -> str:
    column = options.find(question.columns, options.key_of(value))
    if column is not None:
        return column.value
    label = plain_text(row.label, language)
    allowed = options.listed(question.columns, language)
    raise refuse(question, "matrix_column", language, row=label, options=allowed)


def _row_missing(question: Question, row: Option, language: str) -> Exception:
    return refuse(question, "matrix_row", language, row=plain_text(row.label, language))


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The chosen column of each `slot.<row>`."""
    given: dict[str, Json] = {}
    for row in question.rows:
        column = fields.get(f"{question.slot}.{row.value}", [""])[0]
        if column:
            given[row.value] = column
    return given or None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The columns' values in the order of the rows answered."""
    if not isinstance(value, dict):
        return None
    return tuple(str(value[row.value]) for row in question.rows if row.value in value)


def show(question: Question, value: Json, language: str) -> str:
    """Like "Price: good, Service: bad"."""
    if not isinstance(value, dict):
        return ""
    lines = []
    for row in question.rows:
        column = options.find(question.columns, str(value.get(row.value)))
        if column:
            row_label = plain_text(row.label, language)
            lines.append(f"{row_label}: {plain_text(column.label, language)}")
    return ", ".join(lines)


def chosen(question: Question, value: Json) -> tuple[Option, ...]:
    """The column chosen in each row."""
    if not isinstance(value, dict):
        return ()
    found = (options.find(question.columns, str(value.get(row.value))) for row in question.rows)
    return tuple(column for column in found if column is not None)
