"""Texts shown to visitors: one template a language, holding words and references, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """`{name}` or `{name | format}` in a text; the formats are `FORMATS`."""

    name: str
    format: str | None = None


Template = tuple[str | Reference, ...]

FORMATS = ("number", "money", "percent", "date", "text")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language its author wrote; `first` is the flow's first language."""

    by_language: Mapping[str, Template]
    first: str

    def template(self, language: str) -> Template:
        """The template in `language`, else its base language (`pt-BR`: `pt`), else the first."""
        found = self.by_language.get(language) or self.by_language.get(language.split("-")[0])
        if found is None:
            found = self.by_language.get(self.first)
        return found if found is not None else next(iter(self.by_language.values()), ())

    @property
    def languages(self) -> frozenset[str]:
        """The languages the author wrote this text in."""
        return frozenset(self.by_language)


def plain_text(text: Text, language: str) -> str:
    """The words of `text` without its references, for labels; spaces tidied."""
    template = text.template(language)
    if len(template) == 1 and isinstance(template[0], str):
        return template[0]
    return " ".join("".join(part for part in template if isinstance(part, str)).split())
