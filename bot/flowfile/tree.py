"""A YAML file as a tree in which everything knows its line and column.

Parts can be taken out (`prune`), so that what is left of a broken file can still be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

#: From the root: keys of maps and indices of lists.
Path = tuple[str | int, ...]
Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


class WrittenInt(int):
    """A whole number that remembers how it was written (`007`, `1_000`)."""

    written: str


class WrittenFloat(float):
    """A number that remembers how it was written (`1.50`)."""

    written: str


def as_written(value: object) -> str | None:
    """The words of a single value as they stand in the file; None for lists, maps and nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (WrittenInt, WrittenFloat)):
        return value.written
    return str(value) if isinstance(value, (int, float)) else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; both count from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Scalar:
    """A single value. `style` is YAML's: None plain, `'`, `"`, `|` or `>`."""

    place: Place
    value: bool | int | float | str | None
    style: str | None = None


@dataclass(slots=True)
class Sequence:
    """`numbers` are the items' numbers in the file, from 1, also after others were taken out."""

    place: Place
    items: list[Node] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """`keys` holds where each key of `items` stands."""

    place: Place
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> Value:
    """The tree as plain values."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(item) for key, item in node.items.items()}


def child(node: Node | None, key: str | int) -> Node | None:
    """The part under a key or index, or None."""
    if isinstance(node, Mapping) and isinstance(key, str):
        return node.items.get(key)
    if isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
        return node.items[key]
    return None


def find(root: Node, path: Path) -> tuple[Node, Path]:
    """The deepest part that is there along `path`, and its own path.

    Elements of `path` that lead nowhere (pydantic puts names of union members in) are skipped.
    """
    node, found = root, []
    for key in path:
        below = child(node, key)
        if below is not None:
            node = below
            found.append(key)
    return node, tuple(found)


def place_of(root: Node, path: Path) -> Place:
    """Where the value at `path` stands (its key when the value is empty)."""
    node, found = find(root, path)
    if isinstance(node, Scalar) and node.value is None and found:
        return key_place(root, found)
    return node.place


def key_place(root: Node, path: Path) -> Place:
    """Where the key at the end of `path` stands; for list items the item."""
    if not path:
        return root.place
    above, _ = find(root, path[:-1])
    if isinstance(above, Mapping) and path[-1] in above.keys:
        return above.keys[str(path[-1])]
    return find(root, path)[0].place


def prune(root: Node, path: Path) -> bool:
    """Take out the part at `path`; False when it is not there."""
    if not path:
        return False
    above = root
    for key in path[:-1]:
        below = child(above, key)
        if below is None:
            return False
        above = below
    if child(above, path[-1]) is None:
        return False
    if isinstance(above, Mapping):
        del above.items[str(path[-1])]
    elif isinstance(above, Sequence):
        del above.items[int(path[-1])]
        del above.numbers[int(path[-1])]
    return True


def scalars(node: Node) -> Iterator[str]:
    """All keys and single values in a part, as words."""
    if isinstance(node, Scalar):
        words = as_written(node.value)
        if words is not None:
            yield words
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, item in node.items.items():
            yield key
            yield from scalars(item)
