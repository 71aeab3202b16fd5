"""Where something stands, by names: "step 'budget' > options > 'high' > points"."""

from __future__ import annotations

from bot.flowfile.tree import Mapping, Node, Path, Scalar, Sequence, as_written, child

#: What the items of a list are called, and the keys whose value names one.
_ITEMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "steps": ("step", ("ask", "id")),
    "then": ("step", ("ask", "id")),
    "else": ("step", ("ask", "id")),
    "outcomes": ("outcome", ("id",)),
    "products": ("product", ("id",)),
    "tests": ("test", ("name",)),
    "options": ("option", ("value",)),
    "rows": ("row", ("value",)),
    "columns": ("column", ("value",)),
    "results": ("result", ("label",)),
    "points": ("rule", ()),
    "check": ("rule", ()),
    "fit": ("rule", ()),
}
#: Items that stand for themselves: what is around them need not be said.
_ANCHORS = {"step", "outcome", "product", "test"}


def where(root: Node, path: Path) -> str:
    """The place of `path` in words, from the innermost named step, outcome, product or test."""
    parts: list[str] = []
    node: Node | None = root
    list_key: str | None = None
    for key in path:
        below = child(node, key)
        if isinstance(key, int) and list_key in _ITEMS:
            kind, named = _named(list_key, below)
            number = node.numbers[key] if isinstance(node, Sequence) and below else key + 1
            if kind != "rule" and parts and parts[-1] == list_key:
                parts.pop()
            if kind in _ANCHORS and (named or "step" not in "".join(parts[:1])):
                parts.clear()
            parts.append(f"{kind} {named or number}")
        elif isinstance(key, int):
            parts.append(str(key + 1))
        else:
            parts.append(key)
        list_key = key if isinstance(key, str) else None
        node = below
    return " > ".join(parts)


def _named(list_key: str, item: Node | None) -> tuple[str, str | None]:
    kind, keys = _ITEMS[list_key]
    if isinstance(item, Scalar):
        words = as_written(item.value)
        return kind, f"'{words}'" if words else None
    if isinstance(item, Mapping):
        for key in keys:
            value = item.items.get(key)
            if isinstance(value, Scalar) and as_written(value.value):
                return kind, f"'{as_written(value.value)}'"
    return kind, None
