"""The line to type in below a chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from web.visitor.controls import Control
from web.visitor.inputs import Input
from web.words import word


@dataclass(frozen=True, slots=True)
class Composer:
    """Its attributes; `value` is what was typed and not taken, or the answer being changed."""

    label: str
    placeholder: str
    type: str
    inputmode: str
    autocomplete: str
    multiline: bool
    value: str
    described_by: str


def composer_of(
    control: Control, *, beside_control: bool, posted: Mapping[str, list[str]] | None
) -> Composer:
    """The line for a question; `beside_control` when it has a control of its own as well."""
    own = Input() if beside_control else control.input
    key = "or_type_answer" if beside_control else "type_answer"
    if control.template == "upload":
        key = "person_write"  # no words are a file; what is typed is a question or a wish
    notes = (
        ("unit", control.unit_id),
        ("help", control.asked.help),
        ("error", control.error),
    )
    described = " ".join(f"typed-{name}" for name, given in notes if given)
    typed = (posted or {}).get("text", [""])[0]
    return Composer(
        label=control.asked.text,
        placeholder=control.asked.placeholder or word(key, control.language),
        type=own.type,
        inputmode=own.mode or "text",
        autocomplete=own.autocomplete,
        multiline=control.template == "lines",
        value=typed or ("" if beside_control else control.shown()),
        described_by="" if beside_control else described,
    )
