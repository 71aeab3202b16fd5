"""The meaning of a formula, step by step. The compiled form and the browser's script agree with it.

Unknown is contagious through operators and functions. Comparisons with it are false, and where a
condition is expected it counts as false, so that `not` makes true of it.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Final

from bot.formula import quantities, texts
from bot.formula.comparing import COMPARISONS, is_equal
from bot.formula.functions import FUNCTIONS
from bot.formula.nodes import Call, Items, Literal, Name, Node
from bot.formula.values import LARGEST, MAX_TEXT, TODAY, Value, known

_Values = Mapping[str, Value]

_ARITHMETIC: Final[Mapping[str, Callable[..., float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": quantities.power,
    "neg": operator.neg,
    "pos": operator.pos,
    "%": lambda number: number / 100.0,
}


def evaluate(node: Node, values: _Values) -> Value:
    """The node's value; unknown where anything it needs is unknown or goes wrong."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return known(values.get(node.name))
    if isinstance(node, Items):
        found = tuple(evaluate(item, values) for item in node.items)
        return tuple(None if isinstance(item, tuple) else item for item in found)
    if node.name in _CHOOSING:
        return _CHOOSING[node.name](node.arguments, values)
    arguments = [evaluate(argument, values) for argument in node.arguments]
    if node.name in COMPARISONS:
        return COMPARISONS[node.name](*arguments)
    if None in arguments or not _fitting(node, arguments):
        return None
    compute = _ARITHMETIC.get(node.name) or _COMPUTE[node.name]
    try:
        return settled(compute(*arguments))
    except (ValueError, ArithmeticError):
        return None


def settled(value: Value) -> Value:
    """The value, if it is within the bounds of numbers and texts; zero without a sign."""
    if value.__class__ is float:
        assert isinstance(value, float)
        return value + 0.0 if -LARGEST <= value <= LARGEST else None
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return None
    return value


def _fitting(node: Call, arguments: list[Value]) -> bool:
    if node.name in _ARITHMETIC:
        return all(argument.__class__ is float for argument in arguments)
    if node.name == "&":
        return all(
            isinstance(argument, str) or argument.__class__ is float for argument in arguments
        )
    spec = FUNCTIONS[node.name]
    return all(
        argument.__class__ in spec.parameter(position).classes
        for position, argument in enumerate(arguments)
    )


def _holds(node: Node, values: _Values) -> bool:
    return evaluate(node, values) is True


def _if(nodes: tuple[Node, ...], values: _Values) -> Value:
    if _holds(nodes[0], values):
        return evaluate(nodes[1], values)
    return evaluate(nodes[2], values) if len(nodes) == 3 else None


def _ifs(nodes: tuple[Node, ...], values: _Values) -> Value:
    for condition, chosen in zip(nodes[::2], nodes[1::2], strict=True):
        if _holds(condition, values):
            return evaluate(chosen, values)
    return None


def _switch(nodes: tuple[Node, ...], values: _Values) -> Value:
    value = evaluate(nodes[0], values)
    for match, chosen in zip(nodes[1::2], nodes[2::2], strict=False):
        if is_equal(value, evaluate(match, values)):
            return evaluate(chosen, values)
    return evaluate(nodes[-1], values) if len(nodes) % 2 == 0 else None


def _and(nodes: tuple[Node, ...], values: _Values) -> Value:
    return all(_holds(node, values) for node in nodes)


def _or(nodes: tuple[Node, ...], values: _Values) -> Value:
    return any(_holds(node, values) for node in nodes)


def _coalesce(nodes: tuple[Node, ...], values: _Values) -> Value:
    for node in nodes:
        value = evaluate(node, values)
        if value is not None:
            return value
    return None


_CHOOSING: Final[Mapping[str, Callable[[tuple[Node, ...], _Values], Value]]] = {
    "IF": _if,
    "IFS": _ifs,
    "SWITCH": _switch,
    "and": _and,
    "AND": _and,
    "or": _or,
    "OR": _or,
    "not": lambda nodes, values: not _holds(nodes[0], values),
    "KNOWN": lambda nodes, values: evaluate(nodes[0], values) is not None,
    "COALESCE": _coalesce,
    "TODAY": lambda nodes, values: known(values.get(TODAY)),
}
_COMPUTE: Final[Mapping[str, Callable[..., Value]]] = {
    "&": texts.joined,
    **{spec.name: spec.compute for spec in FUNCTIONS.values() if spec.compute is not None},
}
