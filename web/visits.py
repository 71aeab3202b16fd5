"""What a request tells of its visitor."""

from __future__ import annotations

import re

_PHONE = re.compile(r"Mobi|iPhone|Android.+Mobile", re.IGNORECASE)
_TABLET = re.compile(r"iPad|Tablet|Android(?!.+Mobile)", re.IGNORECASE)


def device_of(agent: str) -> str:
    """`phone`, `tablet` or `computer`, by the User-Agent header."""
    if _TABLET.search(agent):
        return "tablet"
    return "phone" if _PHONE.search(agent) else "computer"
