"""The reference for people, docs/flow-format.md: `reference.md` filled from the keys.

Nothing about a key is written twice: its meaning stands in its model's description.
"""

from __future__ import annotations

import re
import types
import typing
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel

from bot.flowfile.fitting import COMMON_KEYS
from bot.flowfile.keys import STEP_MODELS, answering, questions, site, steps, testing
from bot.flowfile.keys import flow as flow_keys
from bot.flowfile.keys import outcomes as outcome_keys
from bot.flowfile.keys.base import Keys, OneOf, Whole
from bot.flowfile.reading import MAX_BYTES, MAX_DEPTH
from bot.model import CONTACT_SLOTS
from bot.questions.registry import TYPES
from bot.texts import FORMATS

_TEMPLATE = Path(__file__).with_name("reference.md")
_PLACE = re.compile(r"\{\{([A-Za-z_]+)(?: (\w+))?\}\}")
_NOTICE = "<!-- Made by `python -m bot schema --reference > docs/flow-format.md`. -->\n\n"

_CONTEXT = (
    ("`points.<axis>`", "the points so far on an axis"),
    ("`score.total`", "the points of this flow by axis under the caps, summed"),
    ("`category.<name>`", "the points of a category"),
    ("`grade.percent`", "the share of right answers in a graded quiz, 0 to 100"),
    (
        "`visitor.language`, `visitor.device`, `visitor.returning`",
        "the visitor's; a device is phone, tablet or computer",
    ),
    ("`utm.source`, `utm.medium`, `utm.campaign`, `utm.content`, `utm.term`", "from the address"),
    ("`page.url`", "the page the flow stands on"),
)
#: Which steps the overview lists: the key and the model behind it.
_STEPS = (
    ("`say: text`", steps.SayStep),
    ("`ask: slot`", questions.AskStep),
    ("`set: {name: formula}`", steps.SetStep),
    ("`if: formula` with `then`, `else`", steps.BranchStep),
    ("`go: step` or `go: end`", steps.GoStep),
    ("`call: flow`", steps.CallStep),
    ("`link: flow`", steps.LinkStep),
    ("`action: name`", steps.ActionStep),
    ("`handover: true` or `handover: text`", steps.HandoverStep),
    ("`page: title`", steps.PageStep),
)


def models() -> dict[str, type[BaseModel]]:
    """Every model of keys by its name."""
    found: dict[str, type[BaseModel]] = {}
    for module in (flow_keys, steps, questions, outcome_keys, testing, site, answering):
        for name, thing in vars(module).items():
            if isinstance(thing, type) and issubclass(thing, Keys) and thing is not Keys:
                found[name] = thing
    return found


def reference() -> str:
    """The whole page in Markdown."""
    parts = {
        "MAX_KIB": str(MAX_BYTES // 1024),
        "MAX_DEPTH": str(MAX_DEPTH),
        "FORMATS": ", ".join(f"`{name}`" for name in FORMATS),
        "CONTACT_SLOTS": ", ".join(f"`{name}`" for name in CONTACT_SLOTS),
        "steps": "\n".join(f"| {shown} | {_first(model)} |" for shown, model in _STEPS),
        "types": "\n".join(_type_line(name) for name in TYPES),
        "context": "\n".join(f"| {name} | {meaning} |" for name, meaning in _CONTEXT),
    }
    known = models()

    def fill(found: re.Match[str]) -> str:
        if found.group(1) == "keys":
            return _table(known[found.group(2)])
        return parts[found.group(1)]

    return _NOTICE + _PLACE.sub(fill, _TEMPLATE.read_text(encoding="utf-8"))


def _first(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().split("\n")[0]


def _type_line(name: str) -> str:
    kind = TYPES[name]
    words = (kind.__doc__ or "").strip().split("\n")[0]
    meaning = words.removeprefix(f"{name}: ").rstrip(".")
    keys = ", ".join(f"`{key}`" for key in kind.KEYS if key not in COMMON_KEYS)
    return f"| `{name}` | {meaning} | {keys} |"


def _table(model: type[BaseModel]) -> str:
    lines = ["| key | what it is | kind |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        must = "**must**, " if field.is_required() else ""
        kind = _kind(
            Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        )
        meaning = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{key}` | {meaning} | {must}{kind} |")
    return "\n".join(lines)


def _kind(annotation: Any) -> str:
    """The kind of value in words."""
    named = _NAMED.get(str(annotation))
    if named is not None:
        return named
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _annotated(annotation, arguments)
    if origin in (typing.Union, types.UnionType):
        kinds = [_kind(part) for part in arguments if part is not type(None)]
        return " or ".join(dict.fromkeys(kinds))
    if origin is list:
        return f"list of {_plural(_kind(arguments[0]))}"
    if origin is dict:
        return f"map to {_kind(arguments[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "step" if annotation in _STEP_MODELS else _MODELS.get(annotation.__name__, "map")
    return _SIMPLE.get(annotation, "value")


def _annotated(annotation: Any, arguments: tuple[Any, ...]) -> str:
    for mark in arguments[1:]:
        if isinstance(mark, OneOf):
            return (
                ", ".join(f"`{name}`" for name in mark.names)
                if len(mark.names) < 8
                else "see below"
            )
        if isinstance(mark, Whole):
            return f"whole number, {mark.least} to {mark.most}"
    return _kind(arguments[0])


def _plural(kind: str) -> str:
    return {"text": "texts", "name": "names", "map": "maps", "step": "steps"}.get(kind, kind)


def _names() -> dict[str, str]:
    from bot.flowfile.keys import fields

    return {
        str(getattr(fields, name)): kind
        for name, kind in (
            ("Words", "text"),
            ("FormulaSource", "formula"),
            ("String", "words"),
            ("Number", "number"),
            ("Truth", "`true` or `false`"),
            ("Date", "date, 2027-03-01"),
            ("Days", "time, 180 days"),
            ("Bound", "number or date"),
            ("Points", "number or map"),
            ("Names", "word or list of words"),
            ("SlotName", "name"),
            ("Id", "name"),
            ("Currency", "currency, EUR"),
            ("Language", "language, en"),
            ("Accent", "colour"),
            ("Origin", "https://acme.example"),
        )
    }


_NAMED = _names()
_SIMPLE: dict[Any, str] = {str: "name", float: "number", int: "number", bool: "`true` or `false`"}
_STEP_MODELS = {*STEP_MODELS.values(), questions.HiddenStep}
_MODELS = {"OptionKeys": "options", "PointRuleKeys": "rules", "CheckKeys": "checks"}
