"""What compiled code may expect: the kind of every part, guessed for names from their use.

A date is a number here. ANY stands for what cannot be told; a wrong guess costs time, not truth,
as the compiled code looks before it uses a name.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.formula.functions import FUNCTIONS
from bot.formula.nodes import Call, Items, Literal, Name, Node, walk
from bot.formula.values import Type

_OPERATORS: Final[Mapping[str, Type]] = {
    **dict.fromkeys(("+", "-", "*", "/", "^", "neg", "pos", "%"), Type.NUMBER),
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">=", "in", "not in"), Type.BOOL),
    **dict.fromkeys(("and", "or", "not"), Type.BOOL),
    "&": Type.TEXT,
}
_LOGICAL: Final = frozenset({"and", "or", "not"})


def kind_of(node: Node, names: Mapping[str, Type]) -> Type:
    """The kind of a part: a NUMBER or TEXT may still turn out unknown, a BOOL may not."""
    if isinstance(node, Literal):
        if isinstance(node.value, bool):
            return Type.BOOL
        return Type.TEXT if isinstance(node.value, str) else Type.NUMBER
    if isinstance(node, Name):
        return names.get(node.name, Type.ANY)
    if isinstance(node, Items):
        return Type.LIST
    if node.name in _OPERATORS:
        return _OPERATORS[node.name]
    spec = FUNCTIONS[node.name]
    if spec.returns is not Type.ANY or spec.choices is None:
        return _plain(spec.returns)
    kinds = {*spec.choices([kind_of(argument, names) for argument in node.arguments])}
    kind = kinds.pop() if len(kinds) == 1 else Type.ANY
    always = node.name == "IF" and len(node.arguments) == 3
    return kind if kind in (Type.NUMBER, Type.TEXT) or always else Type.ANY


def _plain(kind: Type) -> Type:
    return Type.NUMBER if kind is Type.DATE else kind


def kinds_of_names(root: Node) -> dict[str, Type]:
    """For each name the one kind its uses demand; ANY if they demand none or several."""
    found: dict[str, Type] = {}
    for node, _ in walk(root):
        if not isinstance(node, Call):
            continue
        for argument, kind in zip(node.arguments, _wanted(node), strict=True):
            if isinstance(argument, Name) and kind is not Type.ANY:
                agreed = found.get(argument.name, kind) is kind
                found[argument.name] = kind if agreed else Type.ANY
    return found


def _wanted(node: Call) -> Iterator[Type]:
    if node.name in FUNCTIONS:
        spec = FUNCTIONS[node.name]
        for position in range(len(node.arguments)):
            kinds = {_plain(kind) for kind in spec.parameter(position).types}
            if len(node.arguments) > 1 and kinds == {Type.NUMBER, Type.LIST}:
                kinds = {Type.NUMBER}  # SUM(a, b) has numbers, SUM(a) perhaps a list
            yield kinds.pop() if len(kinds) == 1 else Type.ANY
    elif node.name in {"in", "not in"}:
        yield _kind_of_items(node.arguments[1])
        yield Type.LIST
    elif node.name == "&":
        yield from (Type.ANY, Type.ANY)
    elif node.name in _LOGICAL or _OPERATORS[node.name] is Type.NUMBER:
        yield from (_OPERATORS[node.name] for _ in node.arguments)
    else:
        yield kind_of(node.arguments[1], {})
        yield kind_of(node.arguments[0], {})


def _kind_of_items(node: Node) -> Type:
    items = node.items if isinstance(node, Items) else ()
    kinds = {kind_of(item, {}) for item in items}
    return kinds.pop() if len(kinds) == 1 else Type.ANY
