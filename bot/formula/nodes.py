"""The tree a formula becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true or false, as written."""

    value: float | str | bool
    column: int


@dataclass(frozen=True, slots=True)
class Name:
    """A slot or another value by its dotted name."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list in brackets."""

    items: tuple["Node", ...]
    column: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function in capitals (`ROUND`) or an operator by its sign.

    The signs are those of the language; `neg` is a minus before a value and `not in` one operator.
    """

    name: str
    arguments: tuple["Node", ...]
    column: int


Node: TypeAlias = Literal | Name | Items | Call
Json: TypeAlias = "float | str | bool | list[Json]"


def children(node: Node) -> tuple[Node, ...]:
    """The parts a node is made of."""
    if isinstance(node, Call):
        return node.arguments
    return node.items if isinstance(node, Items) else ()


def walk(root: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, without recursion, so that it can judge any tree."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in children(node))


def to_json(node: Node) -> Json:
    """For the browser: numbers and truths as they are, names as strings, all else as a list.

    A list begins with an operator, a function, `[` for a list's items or `'` for a text.
    """
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Items):
        return ["[", *map(to_json, node.items)]
    if isinstance(node, Call):
        return [node.name, *map(to_json, node.arguments)]
    if isinstance(node.value, str):
        return ["'", node.value]
    if isinstance(node.value, float) and node.value % 1 == 0 and abs(node.value) < 1e15:
        return int(node.value)
    return node.value
