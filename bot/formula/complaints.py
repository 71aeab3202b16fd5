"""What the author reads when a formula cannot be parsed: plain words, no grammar."""

import re
from collections.abc import Iterator
from typing import Final

from lark import Token, UnexpectedCharacters

from bot.formula.errors import FormulaError

MAX_BRACKETS: Final = 50
"""Brackets within each other."""

_CLOSING: Final = {"(": ")", "[": "]"}
_LEXEMES: Final = re.compile(r'"(?:[^"]|"")*("?)|\'(?:[^\']|\'\')*(\'?)|[()\[\]]')
_OPERATORS: Final = frozenset("OR AND NOT IN COMPARE JOIN PLUS MINUS TIMES DIVIDE POWER".split())
_VALUES: Final = frozenset("NUMBER TEXT NAME TRUE FALSE CLOSE CLOSE_LIST PERCENT".split())
_BEGINNINGS: Final = frozenset({"NUMBER", "TEXT", "NAME", "TRUE", "FALSE", "OPEN", "OPEN_LIST"})

_SIGNS: Final = {
    "!": "'!' has no meaning here. Not equal is written <>, and not is written not.",
    "|": "'|' has no meaning here. Or is written or.",
    "{": "Names are written without braces here, like budget.",
    "?": "'?' has no meaning here. A choice is written IF(condition, then, else).",
    "}": "Names are written without braces here, like budget.",
    ";": "Values are separated by commas, not ';'.",
    "×": "Multiplication is written *.",
    "·": "Multiplication is written *.",
    "÷": "Division is written /.",
    "−": "This minus is a printer's sign; write the one of the keyboard: -",
    "–": "This is a dash; write the minus of the keyboard: -",
    "≤": "At most is written <=",
    "≥": "At least is written >=",
    "≠": "Not equal is written <>",
    ":": "':' has no meaning here. A list is written like [1, 2, 3].",
    "\\": "'\\' has no meaning here. A quote within a text is written twice.",
    ".": "'.' must stand between parts of a name or digits of a number.",
}
_CURLY: Final = "“”„«»‘’‚‹›`"
_CURRENCIES: Final = "$€£¥₺₽₹"
_PAIRS: Final = {
    "==": "Equal is written with a single =",
    "=<": "At most is written <=",
    "=>": "At least is written >=",
    "><": "Not equal is written <>",
    "&&": "Both is written and; a single & joins texts.",
    "=<=": "At most is written <=",
    "=>=": "At least is written >=",
}


def refuse_brackets(source: str) -> None:
    """Raises FormulaError for open texts and for brackets without a partner or too deep."""
    open_at: list[int] = []
    for sign, at in _brackets(source):
        if sign in _CLOSING:
            open_at.append(at)
            if len(open_at) > MAX_BRACKETS:
                raise FormulaError(
                    f"More than {MAX_BRACKETS} brackets stand within each other. "
                    "Split the formula with `set`.",
                    at + 1,
                )
        elif not open_at:
            raise FormulaError(f"This '{sign}' closes nothing.", at + 1)
        elif _CLOSING[source[open_at[-1]]] != sign:
            opened = source[open_at[-1]]
            raise FormulaError(
                f"This '{sign}' does not close the '{opened}' of column {open_at[-1] + 1}.", at + 1
            )
        else:
            open_at.pop()
    if open_at:
        opened = source[open_at[-1]]
        raise FormulaError(
            f"A closing '{_CLOSING[opened]}' is missing for this '{opened}'.", open_at[-1] + 1
        )


def _brackets(source: str) -> Iterator[tuple[str, int]]:
    for match in _LEXEMES.finditer(source):
        lexeme = match.group()
        if lexeme[0] not in "\"'":
            yield lexeme, match.start()
        elif not (match.group(1) or match.group(2)):
            raise FormulaError(
                f"This text is not closed: a {lexeme[0]} is missing at its end.", match.start() + 1
            )


def about_character(source: str, problem: UnexpectedCharacters) -> FormulaError:
    """A sign that the language does not have."""
    at = problem.pos_in_stream or 0
    sign = source[at]
    if sign in _CURLY:
        message = 'Texts are written in straight quotes, like "me".'
    elif sign in _CURRENCIES:
        message = "Amounts are written as plain numbers, without a currency."
    else:
        message = _SIGNS.get(sign, f"'{sign}' has no meaning in a formula.")
    return FormulaError(message, at + 1)


def about_token(source: str, token: Token, before: Token | None) -> FormulaError:
    """A word or sign in a place where it cannot stand, and the one before it."""
    at = len(source.rstrip()) if token.type == "$END" else token.start_pos or 0
    if before is None and token.type == "$END":
        return FormulaError("The formula is empty.", 1)
    if before is None and token.type == "COMPARE" and token.value == "=":
        return FormulaError("Leave out the = at the beginning.", at + 1)
    if before is not None and before.type in {"AND", "OR"} and token.type in _BEGINNINGS:
        return FormulaError(f"Before '{before}' a value is missing.", (before.start_pos or 0) + 1)
    return FormulaError(_out_of_place(before, token), at + 1)


def _out_of_place(before: Token | None, token: Token) -> str:
    if before is not None and before.type == token.type:
        pair = _PAIRS.get(str(before) + str(token))
        if pair is not None and before.end_pos == token.start_pos:
            return pair
    if token.type in _BEGINNINGS:
        return _between(before, token)
    if before is None:
        return f"Before '{token}' a value is missing."
    if before.type in _OPERATORS:
        return f"After '{before}' a value is missing."
    if before.type in _VALUES:
        return _after_value(before, token)
    if before.type == "COMMA" and token.type == "COMMA":
        return "Between the two commas a value is missing."
    if token.type in {"CLOSE", "CLOSE_LIST"}:
        inside = "between the brackets" if before.type == "OPEN" else "after the last comma"
        return f"A value is missing {inside}."
    return f"Before '{token}' a value is missing."


def _after_value(before: Token, token: Token) -> str:
    if token.type in {"COMPARE", "IN"}:
        return "Comparisons do not follow each other. Join them with and: 1 < x and x < 5"
    if token.type == "COMMA":
        return (
            "A comma only separates values of a function or a list. Numbers are written without "
            "it: 1000, with a point for decimals: 1.5"
        )
    if token.type == "NOT":
        return f"After '{before}' an operator is missing; not may only follow as 'not in'."
    return f"'{token}' cannot stand after '{before}'."


def _between(before: Token | None, token: Token) -> str:
    if before is None:
        return f"'{token}' cannot stand here."
    if before.type == token.type == "NUMBER":
        return "Between two numbers an operator is missing. Numbers are written without spaces."
    if before.type == "NOT":
        return f"Between '{before}' and '{token}' the word in is missing."
    if before.type == "NUMBER" and token.type == "NAME" and before.end_pos == token.start_pos:
        return f"'{before}{token}' is not a number. Write all its digits, like 10000."
    if before.type == "PERCENT":
        return "% makes a percentage. The remainder of a division is MOD(a, b)."
    return f"Between '{before}' and '{token}' an operator is missing."
