"""The marketers' reference and the JSON Schema say what the models say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from bot.flowfile import check_sources, schema
from bot.flowfile.keys.questions import QUESTION_TYPES
from bot.flowfile.keys.steps import STEP_KEYS
from bot.flowfile.reference import models, reference
from bot.model import Json
from bot.questions.registry import TYPES

PAGE = Path(__file__).parents[2] / "docs" / "flow-format.md"
EXAMPLES = re.findall(r"```yaml( \w+)?\n(.*?)```", reference(), flags=re.DOTALL)


def test_the_page_is_what_the_models_say() -> None:
    told = "out of date: python -m bot schema --reference > docs/flow-format.md"
    assert PAGE.read_text(encoding="utf-8") == reference(), told


@pytest.mark.parametrize("name", sorted(models()))
def test_every_key_is_on_the_page_and_described(name: str) -> None:
    page = reference()
    for key, field in models()[name].model_fields.items():
        assert field.description, f"{name}.{key} has no description"
        assert f"| `{field.alias or key}` |" in page


def test_every_question_type_and_step_is_on_the_page() -> None:
    page = reference()
    assert tuple(TYPES) == QUESTION_TYPES
    assert all(f"| `{name}` |" in page for name in QUESTION_TYPES)
    assert all(re.search(rf"\| `{key}: ", page) for key in STEP_KEYS)


@pytest.mark.parametrize("number", [n for n, (mark, _) in enumerate(EXAMPLES) if not mark])
def test_every_example_of_a_flow_is_sound(number: int) -> None:
    lead = next(text for mark, text in EXAMPLES if mark == " lead")
    offers = next(text for mark, text in EXAMPLES if mark == " offers")
    sources = {"lead.yml": lead, "offers.yml": offers, "example.yml": EXAMPLES[number][1]}
    checked = check_sources({name: text.encode() for name, text in sources.items()})
    assert [str(p) for p in checked.problems if p.severity == "error"] == []


def test_the_schema_describes_every_key_for_editors() -> None:
    made = schema()
    assert made["properties"]["kind"]["enum"][0] == "chat"
    for name, definition in made["$defs"].items():
        for key, part in definition.get("properties", {}).items():
            assert part.get("description"), f"{name}.{key}"


def test_the_schema_takes_the_short_spellings() -> None:
    options = schema()["$defs"]["AskStep"]["properties"]["options"]
    assert {"type": ["string", "number", "boolean"]} in options["items"]["anyOf"]


SHIPPED = [
    path
    for path in sorted((Path(__file__).parents[2] / "flows").glob("*.yml"))
    if path.name not in ("lead.yml", "offers.yml", "answers.yml")
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_schema_takes_every_shipped_flow(path: Path) -> None:
    found = YAML(typ="safe", pure=True).load(path)
    assert editor_says(json.loads(json.dumps(found, default=str))) == []


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([{"ask": "x", "type": "text", "text": "X?"}], []),
        ([{"ask": "x", "type": "hidden"}], []),
        ([{"ask": "x", "type": "text", "text": "X?", "points": {"if": "x > 1", "give": 5}}], []),
        ([{"ask": "x", "type": "choice", "text": "X?", "options": [1, 2]}], []),
        ([{"if": "x", "then": [{"say": "Hi"}], "else": "end"}], []),
        ([{"ask": "x", "type": "text"}], ['"text" is a required property']),
        ([{"ask": "x", "type": "txt", "text": "X?"}], ['"txt" is not one of "choice", ']),
        ([{"say": "Hi", "imag": "a.png"}], ["Additional properties are not allowed ('imag' was"]),
        ([{"if": "x"}], ['"say" is a required property']),
    ],
)
def test_an_editor_says_what_is_wrong_in_a_step(steps: list[Json], said: list[str]) -> None:
    head: dict[str, Json] = {"format": 1, "kind": "form", "title": "A form", "language": "en"}
    told = editor_says({**head, "steps": steps})
    assert len(told) == len(said)
    assert all(one.startswith(words) for one, words in zip(told, said, strict=True)), told


def editor_says(flow: Json) -> list[str]:
    errors = jsonschema_rs.validator_for(schema()).iter_errors(flow)
    return [error.message for error in errors]
