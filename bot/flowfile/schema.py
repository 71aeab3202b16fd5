"""The JSON Schema of flow files, for editors."""

from __future__ import annotations

from typing import Any

from bot.flowfile.keys import FlowKeys


def schema() -> dict[str, Any]:
    """The JSON Schema of a flow file, every key with its description."""
    made = FlowKeys.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
