"""Names and values of form fields: how answers are called in HTML and what their controls show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import numbers

from bot.display import number
from bot.display.locales import locale_of
from bot.effects import Asked
from bot.model import Json

#: Names that the pages' own fields have. A slot of that name gets `q.` before it.
RESERVED = frozenset(
    """token turn version do edit text asked rendered website_url page referrer language accent mode
    host preview proof conversation at start""".split()
)

#: Types whose box holds a figure, written as the visitor's language writes it.
FIGURES = frozenset({"number", "money", "percent", "slider"})

_DIGITS = re.compile(r"\d")


def field_name(slot: str) -> str:
    """The name of the slot's field in HTML."""
    return f"q.{slot}" if slot in RESERVED else slot


def fields_of(slot: str, posted: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The posted fields of one slot, named by the slot (`slot`, `slot.row`) as questions expect."""
    name = field_name(slot)
    return {
        slot + key[len(name) :]: values
        for key, values in posted.items()
        if key == name or key.startswith(name + ".")
    }


def plain_figure(text: str, language: str) -> str:
    """`1.234,5` as a Turk writes it as `1234.5`; what is no plain figure stays as it is."""
    locale = locale_of(language)
    group, decimal = numbers.get_group_symbol(locale), numbers.get_decimal_symbol(locale)
    spaces = r"\s\u00a0\u202f"
    groups = f"[{re.escape(group)}{spaces}’]"
    pattern = rf"[-−]?(\d{{1,3}}({groups}\d{{3}})+|\d+)({re.escape(decimal)}\d+)?"
    stripped = text.strip()
    if not re.fullmatch(pattern, stripped):
        return text
    return re.sub(groups, "", stripped).replace(decimal, ".").replace("−", "-")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a question's fields show: by suffix (`""` for the slot's own), values as strings."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    def first(self, suffix: str = "") -> str:
        """The one value, empty when there is none."""
        found = self.values.get(suffix)
        return found[0] if found else ""

    def has(self, value: str, suffix: str = "") -> bool:
        """True when the field holds the value."""
        return value in self.values.get(suffix, ())


def shown_from_post(slot: str, posted: Mapping[str, list[str]]) -> Shown:
    """What was posted, kept as it was."""
    own = fields_of(slot, posted)
    return Shown({key[len(slot) :].lstrip("."): values for key, values in own.items()})


def shown_from_value(asked: Asked, language: str) -> Shown:
    """The kept, prefilled or default value, taken apart into the control's fields."""
    value = asked.value
    if value is None:
        return Shown()
    if isinstance(value, dict):
        return Shown(_of_mapping(asked, value, language))
    if isinstance(value, list):
        return Shown(_of_list(asked, value))
    return Shown({"": [_written(asked, value, language)]})


def _of_mapping(asked: Asked, value: Mapping[str, Json], language: str) -> dict[str, list[str]]:
    if asked.type == "money":
        low, high = value.get("low"), value.get("high")
        ends = [end for end in (low, high) if isinstance(end, int | float)]
        return {"": [_figure(sum(ends) / len(ends), language)] if ends else []}
    if asked.type == "timeframe":
        return {"from": [str(value.get("from") or value.get("to") or "")]}
    if asked.type in ("choice", "picture") and "other" in value:
        other = next((option.value for option in asked.options if option.other), "")
        return {"": [other], "other": [str(value["other"])]}
    return {str(key): [str(item)] for key, item in value.items() if item is not None}


def _of_list(asked: Asked, value: list[Json]) -> dict[str, list[str]]:
    if asked.type == "ranking":
        return {str(item): [str(place)] for place, item in enumerate(value, start=1)}
    chosen: list[str] = []
    own: list[str] = []
    for item in value:
        if isinstance(item, dict):
            chosen += [option.value for option in asked.options if option.other]
            own.append(str(item.get("other", "")))
        else:
            chosen.append(str(item))
    return {"": chosen, "other": own}


def _written(asked: Asked, value: bool | float | int | str, language: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if asked.type == "percent":
        return _figure(value * 100, language)
    if asked.type in FIGURES:
        return _figure(value, language)
    return f"{value:.15g}"


def _figure(value: float, language: str) -> str:
    return number(round(value, 6), language, None)
