"""The part of a page that is filled in: its fields, what can be done beside, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from bot.effects import Asked
from web.visitor.controls import TAPPABLE, Control
from web.visitor.fields import Shown, shown_from_post, shown_from_value
from web.visitor.page_facts import CARD_KINDS, PageFacts


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the visitor is, for the bar and in words."""

    value: float
    of: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PageForm(PageFacts):
    """The form of a page."""

    @property
    def hidden_fields(self) -> Markup:
        """The fields that every form of the page carries."""
        slots = ",".join(control.asked.slot for control in self.controls)
        own = [("token", self.token), ("turn", str(self.turn)), ("asked", slots)]
        if not self.stored:
            own.append(("version", self.flow.version))
        return Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
            for name, value in (*own, *self.hidden)
        )

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The open questions with what their fields show."""
        if self.screen is None:
            return ()
        return tuple(
            Control(
                asked,
                self.language,
                self._shown(asked),
                self.wrong.get(asked.slot),
                tap=self._taps(asked),
            )
            for asked in self.screen.questions
        )

    def _shown(self, asked: Asked) -> Shown:
        if self.posted is not None:
            return shown_from_post(asked.slot, self.posted)
        return shown_from_value(asked, self.language)

    def _taps(self, asked: Asked) -> bool:
        alone = self.screen is not None and len(self.screen.questions) == 1
        one_at_a_time = self.flow.kind in CARD_KINDS or self.flow.kind == "chat"
        own_words = any(option.other for option in asked.options)
        at_once = asked.type in TAPPABLE and (asked.type != "timeframe" or self.flow.kind == "chat")
        return alone and one_at_a_time and at_once and not own_words

    @property
    def tap(self) -> bool:
        """True when one tap answers the screen."""
        return len(self.controls) == 1 and self.controls[0].tap

    @property
    def kept_option(self) -> str | None:
        """The option chosen before, which can be kept by going on."""
        return self.controls[0].shown() or None if self.tap else None

    @property
    def has_file(self) -> bool:
        """True when a file may be sent."""
        return any(control.asked.type == "file" for control in self.controls)

    @property
    def errors(self) -> tuple[Control, ...]:
        """The controls with something wrong."""
        return tuple(control for control in self.controls if control.error)

    @property
    def slot(self) -> str:
        """The slot being asked, on screens that ask one."""
        return self.controls[0].asked.slot if len(self.controls) == 1 else ""

    @property
    def can_skip(self) -> bool:
        """True when the one question may be left out."""
        alone = len(self.controls) == 1 and self.flow.kind not in ("form", "survey", "calculator")
        return alone and not self.controls[0].asked.required and not self.editing

    @property
    def can_go_back(self) -> bool:
        """True when there is a question before, and the flow lets visitors go back."""
        return self.view.can_go_back and self.flow.settings.back and not self.shows_cover

    @property
    def can_restart(self) -> bool:
        """True when the conversation may be left for a new one."""
        return self.stored and self.flow.settings.once_per == "none"

    @property
    def can_edit(self) -> bool:
        """True when earlier lines of a chat may be changed."""
        return self.flow.settings.back and self.stored and not self.editing

    def edit_url(self, slot: str) -> str:
        """Where an earlier answer is changed."""
        return self.address(edit=slot)

    @property
    def resume_url(self) -> str:
        """Where the conversation goes on."""
        return self.address(at=self.turn)

    @property
    def submit_label(self) -> str:
        """What the button of a form's page says."""
        if self.editing:
            return self.word("save")
        last = self.screen is None or self.screen.number >= self.screen.count
        return self.word("submit" if last else "next_page")

    @property
    def shortcuts(self) -> str:
        """A hint about the keyboard, on cards."""
        if self.tap or (self.controls and self.controls[0].template == "options"):
            return self.word("shortcuts")
        single_line = self.controls and self.controls[0].template in ("line", "figure", "day")
        return self.word("shortcut_enter") if single_line else ""

    @cached_property
    def progress(self) -> Progress | None:
        """The bar, where the flow shows one."""
        if self.screen is None or self.shows_cover or not self.flow.settings.progress:
            return None
        if self.flow.kind in ("form", "survey"):
            number, count = self.screen.number, self.screen.count
        else:
            number = self.view.progress.answered + 1
            count = max(self.view.progress.expected, number)
        if count <= 1 or self.editing:
            return None
        return Progress(number - 0.5, count, self.word("progress", number=number, count=count))
