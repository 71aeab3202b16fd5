"""From source to tree. The grammar is read once, when the first formula is parsed."""

import functools
from pathlib import Path
from typing import Final, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken

from bot.formula import complaints
from bot.formula.errors import FormulaError, suggestion
from bot.formula.functions import FUNCTIONS
from bot.formula.nodes import Call, Items, Literal, Name, Node, walk

MAX_SOURCE: Final = 2_000
"""Characters of a formula."""
MAX_NODES: Final = 1_000
"""Values, names, operators and functions in a formula."""
MAX_DEPTH: Final = 100
"""Operators and functions within each other; a sum of n terms is n deep."""
MAX_ARGUMENTS: Final = 100
"""Arguments of a function, or items of a list."""


def parse_tree(source: str) -> Node:
    """The tree of a formula; raises FormulaError."""
    if len(source) > MAX_SOURCE:
        raise FormulaError(
            f"This formula has {len(source)} characters; {MAX_SOURCE} are allowed. "
            "Split it with `set`.",
            1,
        )
    complaints.refuse_brackets(source)
    try:
        root = cast(Node, _parser().parse(source))
    except UnexpectedToken as problem:
        raise complaints.about_token(
            source, problem.token, _token_before(source, problem)
        ) from None
    except UnexpectedCharacters as problem:
        raise complaints.about_character(source, problem) from None
    for number, (node, depth) in enumerate(walk(root)):
        if depth > MAX_DEPTH or number >= MAX_NODES:
            raise FormulaError(
                f"This formula is too long: at most {MAX_DEPTH} operators may follow each other "
                "or stand within each other. Split it with `set`, or add many values with SUM.",
                node.column,
            )
    return root


@functools.cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start="disjunction", transformer=_Builder())


def _token_before(source: str, problem: UnexpectedToken) -> Token | None:
    at = len(source) if problem.token.type == "$END" else problem.token.start_pos
    tokens = list(_parser().lex(source[:at]))
    return tokens[-1] if tokens else None


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1


class _Builder(Transformer[Token, Node]):
    """Makes nodes as the parser recognises them, from the inside out."""

    def binary(self, parts: list[Node | Token]) -> Node:
        left, sign, right = cast(tuple[Node, Token, Node], parts)
        return Call(sign.lower(), (left, right), _column(sign))

    def not_in(self, parts: list[Node | Token]) -> Node:
        left, sign, _, right = cast(tuple[Node, Token, Token, Node], parts)
        return Call("not in", (left, right), _column(sign))

    def negated(self, parts: list[Node | Token]) -> Node:
        sign, value = cast(tuple[Token, Node], parts)
        return Call("not", (value,), _column(sign))

    def negative(self, parts: list[Node | Token]) -> Node:
        sign, value = cast(tuple[Token, Node], parts)
        if isinstance(value, Literal) and isinstance(value.value, float):
            return Literal(-value.value, _column(sign))
        return Call("neg", (value,), _column(sign))

    def positive(self, parts: list[Node | Token]) -> Node:
        sign, value = cast(tuple[Token, Node], parts)
        return Call("pos", (value,), _column(sign))

    def percent(self, parts: list[Node | Token]) -> Node:
        value, sign = cast(tuple[Node, Token], parts)
        if isinstance(value, Literal) and isinstance(value.value, float):
            return Literal(value.value / 100.0, value.column)
        return Call("%", (value,), _column(sign))

    def number(self, parts: list[Token]) -> Node:
        value = float(parts[0])
        if value == float("inf"):
            raise FormulaError("This number is too large.", _column(parts[0]))
        return Literal(value, _column(parts[0]))

    def text(self, parts: list[Token]) -> Node:
        quote = parts[0][0]
        return Literal(parts[0][1:-1].replace(quote * 2, quote), _column(parts[0]))

    def true(self, parts: list[Token]) -> Node:
        return Literal(True, _column(parts[0]))

    def false(self, parts: list[Token]) -> Node:
        return Literal(False, _column(parts[0]))

    def name(self, parts: list[Token]) -> Node:
        return Name(str(parts[0]), _column(parts[0]))

    def group(self, parts: list[Node | Token]) -> Node:
        return cast(Node, parts[1])

    def arguments(self, parts: list[Node | Token]) -> list[Node]:
        nodes = [part for part in parts if not isinstance(part, Token)]
        if len(nodes) > MAX_ARGUMENTS:
            raise FormulaError(
                f"There are {len(nodes)} values in these brackets; {MAX_ARGUMENTS} are allowed.",
                nodes[MAX_ARGUMENTS].column,
            )
        return nodes

    def items(self, parts: list[list[Node] | Token | None]) -> Node:
        nodes = parts[1] if isinstance(parts[1], list) else []
        return Items(tuple(nodes), _column(cast(Token, parts[0])))

    def call(self, parts: list[list[Node] | Token | None]) -> Node:
        written = cast(Token, parts[0])
        spec = FUNCTIONS.get(written.upper())
        if spec is None:
            hint = suggestion(written, FUNCTIONS)
            raise FormulaError(f"There is no function '{written}'.{hint}", _column(written))
        nodes = parts[2] if isinstance(parts[2], list) else []
        if not spec.accepts_count(len(nodes)):
            raise FormulaError(
                f"{spec.name} does not take {_values(len(nodes))}. Write {spec.usage}.",
                _column(written),
            )
        return Call(spec.name, tuple(nodes), _column(written))


def _values(count: int) -> str:
    return {0: "an empty pair of brackets", 1: "1 value"}.get(count, f"{count} values")
