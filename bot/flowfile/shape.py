"""Pass 1, shape: tree against keys. What does not fit is reported and taken out."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from bot.flowfile.keys import STEP_KEYS, STEP_MODELS, step_kind
from bot.flowfile.problems import Report, either, hint, nearest
from bot.flowfile.tree import (
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    as_written,
    child,
    find,
    key_place,
    place_of,
    plain,
    prune,
    scalars,
)
from bot.flowfile.where import where

Model = TypeVar("Model", bound=BaseModel)

#: What stands in for a required top key that is missing, so that the rest can be checked.
_STAND_INS: dict[str, Any] = {"format": 1, "kind": "chat", "title": "?", "language": "en"}
_LISTS = ("steps", "outcomes", "tests", "products")
#: Taking one thing out can make what is around it incomplete, which is then taken out too.
_ROUNDS = 12


def fit(root: Node, model: type[Model], report: Report, lost: set[str]) -> Model | None:
    """The tree as `model`; what does not fit is reported and pruned, its words put in `lost`.

    None when nothing useful is left. Only what the author wrote is reported, not what follows from
    leaving it out.
    """
    for attempt in range(_ROUNDS):
        try:
            return model.model_validate(plain(root))
        except ValidationError as error:
            problems = error.errors(include_url=False, include_input=False)
        if attempt == 0:
            for problem in problems:
                if not _follows(root, model, problem, problems, lost):
                    _report(root, model, problem, report)
        if not isinstance(root, Mapping) or not _mend(root, problems, lost):
            return None
    return None


def _follows(
    root: Node, model: type[BaseModel], problem: Any, problems: list[Any], lost: set[str]
) -> bool:
    """True for a missing key that is there but unreadable, or misspelt and reported as unknown."""
    if problem["loc"] and problem["loc"][-1] == "[key]":
        value, _ = find(root, clean(problem["loc"]))
        return isinstance(value, Scalar) and value.value is None  # told at the value
    if problem["type"] != "missing":
        return False
    path = clean(problem["loc"])
    if path[-1] in lost:
        return True
    allowed = _allowed(_model_at(model, root, path[:-1]) or model)
    return any(
        nearest(str(other["loc"][-1]), allowed) == path[-1]
        for other in problems
        if other["type"] == "extra_forbidden" and clean(other["loc"])[:-1] == path[:-1]
    )


def _mend(root: Mapping, problems: list[Any], lost: set[str]) -> bool:
    """Take out what does not fit; False when that changed nothing."""
    changed = False
    paths = set()
    for problem in problems:
        path = clean(problem["loc"])
        if problem["type"] == "missing":
            if len(path) == 1:
                changed |= _stand_in(root, str(path[0]))
                continue
            path = path[:-1]
        _, found = find(root, path)
        paths.add(found)
    for path in sorted(paths, key=_reversible, reverse=True):
        node, _ = find(root, path)
        lost.update(scalars(node))
        if path and isinstance(path[-1], str):
            lost.add(path[-1])
        changed |= prune(root, path)
    return changed


def _stand_in(root: Mapping, key: str) -> bool:
    if key in root.items:
        return False
    node: Node = Sequence(root.place) if key in _LISTS else Scalar(root.place, _STAND_INS.get(key))
    if key == "axes":
        node = Mapping(root.place)
    root.items[key] = node
    root.keys[key] = root.place
    return True


def _reversible(path: Path) -> list[tuple[int, int, str]]:
    """Sorts later list items first, so that taking one out does not move the others."""
    return [(0, key, "") if isinstance(key, int) else (1, 0, key) for key in path]


def clean(loc: tuple[Any, ...]) -> Path:
    """pydantic's location without the names of union members and dict keys' marks."""
    return tuple(
        part
        for part in loc
        if isinstance(part, int) or not (part.startswith("@") or part == "[key]")
    )


def _report(root: Node, model: type[BaseModel], problem: Any, report: Report) -> None:
    path, kind = clean(problem["loc"]), problem["type"]
    if kind == "extra_forbidden":
        place = key_place(root, path)
        message = _unknown_key(root, model, path)
        report.error(place.line, place.column, where(root, path[:-1]), message)
        return
    if kind == "missing":
        place = key_place(root, path[:-1])
        message = f"the key '{path[-1]}' is missing"
        report.error(place.line, place.column, where(root, path[:-1]), message)
        return
    if problem["loc"] and problem["loc"][-1] == "[key]":
        place = key_place(root, path)
        report.error(place.line, place.column, where(root, path[:-1]), _words(problem))
        return
    node, found = find(root, path)
    if kind == "union_tag_not_found":
        place, message = node.place, _no_step(node)
        if isinstance(node, Mapping) and node.keys:
            place = next(iter(node.keys.values()))
    else:
        place, message = place_of(root, found), _words(problem)
    report.error(place.line, place.column, where(root, found), message)


def _words(problem: Any) -> str:
    kind = problem["type"]
    if kind == "plain":
        return str(problem["ctx"]["message"])
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "must be a map, with lines like key: value"
    if kind == "list_type":
        return "must be a list, with lines that begin with '- '"
    return str(problem["msg"])


def _no_step(node: Node) -> str:
    if not isinstance(node, Mapping):
        words = as_written(node.value) if isinstance(node, Scalar) else None
        shown = f" Did you mean '- say: {words}'?" if words else ""
        return f"a step is a map like say: Hello, but this is none.{shown}"
    if "if" in node.items:
        return "an `if` alone does nothing; it needs `then` (or a step to skip, like say)"
    for key in node.items:
        meant = hint(key, STEP_KEYS)
        if "Did you mean" in meant:
            return f"unknown key '{key}'.{meant}"
    return f"this is no step: it needs one of {either(STEP_KEYS)}"


def _unknown_key(root: Node, model: type[BaseModel], path: Path) -> str:
    key = str(path[-1])
    above, _ = find(root, path[:-1])
    found = _model_at(model, root, path[:-1])
    kind = step_kind(plain(above)) if found in STEP_MODELS.values() else None
    if kind is not None and key in {*STEP_KEYS, "then", "else"}:
        shown = "if" if kind in ("then", "else") else kind
        return f"a step does one thing: '{shown}' and '{key}' each need a step of their own"
    if not key or found is None:
        return f"unknown key '{key}'."
    return f"unknown key '{key}'.{hint(key, _allowed(found), 'Known here')}"


def _allowed(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], root: Node, path: Path) -> type[BaseModel] | None:
    """The keys that apply to the part at `path`."""
    candidates: list[type[BaseModel]] = [model]
    node: Node | None = root
    for key in path:
        candidates = _one(candidates, node)
        node = child(node, key)
        if isinstance(key, int):
            continue
        for candidate in candidates:
            field = _field(candidate, key)
            if field is not None:
                candidates = list(_models_in(field.annotation))
                break
    chosen = _one(candidates, node)
    return chosen[0] if chosen else None


def _one(candidates: list[type[BaseModel]], node: Node | None) -> list[type[BaseModel]]:
    """Of the models of all steps the one that fits; others as they are."""
    if len(candidates) > 1 and isinstance(node, Mapping):
        kind = step_kind(plain(node))
        if kind is not None:
            return [STEP_MODELS[kind]]
    if len(candidates) == 1 and issubclass(candidates[0], RootModel):
        return list(_models_in(candidates[0].model_fields["root"].annotation))
    return candidates


def _field(model: type[BaseModel], key: str) -> Any:
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return field
    return None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)
