"""The page before the first question."""

from __future__ import annotations

from dataclasses import dataclass

from bot.effects import View
from bot.model import Flow
from bot.texts import plain_text
from web.words import word


@dataclass(frozen=True, slots=True)
class CoverShown:
    """The cover in the visitor's language; `note` says how much is to come."""

    title: str
    markdown: str
    button: str
    image: str | None
    note: str


def cover_of(flow: Flow, view: View) -> CoverShown:
    """The cover of a flow that has one."""
    start, language = flow.start, view.language
    assert start is not None
    count = view.progress.expected
    key = "question_one" if count == 1 else "question_many"
    return CoverShown(
        title=plain_text(start.title or flow.title, language),
        markdown=plain_text(start.text, language) if start.text else "",
        button=plain_text(start.button, language) if start.button else word("start", language),
        image=start.image,
        note=word(key, language, count=count) if count and flow.kind != "calculator" else "",
    )
