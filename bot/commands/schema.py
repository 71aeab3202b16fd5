"""`python -m bot schema`: the JSON Schema of flow files, or their reference for people."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from bot.flowfile import answers_schema, schema
from bot.flowfile.reference import reference


def run(arguments: Sequence[str]) -> int:
    """Print it."""
    parser = argparse.ArgumentParser(prog="python -m bot schema", description=__doc__)
    parser.add_argument("--reference", action="store_true", help="print docs/flow-format.md")
    parser.add_argument("--answers", action="store_true", help="the schema of answers.yml")
    options = parser.parse_args(arguments)
    if options.reference:
        print(reference(), end="")
    else:
        made = answers_schema() if options.answers else schema()
        print(json.dumps(made, ensure_ascii=False, indent=2))
    return 0
