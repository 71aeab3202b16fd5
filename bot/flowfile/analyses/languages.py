"""Texts in their languages: which are missing, which are longer than a phone shows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flowfile.compiling import Compiled


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a file's texts are written in a language."""

    written: int
    total: int


def coverage(compiled: Compiled) -> dict[str, Coverage]:
    """The coverage of every language of the flow."""
    return {}
