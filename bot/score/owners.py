"""Whose leads are whose: the rules `owners` of lead.yml."""

from __future__ import annotations

from dataclasses import dataclass

from bot.formula import Formula


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """Leads for which `condition` holds (None: all) go to the people `to`, in turn.

    `to` are e-mail addresses as written; `at` is the stage it waits for, None for the highest.
    """

    condition: Formula | None
    to: tuple[str, ...]
    at: str | None
    source: str  # as the author wrote it, for the lead's history

    @property
    def pool(self) -> str:
        """The name under which these people take turns, whatever order they are written in."""
        return ",".join(sorted({email.casefold() for email in self.to}))
