"""What the visitor templates are given: one object with everything already decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from bot.effects import AnswerShown, Asked, Confirmation, Message, QuickReply, Screen, View
from bot.model import Flow, Json
from bot.texts import plain_text
from web.conversations.talks import LONGEST, Spoken
from web.visitor.accent import Accent, accents
from web.visitor.again import Again
from web.visitor.calculator import model_of
from web.visitor.composer import Composer, composer_of
from web.visitor.controls import TAPPABLE, Control
from web.visitor.cover import CoverShown, cover_of
from web.visitor.fields import Shown, shown_from_post, shown_from_value
from web.visitor.people import TalkShown
from web.visitor.proof import proof_word
from web.words import direction, word

#: Kinds that show one question on a card.
CARD_KINDS = frozenset({"quiz", "recommendation"})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the visitor is, for the bar and in words."""

    value: float
    of: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """A conversation at one turn on one surface. Templates read it and decide nothing."""

    flow: Flow
    view: View
    token: str
    action: str  # where forms are posted to
    stored: bool = False
    surface: str = "page"  # or "frame"
    mode: str = ""  # of the embed: inline bubble popup drawer page
    accent: str | None = None  # given by the embed, instead of the brand's
    shows_cover: bool = False
    resumed: bool = False
    said_notice: str | None = None  # in place of the view's
    posted: Mapping[str, list[str]] | None = None  # what was sent, when it was not taken
    wrong: Mapping[str, str] = field(default_factory=dict)  # slot -> what is wrong
    edited: Asked | None = None  # an earlier question that is being changed
    hidden: Sequence[tuple[str, str]] = ()
    proof: str = ""  # what the browser has to solve first, as JSON
    again: Again | None = None  # another code, where one is asked for
    talk: TalkShown | None = None  # with a person, if there ever was one
    address: Callable[..., str] = lambda **_: ""  # this page's address with a further query

    @property
    def turn(self) -> int:
        """The turn that a posted answer is for."""
        return self.view.turn

    @property
    def language(self) -> str:
        """The visitor's language."""
        return self.view.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    def proof_word(self, key: str) -> str:
        """A word about the proof of work."""
        return proof_word(key, self.language)

    def word(self, key: str, **values: object) -> str:
        """A word of the interface."""
        return word(key, self.language, **values)

    # ------------------------------------------------------------ what kind of page

    @property
    def layout(self) -> str:
        """The template inside the fragment."""
        if self.shows_cover:
            return "cover"
        if self.flow.kind == "chat" or self.talking:
            return "chat"
        if self.screen is None:
            return "ending"
        if self.edited is None and self.flow.kind == "calculator":
            return "calculator"
        return "cards" if self.flow.kind in CARD_KINDS else "pages"

    @cached_property
    def screen(self) -> Screen | None:
        """What is asked: the open questions, or the one being edited."""
        return Screen((self.edited,)) if self.edited else self.view.screen

    @property
    def scripts(self) -> tuple[str, ...]:
        """Scripts besides flow.js that this page needs; later ones are loaded by flow.js."""
        frame = ("frame.js",) if self.surface == "frame" else ()
        return frame + (("chat.js",) if self.flow.kind == "chat" else ())

    @property
    def styles(self) -> tuple[str, ...]:
        """Style sheets besides visitor.css."""
        return ("chat.css",) if self.flow.kind == "chat" else ()

    @property
    def heading(self) -> str:
        """The flow's title."""
        return plain_text(self.flow.title, self.language)

    @property
    def title(self) -> str:
        """The document's title."""
        title = self.heading
        if self.view.ending and not self.shows_cover:
            title = f"{self.view.ending.title} – {title}"
        elif self.progress and self.layout != "chat":
            title = f"{self.progress.text} – {title}"
        return self.word("error_title", title=title) if self.wrong else title

    @property
    def description(self) -> str:
        """What search engines and link previews show."""
        cover = self.flow.start
        return plain_text(cover.text, self.language) if cover and cover.text else ""

    @property
    def noindex(self) -> bool:
        """A page of one visitor's answers is nothing for search engines."""
        return self.stored

    @cached_property
    def _accents(self) -> tuple[Accent, Accent]:
        return accents(self.accent or self.flow.brand.accent)

    @property
    def accent_light(self) -> Markup:
        """CSS variables of the light scheme."""
        return self._accents[0].variables

    @property
    def accent_dark(self) -> Markup:
        """CSS variables of the dark scheme."""
        return self._accents[1].variables

    # ------------------------------------------------------------ forms

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

    @property
    def editing(self) -> str | None:
        """The slot being changed."""
        return self.edited.slot if self.edited else None

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

    # ------------------------------------------------------------ what is said

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
    def talking(self) -> bool:
        """True while what is typed goes to a person."""
        return self.talk is not None and self.talk.is_open

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

    # ------------------------------------------------------------ cover and calculator

    @property
    def cover(self) -> CoverShown:
        """The page before the first question."""
        return cover_of(self.flow, self.view)

    @property
    def model(self) -> Json:
        """What calculator.js computes with."""
        return model_of(self.view)
