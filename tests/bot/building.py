"""Flows built by hand, in the words of a flow file: nested steps become a flat program."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.formula import Formula, parse
from bot.model import (
    Action,
    Ask,
    Branch,
    Button,
    Call,
    Check,
    Expectation,
    Flow,
    Go,
    Link,
    Option,
    Outcome,
    Page,
    PointRule,
    Product,
    Question,
    Result,
    Say,
    Set,
    Step,
)
from bot.score import Axis, LeadDefinition
from bot.texts import Reference, Text

LEAD = LeadDefinition(
    axes={
        "need": Axis("need", 25, 180),
        "budget": Axis("budget", 25),
        "authority": Axis("authority", 15),
        "timing": Axis("timing", 20, 45),
        "interest": Axis("interest", 15, 30),
    }
)

_REFERENCE = re.compile(r"\{([\w.]+)(?:\s*\|\s*(\w+))?\}")


def text(words: str | Mapping[str, str]) -> Text:
    """A text in English, or in the languages given."""
    by_language = {"en": words} if isinstance(words, str) else dict(words)
    templates = {language: _template(said) for language, said in by_language.items()}
    return Text(templates, "en")


def _template(words: str) -> tuple[str | Reference, ...]:
    parts: list[str | Reference] = []
    end = 0
    for found in _REFERENCE.finditer(words):
        if words[end : found.start()]:
            parts.append(words[end : found.start()])
        parts.append(Reference(found[1], found[2]))
        end = found.end()
    if words[end:]:
        parts.append(words[end:])
    return tuple(parts)


def flow(
    kind: str, steps: Sequence[Mapping[str, Any]], outcomes: Sequence[Any] = (), **more: Any
) -> Flow:
    """A flow of the kind; `steps` and `outcomes` as in a flow file."""
    more.setdefault("lead", LEAD)
    more.setdefault("languages", ("en", "tr", "pl"))
    return Flow(
        name=more.pop("name", "test"),
        version="0" * 64,
        kind=kind,  # type: ignore[arg-type]
        title=text("A test"),
        language="en",
        steps=_Program().compiled(steps),
        outcomes=tuple(_outcome(one) for one in outcomes),
        products=tuple(_product(one) for one in more.pop("products", ())),
        tests=tuple(_expectation(one) for one in more.pop("tests", ())),
        **more,
    )


class _Program:
    """Compiles nested steps to a flat program; jumps to ids are set when all are placed."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.ids: dict[str, int] = {}

    def compiled(self, steps: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
        self._block(steps)
        self.ids["end"] = len(self.steps)
        return tuple(self._linked(step) for step in self.steps)

    def _block(self, steps: Sequence[Mapping[str, Any]]) -> None:
        for step in steps:
            self._step(dict(step))

    def _step(self, step: dict[str, Any]) -> None:
        if "then" in step:
            self._branch(step)
            return
        place = len(self.steps)
        name = step.get("id") or step.get("ask") or f"s{place}"
        self.ids.setdefault(name, place)
        self.steps.append(self._simple(step, name, place + 1, condition(step.pop("if", None))))

    def _branch(self, step: dict[str, Any]) -> None:
        place = len(self.steps)
        self.steps.append(Go("", 0, None, 0))  # holds the place
        self._block(step["then"])
        if step.get("else"):
            skip = len(self.steps)
            self.steps.append(Go("", 0, None, 0))
            otherwise = len(self.steps)
            self._block(step["else"])
            self.steps[skip] = Go(f"s{skip}", 0, None, len(self.steps))
        else:
            otherwise = len(self.steps)
        self.steps[place] = Branch(f"s{place}", place, None, parse(step["if"]), otherwise)

    def _simple(self, step: dict[str, Any], name: str, line: int, when: Formula | None) -> Step:
        if "ask" in step:
            return Ask(name, line, when, question(step))
        if "say" in step:
            return Say(name, line, when, text(step["say"]))
        if "set" in step:
            values = tuple((key, parse(str(value))) for key, value in step["set"].items())
            return Set(name, line, when, values)
        if "go" in step:
            return Go(name, line, when, step["go"])
        if "call" in step:
            return Call(name, line, when, step["call"])
        if "link" in step:
            return Link(name, line, when, step["link"])
        if "action" in step:
            return Action(name, line, when, step["action"])
        return Page(name, line, when, text(step["page"]) if step["page"] else None)

    def _linked(self, step: Step) -> Step:
        if isinstance(step, Go) and isinstance(step.to, str):
            return dataclasses.replace(step, to=self.ids[step.to])
        if isinstance(step, Ask):
            options = tuple(
                dataclasses.replace(option, go=self.ids[option.go])
                if isinstance(option.go, str)
                else option
                for option in step.question.options
            )
            return dataclasses.replace(
                step, question=dataclasses.replace(step.question, options=options)
            )
        return step


def condition(source: str | None) -> Formula | None:
    """A parsed condition, where there is one."""
    return parse(source) if source is not None else None


def question(step: Mapping[str, Any]) -> Question:
    """A question as in a flow file's `ask`."""
    axis = step.get("axis")
    fields = {
        key: value
        for key, value in step.items()
        if key not in ("ask", "id", "min", "max", "options", "rows", "columns", "points", "check")
    }
    for key in ("help", "why", "placeholder", "explain", "unit", "low", "high"):
        if key in fields:
            fields[key] = text(fields[key])
    fields["text"] = text(fields.get("text", f"{step['ask']}?"))
    fields.setdefault("type", "text")
    return Question(
        slot=step["ask"],
        minimum=step.get("min"),
        maximum=step.get("max"),
        options=tuple(option(one, axis) for one in step.get("options", ())),
        rows=tuple(option(one, None) for one in step.get("rows", ())),
        columns=tuple(option(one, axis) for one in step.get("columns", ())),
        points=tuple(_rule(one, axis) for one in step.get("points", ())),
        check=tuple(Check(parse(one["if"]), text(one["say"])) for one in step.get("check", ())),
        **fields,
    )


def option(given: str | Mapping[str, Any], axis: str | None) -> Option:
    """An option as in a flow file; a word alone is its value and label."""
    fields = {"value": given} if isinstance(given, str) else dict(given)
    fields["label"] = text(fields.get("label", fields["value"]))
    fields["points"] = _worth(fields.get("points"), axis)
    for key in ("also", "tags"):
        fields[key] = tuple(fields.get(key, ()))
    return Option(**fields)


def _worth(points: Any, axis: str | None) -> dict[str, float]:
    if points is None:
        return {}
    return dict(points) if isinstance(points, Mapping) else {axis or "": points}


def _rule(given: Mapping[str, Any], axis: str | None) -> PointRule:
    return PointRule(condition(given.get("if")), _worth(given["give"], axis), given.get("if", ""))


def _outcome(given: Mapping[str, Any]) -> Outcome:
    fields = dict(given)
    fields["condition"] = condition(fields.pop("if", None))
    fields["title"] = text(fields.get("title", fields["id"]))
    if "text" in fields:
        fields["text"] = text(fields["text"])
    fields["results"] = tuple(_result(one) for one in fields.get("results", ()))
    if "button" in fields:
        fields["button"] = Button(text(fields["button"]), url="https://example.com")
    return Outcome(**fields)


def _result(given: Mapping[str, Any]) -> Result:
    return Result(
        text(given["label"]),
        parse(given["value"]),
        given.get("format"),
        given.get("chart"),
        condition(given.get("if")),
    )


def _product(given: Mapping[str, Any]) -> Product:
    fields = dict(given)
    fields["condition"] = condition(fields.pop("if", None))
    fields["title"] = text(fields.get("title", fields["id"]))
    if "text" in fields:
        fields["text"] = text(fields["text"])
    fields["tags"] = tuple(fields.get("tags", ()))
    return Product(**fields)


def _expectation(given: Mapping[str, Any]) -> Expectation:
    return Expectation(
        given.get("name", "a test"),
        given.get("line", 1),
        given["answers"],
        given["expect"],
        given.get("language"),
    )
