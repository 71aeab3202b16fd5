"""What a page of a conversation is made from, and what all its parts look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.effects import Asked, Screen, View
from bot.model import Flow
from web.visitor.again import Again
from web.visitor.people import TalkShown
from web.visitor.proof import proof_word
from web.words import direction, word

#: Kinds that show one question on a card.
CARD_KINDS = frozenset({"quiz", "recommendation"})


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """A conversation at one turn on one surface."""

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

    @cached_property
    def screen(self) -> Screen | None:
        """What is asked: the open questions, or the one being edited."""
        return Screen((self.edited,)) if self.edited else self.view.screen

    @property
    def editing(self) -> str | None:
        """The slot being changed."""
        return self.edited.slot if self.edited else None

    @property
    def talking(self) -> bool:
        """True while what is typed goes to a person."""
        return self.talk is not None and self.talk.is_open
