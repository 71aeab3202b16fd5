"""The arrow of imports of the design: what may lean on what, and no circles between files."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("actions", "bot", "leads", "outreach", "store", "web")

#: web -> actions -> outreach -> leads -> store; leads -> bot; web -> bot. Each package may import
#: what follows it on the arrow, and nothing else of ours.
MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "bot": frozenset(),
    "store": frozenset(),
    "leads": frozenset({"store", "bot"}),
    "outreach": frozenset({"leads", "store", "bot"}),
    "actions": frozenset({"outreach", "leads", "store", "bot"}),
    "web": frozenset({"actions", "outreach", "leads", "store", "bot"}),
}

#: Inside bot, from the top: a part may import parts of lower rows, and of its own row only itself.
BOT_ROWS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"commands"}),
    frozenset({"library"}),
    frozenset({"flowfile", "engine"}),
    frozenset({"questions", "answers"}),
    frozenset({"understanding", "display"}),
    frozenset({"words"}),
    frozenset({"effects", "events", "session"}),
    frozenset({"model", "errors"}),
    frozenset({"score", "texts"}),
    frozenset({"formula"}),
)

Imports = Mapping[str, frozenset[str]]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def files() -> dict[str, Path]:
    return {
        module_name(path): path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def imported(tree: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """Everything a file imports, wherever in it; `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if is_package and node.level == 1 else -node.level]
                base = ".".join([*above, base]).strip(".")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def at_the_top(tree: ast.Module) -> ast.Module:
    """What is imported when the file is: not within functions, not for type checkers only."""
    body = [node for node in tree.body if not _for_types_only(node)]
    kept = [node for node in body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return ast.Module(body=kept, type_ignores=[])


def _for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def read(*, only_top: bool = False) -> Imports:
    """For every file of ours the modules of ours it imports, and what else by its full name."""
    known = files()
    found = {}
    for module, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        part = at_the_top(tree) if only_top else tree
        names = imported(part, module, path.name == "__init__.py")
        found[module] = frozenset(_ours(name, known) for name in names)
    return found


def _ours(name: str, known: Mapping[str, Path]) -> str:
    """`bot.model.Flow` is of the module `bot.model`."""
    if name.split(".")[0] in PACKAGES and name not in known:
        return name.rpartition(".")[0]
    return name


@pytest.fixture(scope="module")
def imports() -> Imports:
    return read()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_follows_it_on_the_arrow(
    package: str, imports: Imports
) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in imports.items()
        for name in names
        if module.split(".")[0] == package
        and name.split(".")[0] in set(PACKAGES) - {package} - MAY_IMPORT[package]
    ]
    assert wrong == []


def part_of(module: str) -> str:
    """The part of bot a module belongs to: `bot.engine.walk` is of `engine`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def row_of(part: str) -> int:
    return next(number for number, row in enumerate(BOT_ROWS) if part in row)


def test_every_part_of_bot_has_its_row(imports: Imports) -> None:
    parts = {part_of(module) for module in imports if module.startswith("bot.")}
    assert parts == set().union(*BOT_ROWS) & parts
    assert parts <= set().union(*BOT_ROWS)


def test_parts_of_bot_import_only_what_stands_below(imports: Imports) -> None:
    wrong = []
    for module, names in imports.items():
        for name in names:
            if not (module.startswith("bot.") and name.startswith("bot.")):
                continue
            part, other = part_of(module), part_of(name)
            if other and part != other and row_of(other) <= row_of(part):
                wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_engine_and_flowfile_never_import_each_other(imports: Imports) -> None:
    for module, names in imports.items():
        if module.startswith("bot.engine"):
            assert not any(name.startswith("bot.flowfile") for name in names), module
        if module.startswith("bot.flowfile"):
            assert not any(name.startswith("bot.engine") for name in names), module


def test_only_actions_know_rasa(imports: Imports) -> None:
    knowing = {
        module.split(".")[0]
        for module, names in imports.items()
        for name in names
        if name.split(".")[0] == "rasa_sdk"
    }
    assert knowing <= {"actions"}


def test_the_bot_reaches_for_no_web_and_no_database(imports: Imports) -> None:
    outside = {"flask", "sqlalchemy", "jinja2", "wtforms", "requests", "urllib.request", "socket"}
    wrong = [
        f"{module} imports {name}"
        for module, names in imports.items()
        for name in names
        if module.startswith("bot") and (name in outside or name.split(".")[0] in outside)
    ]
    assert wrong == []


@pytest.mark.parametrize("part", ["engine", "questions", "formula", "score", "understanding"])
def test_the_pure_parts_have_no_clock_and_no_chance(part: str, imports: Imports) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in imports.items()
        for name in names
        if module.startswith(f"bot.{part}")
        and name.split(".")[0] in {"time", "random", "secrets", "uuid", "os", "subprocess"}
    ]
    assert wrong == []


def test_no_files_import_each_other_in_a_circle() -> None:
    graph = read(only_top=True)
    done: set[str] = set()
    for start in graph:
        circle = _circle(graph, start, [], done)
        assert circle is None, " -> ".join(circle or [])


def _circle(graph: Imports, module: str, way: list[str], done: set[str]) -> list[str] | None:
    if module in way:
        return [*way[way.index(module) :], module]
    if module in done or module not in graph:
        return None
    for name in graph[module]:
        if name != module and not module.startswith(f"{name}."):
            found = _circle(graph, name, [*way, module], done)
            if found is not None:
                return found
    done.add(module)
    return None
