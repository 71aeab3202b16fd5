"""Each question type's control: which template draws it and what that template needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.display import number
from bot.effects import Asked, AskedOption
from web.visitor.countries import CountryGroup, country_groups
from web.visitor.fields import Shown, field_name
from web.visitor.figures import Range, affixes, range_of
from web.visitor.inputs import Input, input_for
from web.words import word

#: The template of each type, in templates/visitor/controls.
TEMPLATES = {
    "choice": "options",
    "yes_no": "options",
    "multi_choice": "options",
    "picture": "options",
    "rating": "steps",
    "nps": "steps",
    "scale": "steps",
    "slider": "figure",
    "number": "figure",
    "money": "figure",
    "percent": "figure",
    "date": "day",
    "timeframe": "timeframe",
    "text": "line",
    "long_text": "lines",
    "email": "line",
    "phone": "line",
    "url": "line",
    "name": "line",
    "company": "line",
    "address": "lines",
    "country": "country",
    "matrix": "matrix",
    "ranking": "ranking",
    "consent": "consent",
    "file": "upload",
    "hidden": "hidden",
}

#: Controls that are several inputs under one legend.
GROUPED = frozenset({"options", "steps", "timeframe", "matrix", "ranking"})

#: Types that one tap can answer.
TAPPABLE = frozenset({"choice", "yes_no", "picture", "rating", "nps", "scale", "timeframe"})

PERIODS = ("now", "month", "quarter", "half_year", "year", "later")


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a rating, nps or scale."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Control:
    """A question on the screen with what its fields show and what is wrong with them."""

    asked: Asked
    language: str
    values: Shown
    error: str | None = None
    tap: bool = False

    @property
    def name(self) -> str:
        """The name of its field."""
        return field_name(self.asked.slot)

    @property
    def id(self) -> str:
        """The id of its one input, or of the fieldset around its inputs."""
        return f"q-{self.asked.slot}"

    @property
    def first_id(self) -> str:
        """The id of the first of several inputs."""
        return f"{self.id}-1st"

    @property
    def focus_id(self) -> str:
        """Where an error's link leads."""
        return self.first_id if self.grouped else self.id

    @property
    def template(self) -> str:
        """The name of its template."""
        return TEMPLATES[self.asked.type]

    @property
    def grouped(self) -> bool:
        """True for several inputs under one legend."""
        return self.template in GROUPED

    def field(self, suffix: str) -> str:
        """The name of a further field, such as a matrix row's."""
        return f"{self.name}.{suffix}"

    def shown(self, suffix: str = "") -> str:
        """What the field shows."""
        return self.values.first(suffix)

    def has(self, value: str, suffix: str = "") -> bool:
        """True when the option, star or row's column is chosen."""
        return self.values.has(value, suffix)

    @property
    def described_by(self) -> str:
        """Ids of its unit, help and error, for aria-describedby."""
        ids = [self.unit_id] if self.unit_id else []
        ids += [f"{self.id}-help"] if self.asked.help else []
        ids += [f"{self.id}-error"] if self.error else []
        return " ".join(ids)

    @property
    def marks(self) -> Markup:
        """ARIA attributes of a single input."""
        described, marks = self.described_by, Markup("")
        if described:
            marks += Markup(' aria-describedby="{}"').format(described)
        if self.error:
            marks += Markup(' aria-invalid="true"')
        if self.asked.required:
            marks += Markup(' aria-required="true"')
        return marks

    @property
    def input(self) -> Input:
        """The text input's attributes."""
        return input_for(self.asked.type, self.asked.slot)

    # ------------------------------------------------------------ options and scales

    @property
    def options(self) -> tuple[AskedOption, ...]:
        """The options in the order they are shown."""
        return self.asked.options

    @property
    def has_pictures(self) -> bool:
        """True when options are shown as pictures."""
        return self.asked.type == "picture" or any(option.image for option in self.asked.options)

    @property
    def short_options(self) -> bool:
        """True when the options fit side by side."""
        labels = [option.label for option in self.asked.options]
        return bool(labels) and max(map(len, labels)) <= 14 and len(labels) >= 4

    @property
    def steps(self) -> tuple[Step, ...]:
        """The numbers of a rating, nps or scale, lowest first."""
        least = _whole(self.asked.minimum, 0 if self.asked.type == "nps" else 1)
        most = _whole(self.asked.maximum, {"nps": 10}.get(self.asked.type, 5))
        return tuple(
            Step(str(step), number(step, self.language)) for step in range(least, most + 1)
        )

    @property
    def low(self) -> str | None:
        """What the low end of a scale means."""
        return self.asked.low

    @property
    def high(self) -> str | None:
        """What the high end of a scale means."""
        return self.asked.high

    @property
    def periods(self) -> tuple[AskedOption, ...]:
        """A timeframe's periods, soonest first."""
        if self.asked.options:
            return self.asked.options
        return tuple(
            AskedOption(period, word(f"when_{period}", self.language)) for period in PERIODS
        )

    @property
    def ranked(self) -> tuple[AskedOption, ...]:
        """A ranking's options in the order given so far."""
        places = {option.value: self.shown(option.value) for option in self.asked.options}
        return tuple(
            sorted(
                self.asked.options,
                key=lambda option: (
                    int(places[option.value]) if places[option.value].isdecimal() else len(places)
                ),
            )
        )

    @property
    def countries(self) -> tuple[CountryGroup, ...]:
        """The select's groups."""
        return country_groups(self.language)

    # ------------------------------------------------------------ figures

    @property
    def before(self) -> str:
        """What stands before the box: a currency where the language writes it there."""
        return affixes(self.asked, self.language)[0]

    @property
    def after(self) -> str:
        """What stands after the box: the unit, a percent sign, a currency."""
        return affixes(self.asked, self.language)[1]

    @property
    def unit_id(self) -> str:
        """The id of the words that tell the unit to screen readers."""
        boxed = self.template == "figure" and (self.before or self.after)
        return f"{self.id}-unit" if boxed else ""

    @property
    def range(self) -> Range | None:
        """The slider, where there is one."""
        return range_of(self.asked, self.language)

    @property
    def width(self) -> int:
        """How many characters the box is wide."""
        most = self.asked.maximum if isinstance(self.asked.maximum, int | float) else 0
        return max(len(number(most, self.language)), len(self.shown()), 6)

    # ------------------------------------------------------------ files

    @property
    def file(self) -> Mapping[str, Any] | None:
        """The file that is kept already."""
        value = self.asked.value
        if isinstance(value, Mapping) and value.get("id"):
            return value
        kept = self.shown("id")
        return {"id": kept, "name": self.shown("name") or kept} if kept else None

    @property
    def file_limits(self) -> str:
        """Which files are taken, in words."""
        kinds = [
            word("images", self.language) if kind == "image/*" else kind.lstrip(".").upper()
            for kind in self.asked.accept
        ]
        words = ", ".join(kinds) or word("file_any", self.language)
        size = number(self.asked.max_mb or 10, self.language)
        return f"{words}, {word('file_size', self.language, size=size)}"


def _whole(value: float | str | None, otherwise: int) -> int:
    return int(value) if isinstance(value, int | float) else otherwise
