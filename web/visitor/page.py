"""What the visitor templates are given: one object with everything already decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from bot.model import Json
from bot.texts import plain_text
from web.visitor.accent import Accent, accents
from web.visitor.calculator import model_of
from web.visitor.cover import CoverShown, cover_of
from web.visitor.page_facts import CARD_KINDS
from web.visitor.page_talk import PageTalk


@dataclass(frozen=True, kw_only=True)
class Page(PageTalk):
    """A conversation at one turn on one surface. Templates read it and decide nothing."""

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

    # ------------------------------------------------------------ cover and calculator

    @property
    def cover(self) -> CoverShown:
        """The page before the first question."""
        return cover_of(self.flow, self.view)

    @property
    def model(self) -> Json:
        """What calculator.js computes with."""
        return model_of(self.view)
