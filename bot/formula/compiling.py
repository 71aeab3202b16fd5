"""From tree to a Python function that is nearly as fast as one written by hand.

The function is built for the usual case: every name known and of the kind its use demands. Then
arithmetic is plain arithmetic, and comparing with a constant two bounds that hold the 15 digits.
Whatever is unusual (an unknown, another kind, a division by zero) raises, and the plain evaluator
of `evaluation.py`, which is the law, takes over. Code is built as a syntax tree, never as text.
"""

import ast
from collections.abc import Callable, Mapping
from typing import Final, cast

from bot.formula import syntax
from bot.formula.digits import same_range
from bot.formula.evaluation import evaluate
from bot.formula.fastpath import HELPERS
from bot.formula.functions import FUNCTIONS
from bot.formula.kinds import kind_of, kinds_of_names
from bot.formula.nodes import Call, Items, Literal, Name, Node
from bot.formula.signatures import Parameter
from bot.formula.texts import lower
from bot.formula.values import TODAY, Type, Value

Evaluator = Callable[[Mapping[str, Value]], Value]

_SUMS: Final[Mapping[str, ast.operator]] = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult()}
_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}
_BUILTINS: Final = {"MIN": "min", "MAX": "max"}
_TINY: Final = 1e-290  # below, a double has fewer than 15 digits


class _NoFastForm(Exception):
    """The plain evaluator takes this formula from the start."""


def compiled(root: Node) -> Evaluator:
    """A function from values to the formula's value."""

    def plain(values: Mapping[str, Value]) -> Value:
        return evaluate(root, values)

    try:
        return _Writer(root).function(plain)
    except _NoFastForm:
        return plain


class _Writer:
    """Writes one function.

    A part of kind NUMBER becomes an expression giving a float, which may be infinite, or None; TEXT
    gives a text or None; BOOL gives True or False; ANY whatever it is. `_finite`, `_text` and
    `_held` add what is needed to rely on more.
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self.kinds = {**kinds_of_names(root), TODAY: Type.NUMBER}
        self.variables: dict[str, str] = {}
        self.strict: set[str] = set()
        self.temporaries = 0
        self.functions: dict[str, object] = {}

    def function(self, plain: Evaluator) -> Evaluator:
        result = self._result()
        fetching: list[ast.stmt] = []
        for name, variable in self.variables.items():
            kind = self.kinds.get(name, Type.ANY)
            fetching += syntax.fetched(variable, name, kind, strict=name in self.strict)
        module = syntax.guarded_function([*fetching, *result])
        scope: dict[str, object] = {**HELPERS, **self.functions, "plain": plain}
        exec(compile(module, "<formula>", "exec"), scope)  # noqa: S102 - a tree built here
        return cast(Evaluator, scope["evaluate"])

    def _result(self) -> list[ast.stmt]:
        value = self._write(self.root)
        kind = self._kind(self.root)
        if kind is Type.ANY:
            return [ast.Return(syntax.call("settled", value))]
        if kind is not Type.NUMBER:
            return [ast.Return(value)]
        return syntax.finite_result(value)

    def _kind(self, node: Node) -> Type:
        return kind_of(node, self.kinds)

    def _variable(self, name: str) -> ast.expr:
        return syntax.load(self.variables.setdefault(name, f"name{len(self.variables)}"))

    def _twice(self, value: ast.expr) -> tuple[ast.expr, ast.expr]:
        """An expression for its first and its later uses, computed once."""
        if isinstance(value, ast.Name | ast.Constant):
            return value, value
        self.temporaries += 1
        kept = f"kept{self.temporaries}"
        return ast.NamedExpr(ast.Name(kept, ast.Store()), value), syntax.load(kept)

    def _write(self, node: Node) -> ast.expr:
        if isinstance(node, Literal):
            return syntax.constant(node.value)
        if isinstance(node, Name):
            if self._kind(node) in (Type.TEXT, Type.ANY):
                self.strict.add(node.name)
            return self._variable(node.name)
        if isinstance(node, Items):
            return ast.Tuple([self._item(item) for item in node.items], ast.Load())
        special = _SPECIAL.get(node.name)
        return special(self, node) if special else self._call(node)

    def _item(self, node: Node) -> ast.expr:
        return syntax.call("item", self._held(node))

    def _held(self, node: Node) -> ast.expr:
        """A value as comparisons and lists take it: None for what is not finite."""
        if isinstance(node, Name):
            self.strict.add(node.name)
            return self._write(node)
        settled = isinstance(node, Literal) or self._kind(node) in (Type.BOOL, Type.LIST)
        return self._write(node) if settled else syntax.call("settled", self._write(node))

    def _number(self, node: Node) -> ast.expr:
        """A float, perhaps infinite, or None."""
        kind = self._kind(node)
        if kind is Type.NUMBER:
            return self._write(node)
        if kind is Type.ANY:
            return syntax.call("number", self._write(node))
        raise _NoFastForm

    def _finite(self, node: Node) -> ast.expr:
        value = self._number(node)
        if isinstance(node, Literal) or self._kind(node) is Type.ANY:
            return value
        if isinstance(node, Name):
            self.strict.add(node.name)
            return value
        first, again = self._twice(value)
        return syntax.choice(syntax.finite(first), again, syntax.call("unusual"))

    def _text(self, node: Node) -> ast.expr:
        if self._kind(node) not in (Type.TEXT, Type.ANY):
            raise _NoFastForm
        certain = isinstance(node, Literal | Name) and self._kind(node) is Type.TEXT
        return self._write(node) if certain else syntax.call("text", self._write(node))

    def _condition(self, node: Node) -> ast.expr:
        kind = self._kind(node)
        if kind is Type.BOOL:
            return self._write(node)
        if kind is Type.ANY:
            return syntax.chain(self._write(node), (ast.Is(), syntax.constant(True)))
        raise _NoFastForm

    def _call(self, node: Call) -> ast.expr:
        spec = FUNCTIONS[node.name]
        if spec.compute is None:
            raise _NoFastForm
        numbers = all(self._kind(argument) is Type.NUMBER for argument in node.arguments)
        if node.name in _BUILTINS and numbers and len(node.arguments) > 1:
            return syntax.call(_BUILTINS[node.name], *map(self._finite, node.arguments))
        self.functions[spec.name] = spec.compute
        arguments = [
            self._argument(argument, spec.parameter(position))
            for position, argument in enumerate(node.arguments)
        ]
        return syntax.call(spec.name, *arguments)

    def _argument(self, node: Node, parameter: Parameter) -> ast.expr:
        kind, classes = self._kind(node), parameter.classes
        if kind is Type.ANY:
            return self._accepted(node, classes)
        if kind is Type.NUMBER and float in classes:
            return self._finite(node)
        if kind is Type.TEXT and str in classes:
            return self._text(node)
        fitting = (kind is Type.LIST and tuple in classes) or (
            kind is Type.BOOL and bool in classes
        )
        if not fitting:
            raise _NoFastForm
        return self._write(node)

    def _accepted(self, node: Node, classes: frozenset[type]) -> ast.expr:
        key = " or ".join(sorted(kind.__name__ for kind in classes))
        self.functions[key] = classes
        looked_at = syntax.call("accepted", self._write(node), syntax.load(key))
        if isinstance(node, Name) and float in classes:
            value = self._variable(node.name)
            return syntax.choice(syntax.is_a(cast(ast.Name, value).id, "float"), value, looked_at)
        return looked_at

    def sum(self, node: Call) -> ast.expr:
        left, right = node.arguments
        return ast.BinOp(self._number(left), _SUMS[node.name], self._number(right))

    def quotient(self, node: Call) -> ast.expr:
        left, right = node.arguments
        return ast.BinOp(self._number(left), ast.Div(), self._finite(right))

    def power(self, node: Call) -> ast.expr:
        return syntax.call("power", *(self._finite(argument) for argument in node.arguments))

    def signed(self, node: Call) -> ast.expr:
        sign = ast.USub() if node.name == "neg" else ast.UAdd()
        return ast.UnaryOp(sign, self._number(node.arguments[0]))

    def percent(self, node: Call) -> ast.expr:
        return ast.BinOp(self._number(node.arguments[0]), ast.Div(), syntax.constant(100.0))

    def joined(self, node: Call) -> ast.expr:
        parameter = FUNCTIONS["CONCAT"].parameter(0)
        return syntax.call("joined", *(self._argument(part, parameter) for part in node.arguments))

    def comparison(self, node: Call) -> ast.expr:
        left, right = node.arguments
        sign = node.name
        if isinstance(left, Literal) and not isinstance(right, Literal):
            left, right, sign = right, left, _FLIPPED[sign]
        kind = self._kind(left)
        if isinstance(right, Literal) and kind is self._kind(right):
            value = right.value
            if isinstance(value, str) and sign in {"=", "<>"}:
                met = syntax.alike(*self._twice(self._text(left)), value)
                return met if sign == "=" else syntax.negated(met)
            if kind is Type.NUMBER and (value == 0.0 or abs(cast(float, value)) > _TINY):
                first, again = self._twice(self._number(left))
                return syntax.bounds(sign, first, again, *same_range(cast(float, value)))
        return syntax.call(f"compare {sign}", self._held(left), self._held(right))

    def membership(self, node: Call) -> ast.expr:
        item, items = node.arguments
        if isinstance(items, Items) and self._kind(item) is Type.TEXT:
            words = [part.value for part in items.items if isinstance(part, Literal)]
            texts = [word for word in words if isinstance(word, str)]
            if len(texts) == len(items.items):
                among = syntax.constant(frozenset(map(lower, texts)))
                sign = ast.In() if node.name == "in" else ast.NotIn()
                return syntax.chain(syntax.call("lower", self._text(item)), (sign, among))
        return syntax.call(f"compare {node.name}", self._held(item), self._held(items))

    def all_or_any(self, node: Call) -> ast.expr:
        sign = ast.And() if node.name.lower() == "and" else ast.Or()
        parts = [self._condition(part) for part in node.arguments]
        return syntax.logical(sign, *parts) if len(parts) > 1 else parts[0]

    def negation(self, node: Call) -> ast.expr:
        return syntax.negated(self._condition(node.arguments[0]))

    def choice(self, node: Call) -> ast.expr:
        parts = list(node.arguments)
        last = self._write(parts.pop()) if len(parts) % 2 else syntax.constant(None)
        while parts:
            then, condition = parts.pop(), parts.pop()
            last = syntax.choice(self._condition(condition), self._write(then), last)
        return last

    def switch(self, node: Call) -> ast.expr:
        value, *parts = node.arguments
        if not isinstance(value, Name | Literal):
            raise _NoFastForm
        last = self._write(parts.pop()) if len(parts) % 2 else syntax.constant(None)
        while parts:
            then, match = parts.pop(), parts.pop()
            met = self.comparison(Call("=", (value, match), node.column))
            last = syntax.choice(met, self._write(then), last)
        return last

    def known(self, node: Call) -> ast.expr:
        if not isinstance(node.arguments[0], Name):
            raise _NoFastForm
        self._held(node.arguments[0])
        return syntax.constant(True)

    def coalesce(self, node: Call) -> ast.expr:
        if not isinstance(node.arguments[0], Name):
            raise _NoFastForm
        return self._held(node.arguments[0])

    def today(self, node: Call) -> ast.expr:
        return self._write(Name(TODAY, node.column))


_SPECIAL: Final[Mapping[str, Callable[[_Writer, Call], ast.expr]]] = {
    **dict.fromkeys(_SUMS, _Writer.sum),
    **dict.fromkeys(_FLIPPED, _Writer.comparison),
    **dict.fromkeys(("and", "or", "AND", "OR"), _Writer.all_or_any),
    **dict.fromkeys(("in", "not in"), _Writer.membership),
    **dict.fromkeys(("neg", "pos"), _Writer.signed),
    **dict.fromkeys(("IF", "IFS"), _Writer.choice),
    "/": _Writer.quotient,
    "^": _Writer.power,
    "%": _Writer.percent,
    "&": _Writer.joined,
    "not": _Writer.negation,
    "SWITCH": _Writer.switch,
    "KNOWN": _Writer.known,
    "COALESCE": _Writer.coalesce,
    "TODAY": _Writer.today,
}
