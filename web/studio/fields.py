"""Form fields of the studio: text as people mean it."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from wtforms import StringField, TextAreaField

#: Control characters, line breaks and tabs excepted: PostgreSQL keeps no NUL, people type none.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(value: Any) -> Any:
    """Text without control characters and without space around it; anything else as it is."""
    if not isinstance(value, str):
        return value
    return _CONTROL.sub("", value).replace("\r\n", "\n").strip()


class Line(StringField):  # type: ignore[misc]
    """One line of text, cleaned."""

    def __init__(self, label: str, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[clean], **kwargs)


class Lines(TextAreaField):  # type: ignore[misc]
    """Several lines of text, cleaned."""

    def __init__(self, label: str, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[clean], **kwargs)


def argument(name: str, longest: int = 200) -> str:
    """A parameter of the address, cleaned and cut."""
    cleaned: str = clean(request.args.get(name, ""))[:longest]
    return cleaned
