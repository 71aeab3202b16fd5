"""A formula: parsed once, checked when published, evaluated for every visitor."""

import functools
from collections.abc import Callable, Mapping

from bot.formula import nodes
from bot.formula.checking import check
from bot.formula.compiling import compiled
from bot.formula.nodes import Json, Name, Node, walk
from bot.formula.parsing import parse_tree
from bot.formula.values import Type, Value


class Formula:
    """A formula of the language in docs/formulas.md. Made by `parse`; equal if its source is.

    `names` are the names it uses, as written: `budget`, `points.need`, `utm.source`.
    `evaluate(values)` gives its value; what is missing or None in `values` is unknown, and so is
    whatever goes wrong (a division by zero, a root of a negative number, an overflow): it never
    raises for the sake of data, and its work is bounded. Today's day number is passed under
    `TODAY`. It is an attribute so that calling it costs no more than calling a function.
    """

    __slots__ = ("_root", "evaluate", "names", "source")

    evaluate: Callable[[Mapping[str, Value]], Value]

    def __init__(self, source: str, root: Node) -> None:
        self.source = source
        self.names = frozenset(node.name for node, _ in walk(root) if isinstance(node, Name))
        self._root = root
        self.evaluate = self._compile_and_evaluate

    def _compile_and_evaluate(self, values: Mapping[str, Value]) -> Value:
        self.evaluate = compiled(self._root)
        return self.evaluate(values)

    def check(self, types: Mapping[str, Type]) -> Type:
        """The result's type, given the type of each name that may be used.

        Raises FormulaError for unknown names and for values that do not fit together.
        """
        return check(self._root, types)

    @property
    def root(self) -> Node:
        """The tree, for those who judge what a formula asks for."""
        return self._root

    def to_json(self) -> Json:
        """The tree that `evaluate` of web/static/formula.js takes."""
        return nodes.to_json(self._root)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"parse({self.source!r})"

    def __reduce__(self) -> tuple[Callable[[str], "Formula"], tuple[str]]:
        return parse, (self.source,)


@functools.lru_cache(maxsize=4096)
def parse(source: str) -> Formula:
    """The formula written in a source; raises FormulaError with the column of what is wrong."""
    return Formula(source, parse_tree(source))
