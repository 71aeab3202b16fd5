"""An answered question asked once more, so that its answer can be changed."""

from __future__ import annotations

import dataclasses

from bot.effects import Asked
from bot.engine.asking import asked
from bot.engine.walking import walked
from bot.model import Flow
from bot.questions import TYPES
from bot.session import Session


def asked_again(flow: Flow, session: Session, slot: str) -> Asked | None:
    """The question with the answer given; None when it was not answered in this conversation."""
    walk = walked(flow, session)
    met = [taken.question for taken in walk.taken if taken.question.slot == slot]
    if not met:
        return None
    question, value = met[-1], walk.answers.get(slot)
    shown = "" if value is None else TYPES[question.type].show(question, value, session.language)
    return dataclasses.replace(asked(walk, question), value=value, shown=shown)
