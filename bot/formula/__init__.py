"""The formula language: what marketers write in `if`, `set`, `points` and `results`.

A small closed language with the habits of spreadsheets. The same formulas run in the browser by
web/static/formula.js; docs/formulas.md is their reference.
"""

from bot.formula.errors import FormulaError
from bot.formula.formula import Formula, parse
from bot.formula.functions import FUNCTIONS, FunctionSpec
from bot.formula.values import TODAY, Type, Value, date_of, date_serial

__all__ = [
    "FUNCTIONS",
    "TODAY",
    "Formula",
    "FormulaError",
    "FunctionSpec",
    "Type",
    "Value",
    "date_of",
    "date_serial",
    "parse",
]
