"""The button beside a question for a code: another one, and from when on it may be sent."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.flowfile.names import CODE_SLOTS
from bot.words.confirming import say_of_code
from leads.verification.codes import PATIENCE
from store.conversations import Conversation
from store.types import now
from store.verifications import Confirmation
from store.writing import read_connection
from web.conversations import Reply
from web.conversations.faults import mind_faults


@dataclass(frozen=True, slots=True)
class Again:
    """What the button says, which is typed for the visitor, and the seconds until it does
    anything; 0 where it does at once."""

    label: str
    seconds: int
    language: str

    @property
    def clock(self) -> str:
        """The wait in words, the seconds as `{seconds}` for the script."""
        return say_of_code("again_in", self.language)

    @property
    def wait(self) -> str:
        """The wait in words."""
        return self.clock.replace("{seconds}", str(self.seconds))


@mind_faults
def again_of(reply: Reply) -> Again | None:
    """The button, where a code is asked for; None elsewhere, which costs no look."""
    screen = reply.view.screen
    slots = {asked.slot for asked in screen.questions} if screen else set()
    if not reply.stored or CODE_SLOTS.isdisjoint(slots):
        return None
    last = (
        select(func.max(Confirmation.created_at))
        .join(Conversation, Conversation.id == Confirmation.conversation_id)
        .where(Conversation.token == reply.token, Confirmation.kind == "code")
    )
    with read_connection() as connection:
        sent = connection.execute(last).scalar()
    left = (sent + PATIENCE - now()).total_seconds() if sent is not None else 0
    language = reply.view.language
    return Again(say_of_code("send_again", language), max(0, math.ceil(left)), language)
