"""What the page of a link needs to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from web.verification.words import WORDS
from web.visitor.accent import accents
from web.words import direction


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """`state` is ask, done, over, sent, too_many or unknown."""

    state: str
    language: str
    address: str  # most of it hidden

    @classmethod
    def of(cls, state: str, wanted: str, address: str) -> ConfirmPage:
        """The page in the first language of `wanted` (a tag or Accept-Language) that we speak."""
        tags = (part.split(";")[0].strip().lower() for part in wanted.split(","))
        language = next((t.split("-")[0] for t in tags if t.split("-")[0] in WORDS), "en")
        return cls(state, language, hidden(address))

    def _said(self, part: str) -> str:
        return (
            WORDS[self.language].get(f"{self.state}_{part}", "").replace("{address}", self.address)
        )

    @property
    def title(self) -> str:
        """The heading, and the document's title."""
        return self._said("title")

    @property
    def text(self) -> str:
        """What it is about."""
        return self._said("text")

    @property
    def button(self) -> str:
        """The words on the button; "" where there is none."""
        return self._said("button")

    @property
    def icon(self) -> str:
        """The picture above the heading."""
        return {"ask": "mail", "done": "check", "sent": "mail"}.get(self.state, "alert")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    @property
    def accent_light(self) -> Markup:
        """CSS variables of the light scheme."""
        return accents(None)[0].variables

    @property
    def accent_dark(self) -> Markup:
        """CSS variables of the dark scheme."""
        return accents(None)[1].variables


def hidden(address: str) -> str:
    """Enough of an address for its owner: `a…@acme.example`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""
