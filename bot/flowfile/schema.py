"""The JSON Schema of flow files, for editors.

Made of the models, but for steps: an editor can only say which key of a step is wrong when it knows
which step is meant, so the schema asks for the step's own key first.
"""

from __future__ import annotations

from typing import Any

from bot.flowfile.keys import AnswersKeys, FlowKeys
from bot.flowfile.keys.steps import STEP_MODELS

_STEP = {"$ref": "#/$defs/Step"}


def schema() -> dict[str, Any]:
    """The JSON Schema of a flow file, every key with its description."""
    made = FlowKeys.model_json_schema(by_alias=True)
    made = _with_steps(made)
    made["$defs"]["Step"] = _step()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def answers_schema() -> dict[str, Any]:
    """The JSON Schema of answers.yml, every key with its description."""
    made = AnswersKeys.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _with_steps(part: Any) -> Any:
    """The same with every list of all kinds of steps replaced by the one definition."""
    if isinstance(part, list):
        return [_with_steps(item) for item in part]
    if not isinstance(part, dict):
        return part
    if _reference("SayStep") in part.get("oneOf", ()):
        return _STEP
    return {key: _with_steps(item) for key, item in part.items()}


def _step() -> dict[str, Any]:
    """One step: by the key that names it; without one, anything that could become a step."""
    names = list(dict.fromkeys(model.__name__ for model in STEP_MODELS.values()))
    found: dict[str, Any] = {
        "anyOf": [_reference(name) for name in names],
        "required": ["say"],
    }
    for key, model in reversed(STEP_MODELS.items()):
        found = {"if": {"required": [key]}, "then": _reference(model.__name__), "else": found}
    hidden = {"required": ["ask", "type"], "properties": {"type": {"const": "hidden"}}}
    return {
        "description": "One step: say, ask, set, if, go, call, link, action or page.",
        "type": "object",
        "if": hidden,
        "then": _reference("HiddenStep"),
        "else": found,
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}
