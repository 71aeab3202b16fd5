"""What every question type offers; its module is the implementation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Option, Question
from bot.understanding import Reading


class QuestionType(Protocol):
    """A module of `bot.questions`.

    `KEYS` are the keys of `ask` it takes beyond the common ones, as written in flow files.
    `FORMULA_TYPE` is what the slot stands for in formulas.
    """

    NAME: str
    KEYS: tuple[str, ...]
    FORMULA_TYPE: Type

    def accept(self, question: Question, value: Json, *, language: str, today: str) -> Json:
        """The canonical value of what the API or a form sent; `value` is never blank.

        Raises BadAnswer with a message in the visitor's language.
        """

    def read(self, question: Question, text: str, *, language: str, today: str) -> Reading:
        """What typed words mean; the value of an answer still has to pass `accept`."""

    def from_fields(self, question: Question, fields: Mapping[str, list[str]]) -> Json:
        """The raw value in HTML form fields, for `accept`; None when nothing was given."""

    def to_formula(self, question: Question, value: Json, today: str) -> Value:
        """The canonical value as formulas see it; None is unknown."""

    def show(self, question: Question, value: Json, language: str) -> str:
        """The canonical value in plain words of the visitor's language."""

    def asked(self, question: Question, language: str) -> Mapping[str, Any]:
        """Fields of `effects.Asked` that differ from what the question itself says."""

    def chosen(self, question: Question, value: Json) -> tuple[Option, ...]:
        """The options whose points and tags the canonical value earns."""
