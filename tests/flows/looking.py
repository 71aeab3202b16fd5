"""What is wrong with what a visitor would see: texts, points, progress, the end."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterator

from bot.effects import Asked, Ending, Message, View
from bot.model import Flow
from bot.score import sum_points

#: `{slot}` or `{slot | money}`: a reference that nothing was put in place of.
_REFERENCE = re.compile(r"\{\s*[A-Za-z_][\w.]*\s*(\|\s*\w+\s*)?\}")

#: What is left where a value was not known, or where a program shows through.
_GAP = re.compile(r" [,.;:!?](\s|$)|  |\( *\)|\bNone\b|\bnan\b|\bundefined\b|\[object")

#: Texts that may be missing, but not blank.
_OPTIONAL = ("help", "why", "placeholder", "unit", "low", "high")


def wrong_with(flow: Flow, view: View) -> list[str]:
    """Every fault of a view, in words; empty when it can be shown as it is."""
    return [
        f"{flow.name} in {view.language}, turn {view.turn}: {fault}"
        for fault in (*_wrong_texts(view), *_wrong_points(flow, view), *_wrong_progress(view))
    ]


def _wrong_texts(view: View) -> Iterator[str]:
    for place, text in texts_of(view):
        if not text.strip():
            yield f"{place} is empty"
        elif found := _REFERENCE.search(text) or (_GAP.search(text) if place != "said" else None):
            yield f"{place} shows {found[0]!r}: {text!r}"


def texts_of(view: View) -> Iterator[tuple[str, str]]:
    """Every text of a view with what it is; "said" are the visitor's own words."""
    for message in view.transcript:
        yield from _message(message)
    if view.screen is not None:
        if view.screen.title is not None:
            yield "the page's title", view.screen.title
        for question in view.screen.questions:
            yield from _question(question)
    for line in view.live:
        yield "a live result's label", line.label
    if view.ending is not None:
        yield from _ending(view.ending)


def _message(message: Message) -> Iterator[tuple[str, str]]:
    if message.author == "visitor":
        yield "said", message.text
    elif not (message.image or message.video):
        yield "a message", message.text
        yield "a message's markdown", message.markdown.replace("\\", "")


def _question(question: Asked) -> Iterator[tuple[str, str]]:
    yield f"the question {question.slot}", question.text
    for name in _OPTIONAL:
        if (text := getattr(question, name)) is not None:
            yield f"{name} of {question.slot}", text
    for option in (*question.options, *question.rows, *question.columns):
        yield f"option {option.value} of {question.slot}", option.label
    for message in question.before:
        yield from _message(message)


def _ending(ending: Ending) -> Iterator[tuple[str, str]]:
    if ending.link is None:
        yield "the outcome's title", ending.title
    if ending.text is not None:
        yield "the outcome's text", ending.text
    for line in ending.results:
        yield "a result's label", line.label
        yield f"the result {line.label}", line.shown
    for product in ending.products:
        yield "a product's title", product.title
        yield f"the price of {product.id}", product.price or "none"
    for part in (ending.offer, ending.button):
        for name in ("title", "text", "button", "label"):
            if (text := getattr(part, name, None)) is not None:
                yield f"the offer's or button's {name}", text
    for review in ending.review:
        yield "a reviewed question", review.question
        yield "a right answer", review.correct


def _wrong_points(flow: Flow, view: View) -> Iterator[str]:
    """The score is added up here anew: by axis, held within 0 and the cap."""
    axes: dict[str, float] = {}
    for line in view.points:
        if not (line.rule and line.evidence.strip()):
            yield f"a point line without its reason: {line}"
        if line.axis in flow.lead.axes:
            axes[line.axis] = axes.get(line.axis, 0.0) + line.points
        elif line.axis not in flow.categories and not flow.products:
            yield f"points on '{line.axis}', which is neither an axis nor a category"
    held = {name: min(max(raw, 0.0), flow.lead.axes[name].cap) for name, raw in axes.items()}
    score = sum_points(view.points, flow.lead)
    if score.axes != held or not math.isclose(score.total, sum(held.values())):
        yield f"points do not sum: {score} against {held}"


def _wrong_progress(view: View) -> Iterator[str]:
    answered, expected = view.progress.answered, view.progress.expected
    if not 0 <= answered <= expected:
        yield f"{answered} of {expected} answered"
    if view.screen is not None and answered == expected:
        yield f"all {expected} answered, and yet something is asked"


def same_but_for_the_turn(one: View, other: View) -> bool:
    """Whether two views show the same."""
    return _without_turn(one) == _without_turn(other)


def _without_turn(view: View) -> View:
    return dataclasses.replace(view, turn=0, notice=None)
