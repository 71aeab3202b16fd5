"""Question types: one file each, the same names in the same order, listed in `registry.TYPES`."""

from bot.questions.registry import TYPES, formula_types, type_of

__all__ = ["TYPES", "formula_types", "type_of"]
