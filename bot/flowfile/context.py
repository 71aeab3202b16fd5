"""What a flow file may refer to outside itself: axes, offers, other flows, pictures, actions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.flowfile.draft import Draft
from bot.flowfile.problems import hint
from bot.flowfile.tree import Path
from bot.model import Answers, Flow, Offer
from bot.score import LeadDefinition

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """The neighbours of a file. None means not known here, so not checked."""

    lead: LeadDefinition = field(default_factory=LeadDefinition)
    known_offers: Mapping[str, Offer] = field(default_factory=dict)
    strict: bool = False  # axes and offers that are not known are errors
    flows: Collection[str] | None = None
    media: Collection[str] | None = None
    actions: Collection[str] | None = None
    called: Mapping[str, Flow] = field(default_factory=dict)
    currency: str | None = None
    axes: tuple[str, ...] = ()  # that points may go to: axes and categories
    answers: Answers | None = None

    def calling(self, called: Mapping[str, Flow]) -> Context:
        """The same with the compiled flows that the flow calls."""
        return replace(self, called=called)

    def image(self, draft: Draft, path: Path, name: str | None) -> str | None:
        """A picture's name, checked to be there."""
        if name is None:
            return None
        if _ADDRESS.match(name) or name.startswith("//"):
            if not re.match(r"https://[^/\s]+", name):
                draft.error(path, f"'{name}' must be an https address or a file of flows/media")
        elif self.media is not None and name not in self.media:
            draft.error(
                path, f"no file '{name}' in flows/media.{hint(name, sorted(self.media), 'There')}"
            )
        return name

    def flow(self, draft: Draft, path: Path, name: str) -> str:
        """Another flow's name, checked to be there."""
        if self.flows is not None and name not in self.flows and not draft.is_lost(name):
            draft.error(path, f"no flow called '{name}'.{hint(name, sorted(self.flows), 'Flows')}")
        return name

    def offer(self, draft: Draft, path: Path, name: str | None) -> str | None:
        """An offer's name, checked to be there."""
        if name is None or name in self.known_offers:
            return name
        if self.strict:
            ending = hint(name, self.known_offers, "Offers") or " offers.yml has none."
            draft.error(path, f"no offer called '{name}'.{ending}")
        return None

    def action(self, draft: Draft, path: Path, name: str) -> str:
        """An action's name, checked to be there when the list of actions is known."""
        if self.actions is not None and name not in self.actions:
            draft.error(
                path, f"no action called '{name}'.{hint(name, sorted(self.actions), 'Actions')}"
            )
        return name
