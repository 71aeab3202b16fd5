"""A visitor's form on its way to the conversation: which question it answers, and with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from bot.model import PAGED_KINDS, Flow
from store.types import now
from web import conversations
from web.conversations import Reply
from web.conversations.errors import ConversationNotFound
from web.conversations.talks import OPEN
from web.visitor import proof, trap
from web.visitor.forms import AnswerForm, questions_of
from web.visitor.place import Place
from web.visitor.posted import Posted, posted_fields, wants_fragment
from web.visitor.visiting import Given, visit_of


class NotTaken(Exception):
    """Some answers are wrong; `posted` is what to show again."""

    def __init__(self, before: Reply, wrong: dict[str, str], posted: dict[str, list[str]]) -> None:
        super().__init__("some answers are wrong")
        self.before = before
        self.wrong = wrong
        self.posted = posted


@dataclass(frozen=True, slots=True)
class Taker:
    """One post to one flow."""

    flow_name: str
    posted: Posted
    given: Given
    place: Place

    def before(self) -> Reply:
        """Where the conversation stands, or its first turn when it is not kept yet."""
        token = self.posted.token
        if token:
            try:
                return conversations.current(token)
            except ConversationNotFound:
                if self.posted.turn != 1:
                    raise
        if not token:
            raise ConversationNotFound
        visit = visit_of(self.given, (), self.place.visitor)
        return conversations.preview(self.flow_name, visit, answering=True)

    def take(self, before: Reply) -> Reply:
        """Do what the form asks. Raises `NotTaken` and the conversation's errors."""
        posted, entrance = self.posted, self._entrance(before)
        if posted.do == "person":
            return conversations.ask_person(posted.token, posted.turn, **entrance)
        if posted.do == "resume":
            return conversations.leave_person(posted.token, posted.turn)
        if before.person in OPEN:
            return conversations.answer(posted.token, posted.turn, text=posted.text)
        if posted.do == "back":
            return conversations.back(posted.token, posted.turn, **entrance)
        if posted.do == "edit" and posted.edit:
            return self._edited(before)
        if posted.do == "skip":
            slot = self._slots(before)[0] if self._slots(before) else None
            return conversations.answer(
                posted.token, posted.turn, value=None, slot=slot, **entrance
            )
        if posted.text:
            return conversations.answer(posted.token, posted.turn, text=posted.text, **entrance)
        return self._answered(before)

    def _answered(self, before: Reply) -> Reply:
        posted, entrance = self.posted, self._entrance(before)
        form = self._form(before, self._slots(before))
        if before.flow.kind in PAGED_KINDS:
            return conversations.answer(posted.token, posted.turn, values=form.answers, **entrance)
        slot, value = next(iter(form.answers.items()), (None, None))
        return conversations.answer(posted.token, posted.turn, value=value, slot=slot, **entrance)

    def _edited(self, before: Reply) -> Reply:
        posted = self.posted
        if posted.text:
            return conversations.edit(posted.token, posted.turn, posted.edit, posted.text)
        form = self._form(before, (posted.edit,))
        return conversations.edit(
            posted.token, posted.turn, posted.edit, form.answers.get(posted.edit)
        )

    def _form(self, before: Reply, slots: Sequence[str]) -> AnswerForm:
        """The screen's form, sound; files are kept with it. Raises `NotTaken`."""
        form = AnswerForm.made(
            questions_of(before.flow, slots),
            request.form,
            language=before.view.language,
            today=now().date().isoformat(),
            token=self.posted.token,
            files=request.files,
            all_at_once=before.flow.kind != "calculator",
        )
        sound = form.validate()
        noted = form.keep_uploads(self.flow_name)
        if not sound:
            shown = posted_fields()
            for slot, fields in noted.items():
                shown |= {f"{slot}.{part}": [value] for part, value in fields.items()}
            raise NotTaken(before, form.wrong, shown)
        return form

    def _slots(self, before: Reply) -> tuple[str, ...]:
        """The slots that the posted screen showed: an older screen's when it is sent once more."""
        screen = before.view.screen
        shown = tuple(asked.slot for asked in screen.questions) if screen else ()
        return shown if self.posted.turn == before.turn and shown else self.posted.asked

    def _entrance(self, before: Reply) -> dict[str, Any]:
        """How the conversation begins with this answer, when it is not kept yet."""
        if before.stored:
            return {}
        posted = self.posted
        questions = len(before.view.screen.questions) if before.view.screen else 0
        signs = trap.suspicion(
            posted.token,
            posted.rendered,
            posted.lure,
            request.headers.get("User-Agent", ""),
            questions,
        )
        suspected = self._after_proof(before, signs)
        return {
            "flow_name": self.flow_name,
            "visit": visit_of(self.given, suspected, self.place.visitor),
            "version": posted.version,
        }

    def _after_proof(self, before: Reply, signs: tuple[str, ...]) -> tuple[str, ...]:
        """What still speaks for a program once a proof of work is looked at. Raises
        `ProofMissing` where one is needed; who has no script is only marked, unless the flow asks.
        """
        if proof.is_solved(self.posted.token, self.posted.proof):
            return tuple(sign for sign in signs if sign not in trap.ANSWERED_BY_PROOF)
        if before.flow.settings.proof_of_work:
            raise proof.ProofMissing
        if set(signs) >= trap.ANSWERED_BY_PROOF and wants_fragment():
            raise proof.ProofMissing
        return signs


def events_of(posted: Posted, before: Reply, after: Reply) -> tuple[str, ...]:
    """What the host page is told of."""
    events = []
    if not before.stored and not has_cover(before.flow):
        events.append("start")
    if posted.do != "back" and after.turn != before.turn:
        events.append("answer")
    if after.lead:
        events.append("lead")
    if after.completed:
        events.append("complete")
    return tuple(events)


def has_cover(flow: Flow) -> bool:
    """True when a page stands before the first question."""
    return flow.start is not None and flow.kind != "chat"
