"""The part of a page that is talk: what was said, what is offered, where to type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.effects import AnswerShown, Confirmation, Message, QuickReply
from web.conversations.talks import LONGEST, Spoken
from web.visitor.composer import Composer, composer_of
from web.visitor.page_form import PageForm


@dataclass(frozen=True, kw_only=True)
class PageTalk(PageForm):
    """What is said on a page."""

    @property
    def notice(self) -> str | None:
        """Why the last answer was not taken, or a confirmation."""
        if self.said_notice or self.answer is None:
            return self.said_notice or self.view.notice
        return (self.view.notice or "").removeprefix(self.answer.text).strip() or None

    @property
    def answer(self) -> AnswerShown | None:
        """The answer to what the visitor asked in between."""
        return None if self.editing else self.view.answer

    @property
    def confirm(self) -> Confirmation | None:
        """What was said back and waits for a yes or a no."""
        return None if self.editing else self.view.confirm

    @property
    def replies(self) -> tuple[QuickReply, ...]:
        """Buttons that type for the visitor; a question that may be skipped has its own."""
        if self.editing:
            return ()
        return tuple(one for one in self.view.replies if one.kind != "skip" or not self.can_skip)

    @property
    def said(self) -> tuple[Message, ...]:
        """What the bot said since the last answer."""
        return () if self.editing else self.view.messages

    @property
    def transcript(self) -> tuple[Message, ...]:
        """All that was said in a chat."""
        return self.view.transcript

    @property
    def log(self) -> Sequence[Message | Spoken]:
        """All that was said in a chat, by a person too."""
        if self.talk is None:
            return self.transcript
        return self.talk.lines(self.transcript, self.asked_text)

    @property
    def said_until_end(self) -> Sequence[Message | Spoken]:
        """The lines that stand above the outcome, or all where there is none yet."""
        return self.log[: self._last_line]

    @property
    def said_after_end(self) -> Sequence[Message | Spoken]:
        """What a person and the visitor said below the outcome."""
        return self.log[self._last_line :]

    @property
    def _last_line(self) -> int:
        """How many lines come before the outcome: up to the flow's own last one."""
        if not self.view.ending:
            return len(self.log)
        own = (place for place, one in enumerate(self.log, 1) if isinstance(one, Message))
        return max(own, default=0)

    @property
    def can_ask_person(self) -> bool:
        """True when a chat offers to call a person and no reply offers it already."""
        offered = any(reply.kind == "person" for reply in self.replies)
        return self.flow.settings.person and not (self.talking or self.editing or offered)

    @property
    def talk_error(self) -> str | None:
        """Why what was written to a person was not taken."""
        return next(iter(self.wrong.values()), None)

    @property
    def unsent(self) -> str:
        """What was written to a person and not taken."""
        return next(iter((self.posted or {}).get("text", ())), "")

    @property
    def longest(self) -> int:
        """Characters of a message to a person."""
        return LONGEST

    @property
    def news_url(self) -> str:
        """Where a talk's news is waited for."""
        return f"/f/{quote(self.flow.name)}/people?conversation={self.token}"

    @property
    def asked_text(self) -> str:
        """The open question of a chat."""
        return self.controls[0].asked.markdown if self.controls else ""

    @property
    def bot_name(self) -> str:
        """Who speaks in a chat."""
        return self.flow.brand.name or self.word("assistant")

    @property
    def chat_form(self) -> bool:
        """True when the question has a control of its own besides the line to type in."""
        if not self.controls or self.confirm:
            return False
        control = self.controls[0]
        boxed = control.template == "figure" and control.range is None
        return control.template not in ("line", "lines") and not boxed

    @property
    def writes_on(self) -> bool:
        """True after a chat's end: what is typed is still heard."""
        over = self.view.ending is not None and self.flow.kind == "chat"
        return over and self.stored and not self.talking and not self.editing

    @property
    def composer(self) -> Composer | None:
        """The line to type in; None where typing is no way to answer."""
        if not self.controls:
            return None
        if self.editing and self.controls[0].template in ("matrix", "ranking", "upload"):
            return None
        beside = self.chat_form or self.confirm is not None
        return composer_of(self.controls[0], beside_control=beside, posted=self.posted)
