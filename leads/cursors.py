"""Keys of pages: where a list goes on, as one word in an address."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any


def written_cursor(value: Any, number: int) -> str:
    """The key of a row by what the list is sorted by, and its number."""
    text = json.dumps([value, number], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, kind: type) -> tuple[Any, int] | None:
    """What a key says; None for one that no page of this kind gave out."""
    try:
        value, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error):
        return None
    numbers = (int, float) if kind is float else (kind,)
    fits = isinstance(value, numbers) and not isinstance(value, bool)
    return (value, number) if fits and type(number) is int and 0 < number < 2**63 else None
