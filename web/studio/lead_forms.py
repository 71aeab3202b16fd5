"""The forms on a lead's page: note, status, erase."""

from __future__ import annotations

import math
import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField
from wtforms.validators import DataRequired, Length, ValidationError

from store.leads import Lead
from web.studio.fields import Line, Lines
from web.studio.wording import STATUS_WORDS

LONGEST_NOTE = 5000
GREATEST_VALUE = 1e12
_GROUPING = re.compile(r"(?<=\d)[  '’_](?=\d{3})")


class StatusForm(FlaskForm):  # type: ignore[misc]
    """The status and what belongs to it."""

    status = SelectField(
        "Status", choices=[SelectChoice(*pair) for pair in STATUS_WORDS.items()], id="status-field"
    )
    value = Line("Value", [Length(max=40)], id="status-value")
    reason = Lines(
        "Reason",
        [Length(max=1000, message="At most %(max)d characters.")],
        id="status-reason",
    )

    def validate_value(self, field: Line) -> None:
        """A won deal's value is a number, zero or more; it may be left empty."""
        if self.status.data == "won" and field.data:
            self.amount()

    def validate_reason(self, field: Lines) -> None:
        """Who is lost or no lead is so for a reason others can learn from."""
        if self.status.data in ("lost", "not_a_lead") and not field.data:
            raise ValidationError("Say why: the next campaign learns from it.")

    def amount(self) -> float | None:
        """The value as a number: "12,500.50", "12.500,50" and "12 500" are understood."""
        if self.status.data != "won" or not self.value.data:
            return None
        try:
            amount = float(_plain_number(self.value.data))
        except ValueError:
            amount = math.nan
        if not 0 <= amount <= GREATEST_VALUE:
            raise ValidationError("Enter a number, such as 12500.")
        return amount


def _plain_number(text: str) -> str:
    text = _GROUPING.sub("", text)
    last = max(text.rfind(","), text.rfind("."))
    if last < 0:
        return text
    whole, rest = text[:last], text[last + 1 :]
    grouping = len(rest) == 3 and not ("," in whole and text[last] == ".")
    grouping = grouping and not ("." in whole and text[last] == ",")
    whole = whole.replace(",", "").replace(".", "")
    return whole + rest if grouping else f"{whole}.{rest}"


class NoteForm(FlaskForm):  # type: ignore[misc]
    """What the next person should know."""

    text = Lines(
        "Add a note",
        [
            DataRequired("Write something first."),
            Length(max=LONGEST_NOTE, message="At most %(max)d characters."),
        ],
        id="note-text",
    )


class EraseForm(FlaskForm):  # type: ignore[misc]
    """What must be typed so that nobody is erased by a slip; `erase_phrase` says what."""

    confirmation = Line("Confirmation", [DataRequired("Type it to confirm.")])

    def __init__(self, phrase: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.phrase = phrase

    def validate_confirmation(self, field: Line) -> None:
        """It is what was asked for, case aside."""
        if (field.data or "").casefold() != self.phrase.casefold():
            raise ValidationError(f"This is not “{self.phrase}”. Nothing was erased.")


def erase_phrase(lead: Lead) -> str:
    """What to type to erase this lead: the address, or the lead's number."""
    return lead.email or f"lead {lead.id}"


def status_form_of(lead: Lead) -> StatusForm:
    """The form filled with how things stand."""
    value = "" if lead.won_value is None else f"{lead.won_value:.2f}".removesuffix(".00")
    kept: dict[str, Any] = {"status": lead.status, "value": value, "reason": lead.status_reason}
    return StatusForm(formdata=None, data=kept)
