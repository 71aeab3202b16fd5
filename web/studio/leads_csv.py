"""The list of leads as CSV: the same filters, streamed, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from flask import Response, request
from flask import stream_with_context as within_request

from bot.model import CONTACT_SLOTS
from leads.lists import each_lead
from store.database import db
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.lead_filters import asked_for
from web.studio.lead_score import known_axes

#: What makes a spreadsheet take a cell for a formula, when the cell begins with it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"
#: Bytes gathered before a piece is sent.
PIECE = 64 * 1024

_BEFORE_AXES = ("id", *CONTACT_SLOTS, "stage", "score")
_AFTER_AXES = (
    "status", "status_reason", "won_value", "first_flow", "source", "language",
    "created_at", "last_seen_at", "suspected",
)  # fmt: skip


@blueprint.get("/leads.csv")
def leads_csv() -> Response:
    """All leads of the filters (signed in). `bom=1` helps Excel to see that it is UTF-8."""
    definition = lead_definition()
    asked = asked_for(definition)
    axes = list(definition.axes)
    rows = each_lead(db.engine, asked.filter(), sort=asked.sort, reverse=asked.reverse)
    lines = csv_pieces(rows, axes, bom=request.args.get("bom") == "1")
    response = Response(within_request(lines), mimetype="text/csv")
    name = f"leads-{datetime.now(UTC):%Y-%m-%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_pieces(rows: Iterable[Any], axes: list[str], *, bom: bool = False) -> Iterator[str]:
    """The file in pieces of about `PIECE`, so that memory does not grow with the leads."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if bom:
        buffer.write(BOM)
    writer.writerow([*_BEFORE_AXES, *axes, *_AFTER_AXES])
    for row in rows:
        known = known_axes(row)
        cells = [getattr(row, name) for name in _BEFORE_AXES]
        cells += [known.get(axis) for axis in axes]
        cells += [getattr(row, name) for name in _AFTER_AXES]
        writer.writerow([harmless(cell) for cell in cells])
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(value: Any) -> str:
    """A cell as text; one that a spreadsheet would run gets an apostrophe before it.

    Numbers are ours and stay numbers; text of visitors that begins like a formula, phone numbers
    too, is marked as text. Unknown is empty, never zero.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else repr(value)
    text = str(value).replace("\x00", "")  # which many readers of CSV stumble over
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
