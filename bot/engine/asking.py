"""A question as a surface shows it: words, options, bounds, and what its control holds already."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Iterator
from typing import Any

from bot.effects import Asked, AskedOption, Message
from bot.engine.known import known_value
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.engine.walking import given_before
from bot.errors import BadAnswer
from bot.model import Json, Option, Question
from bot.questions import TYPES
from bot.session import Session
from bot.texts import Text

#: Questions kept ready to be shown, for each flow and language.
_MOST_FIXED = 5_000


def asked(
    walk: Walk, question: Question, before: tuple[Message, ...] = (), visible: bool = True
) -> Asked:
    """The question in the visitor's language, its control filled with what is known."""
    question = as_shown(question, walk.session)
    value = offered(walk, question)
    plain = _without_value(walk, question)
    if value is None and not before and visible:
        return plain
    language = walk.session.language
    shown = "" if value is None else TYPES[question.type].show(question, value, language)
    return dataclasses.replace(plain, value=value, shown=shown, before=before, visible=visible)


def _without_value(walk: Walk, question: Question) -> Asked:
    """Made once for each language where no text of the question holds a reference."""
    if question.shuffle:
        return _made(walk, question)
    plan, key = walk.frame.plan, (id(question), walk.session.language)
    if len(plan.fixed) > _MOST_FIXED:
        plan.fixed.clear()
    if key not in plan.fixed:
        pieces = [plan.pieces(text, key[1]) for text in _texts(question)]
        # Only the flow's own questions: an id names them as long as the flow lives.
        lasting = plan.questions.get(question.slot) is question
        is_fixed = lasting and all(piece.fixed for piece in pieces)
        plan.fixed[key] = _made(walk, question) if is_fixed else None
    return plan.fixed[key] or _made(walk, question)


def _texts(question: Question) -> Iterator[Text]:
    optional = (question.help, question.why, question.placeholder, question.unit)
    for text in (question.text, *optional, question.low, question.high):
        if text is not None:
            yield text
    for option in (*question.options, *question.rows, *question.columns):
        yield option.label


def _made(walk: Walk, question: Question) -> Asked:
    words = render(walk, question.text)
    fields: dict[str, Any] = {
        "options": _options(walk, question.options),
        "minimum": question.minimum,
        "maximum": question.maximum,
        "step": question.step,
        **TYPES[question.type].asked(question, walk.session.language),
    }
    return Asked(
        slot=question.slot,
        type=question.type,
        text=words.plain,
        markdown=words.markdown,
        required=question.required,
        help=_plain(walk, question.help),
        why=_plain(walk, question.why),
        placeholder=_plain(walk, question.placeholder),
        rows=_options(walk, question.rows),
        columns=_options(walk, question.columns),
        decimals=question.decimals,
        unit=_plain(walk, question.unit),
        currency=question.currency or (walk.flow.currency if question.type == "money" else None),
        low=_plain(walk, question.low),
        high=_plain(walk, question.high),
        purpose=question.purpose,
        accept=question.accept,
        max_mb=question.max_mb,
        **fields,
    )


def _plain(walk: Walk, text: Text | None) -> str | None:
    return render(walk, text).plain if text is not None else None


def _options(walk: Walk, options: tuple[Option, ...]) -> tuple[AskedOption, ...]:
    return tuple(
        AskedOption(option.value, render(walk, option.label).plain, option.image, option.other)
        for option in options
    )


def as_shown(question: Question, session: Session) -> Question:
    """The question with its options in the visitor's order, where the author wants it mixed.

    The order follows from `visitor.seed` of the session's context alone, so it stays the same for
    one visitor. Options of their own words stay last.
    """
    seed = session.context.get("visitor.seed")
    if not question.shuffle or not seed:
        return question

    def place(option: Option) -> tuple[bool, int]:
        return option.other, zlib.crc32(f"{seed}/{question.slot}/{option.value}".encode())

    return dataclasses.replace(question, options=tuple(sorted(question.options, key=place)))


def offered(walk: Walk, question: Question) -> Json:
    """What the control shows before it is answered: a kept answer, else a prefill, else a default.

    Prefills that the question would refuse are left out; a default is in the type's own shape.
    """
    session = walk.session
    if question.slot in session.kept:
        return session.kept[question.slot]
    if (before := known_value(walk, question)) is not None:
        return before
    value = given_before(session, question)
    if value is not None and value != "":
        try:
            return TYPES[question.type].accept(
                question, value, language=session.language, today=session.today
            )
        except BadAnswer:
            pass
    return question.default
