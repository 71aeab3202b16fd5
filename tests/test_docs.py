"""The documents say what is so: paths lead somewhere, settings and answers are as described."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.questions import TYPES
from tests.bot.building import question
from tests.bot.talking import TODAY
from web.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "flows").glob("*.md")]
)
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_TOP = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"var"}

_AB = {"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}
_KEYS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("picture", "multi_choice", "ranking"), _AB),
    "choice": {"options": [*_AB["options"], {"value": "c", "label": "C", "other": True}]},
    "money": {"currency": "EUR"},
    "slider": {"min": 0, "max": 100},
    "scale": {"min": 1, "max": 5},
    "consent": {"purpose": "contact", "required": False},
    "matrix": {
        "rows": [{"value": "r1", "label": "1"}, {"value": "r2", "label": "2"}],
        "columns": [{"value": "c1", "label": "1"}, {"value": "c2", "label": "2"}],
    },
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_and_links_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    named = [path for path in _PATH.findall(text) if path.split("/")[0] in _TOP]
    linked = [link for link in _LINK.findall(text) if "://" not in link]
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [link for link in linked if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_that_newcomers_are_told_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M))
    told = re.findall(r"(?:^|`)make ([a-z]+(?: [a-z]+)*)(?=`| {2}|$)", text, re.M)
    assert {word for words in told for word in words.split()} <= targets
    modules = re.findall(r"python -m (\w+)(?: (\w+))?", text)
    assert modules or told
    for module, command in modules:
        assert (ROOT / module / "__main__.py").exists(), module
        assert module != "bot" or (ROOT / "bot" / "commands" / f"{command}.py").exists(), command


def test_the_map_of_the_house_has_every_room() -> None:
    table = (ROOT / "README.md").read_text("utf-8").split("## The house")[1]
    rooms = set(re.findall(r"^\| `(\w+)/` \|", table, re.M))
    there = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0].isalpha()}
    made = set(re.findall(r"^/?([\w-]+)/$", (ROOT / ".gitignore").read_text("utf-8"), re.M))
    assert rooms == there - made


def test_every_setting_is_described_in_its_own_words() -> None:
    text = (ROOT / "docs/operations.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \|.*\| ([^|]+) \|$", text, re.MULTILINE))
    settings = {name.upper(): field.description for name, field in Settings.model_fields.items()}
    assert rows == settings


def _shapes() -> dict[str, list[Any]]:
    """What `value` may be, by question type, from the table's JSON."""
    text = (ROOT / "docs/api.md").read_text("utf-8").split("## What `value` may be")[1]
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|(.*)\|$", text.split("\n## ")[0], re.MULTILINE)
    return {
        name: [
            json.loads(given)
            for given in re.findall(r"`([^`]+)`", f"{shape} {more}")
            if given[0] in '"{[t' or given[0].isdigit()
        ]
        for name, shape, more in rows
    }


def test_every_question_type_has_its_shapes() -> None:
    assert set(_shapes()) == set(TYPES)


@pytest.mark.parametrize("name", sorted(set(TYPES) - {"file", "hidden"}))
def test_the_shapes_described_are_taken(name: str) -> None:
    asked = question({"ask": "q", "type": name, **_KEYS.get(name, {})})
    shapes = _shapes()[name]
    assert shapes
    for value in shapes:
        assert TYPES[name].accept(asked, value, language="en", today=TODAY) is not None, value
