"""lead.yml in memory: axes with their caps, rules of fit and behaviour, stages from the lowest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.formula import Formula
from bot.score.ladder import RungRule
from bot.score.owners import OwnerRule


@dataclass(frozen=True, slots=True)
class Axis:
    """`cap` is in points; `half_life_days` is None when points do not fade."""

    name: str
    cap: float
    half_life_days: float | None = None


@dataclass(frozen=True, slots=True)
class FitRule:
    """Rule over contact fields; gives points on the axis `fit`."""

    condition: Formula
    give: float
    source: str


#: What people do that is no answer, by the name it has in lead.yml.
BEHAVIOURS = {
    "page": "looked at a page",
    "return": "came back to the site",
    "download": "downloaded a file",
    "offer": "opened an offer",
    "calculator": "used a calculator",
    "mail_read": "read a mail",
    "link": "followed a link",
}


@dataclass(frozen=True, slots=True)
class BehaviourRule:
    """Points for what somebody does. `kinds` are of `BEHAVIOURS`, empty for all; one of `urls`
    must stand in the address, whatever its case, unless there are none.

    `intent`: it shows that they want to buy (prices, demo, quote), and counts apart from reading.
    It gives points at most `times` in a `per`: day, week, month, year or ever.
    """

    axis: str
    give: float
    kinds: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    intent: bool = False
    times: int | None = None
    per: str = "day"


@dataclass(frozen=True, slots=True)
class StageRule:
    """All conditions must hold. `axes` are least points by axis; `needs` are contact facts."""

    name: str
    score: float = 0.0
    needs: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    axes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeadDefinition:
    """What sales and marketing agreed on. `LeadDefinition()` knows no axis; see `BUILT_IN`."""

    axes: Mapping[str, Axis] = field(default_factory=dict)
    fit: tuple[FitRule, ...] = ()
    stages: tuple[StageRule, ...] = ()
    owners: tuple[OwnerRule, ...] = field(default=(), kw_only=True)
    verification: tuple[RungRule, ...] = ()
    behaviour: tuple[BehaviourRule, ...] = ()
    version: str = field(default="", compare=False)  # hash of its source


def _axes(*axes: Axis) -> Mapping[str, Axis]:
    return {axis.name: axis for axis in axes}


#: What holds in a folder without lead.yml: the six axes and the stages of the format's document,
#: so that a flow file can be written, checked and played before anything was agreed.
BUILT_IN = LeadDefinition(
    axes=_axes(
        Axis("need", 25, 180),
        Axis("budget", 25),
        Axis("authority", 15),
        Axis("timing", 20, 45),
        Axis("interest", 15, 30),
        Axis("fit", 20),
    ),
    stages=(
        StageRule("IQL", needs=("email",)),
        StageRule("MQL", score=40, needs=("email_confirmed",)),
        StageRule(
            "SQL",
            score=65,
            needs=("email_confirmed",),
            known=("need", "budget", "authority", "timing"),
        ),
    ),
    version="built-in",
)
