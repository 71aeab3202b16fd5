"""What the address of the lead list asks for: filters, sort, page; and the addresses around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import request, url_for

from bot.model import CONTACT_SLOTS
from bot.score import LeadDefinition
from leads.filters import ANY, NO_STAGE, NOBODY, LeadFilter
from leads.gaps import QUESTIONS
from store.handovers import FAULTS
from store.leads import STATUSES
from web.studio.fields import argument
from web.studio.lead_faults import FAULT_WORDS
from web.studio.wording import day, points, status_words

#: The sorts of the list's headings, out of leads.lists.SORTS.
SORTS = ("newest", "score", "seen", "name")
AXIS = "axis."
#: Whether the owner of the e-mail address confirmed it.
CONFIRMED = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as written in the address; empty text is no filter.

    `axes` hold "known", "unknown" or the least points, as text. `wrong` says in plain words what
    could not be understood and was left out.
    """

    q: str = ""
    stage: str = ""
    status: str = ""
    flow: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    axes: Mapping[str, str] = field(default_factory=dict)
    suspected: bool = False
    confirmed: str = ""
    missing: str = ""
    almost: str = ""
    owner: str = ""
    fault: str = ""
    sort: str = "newest"
    reverse: bool = False
    wrong: tuple[str, ...] = ()

    def parameters(self) -> dict[str, str]:
        """The filters as parameters of an address, those in use only."""
        plain = {
            "q": self.q,
            "stage": self.stage,
            "status": self.status,
            "flow": self.flow,
            "source": self.source,
            "since": self.since,
            "until": self.until,
            **{f"{AXIS}{name}": asked for name, asked in self.axes.items()},
            "suspected": "1" if self.suspected else "",
            "confirmed": self.confirmed,
            "missing": self.missing,
            "almost": self.almost,
            "owner": self.owner,
            "fault": self.fault,
            "sort": "" if self.sort == "newest" else self.sort,
            "reverse": "1" if self.reverse else "",
        }
        return {name: value for name, value in plain.items() if value}

    def url(self, endpoint: str = "studio.leads", **more: str) -> str:
        """The address with these filters."""
        values: dict[str, Any] = {**self.parameters(), **more}
        return url_for(endpoint, **values)

    def filter(self) -> LeadFilter:
        """The filters as `leads.lists` takes them."""
        return LeadFilter(
            search=self.q,
            stage=self.stage,
            status=self.status,
            flow=self.flow,
            source=self.source,
            since=self.since_day,
            until=self.until_day,
            axes=self.axes,
            suspected=self.suspected,
            confirmed=self.confirmed == "yes" if self.confirmed else None,
            missing=self.missing,
            almost=self.almost,
            owner=self.owner_id,
            fault=self.fault,
        )

    @property
    def owner_id(self) -> int | None:
        """Whose leads: a user, `NOBODY`, or None for all."""
        return (int(self.owner) if self.owner != "nobody" else NOBODY) if self.owner else None

    @property
    def since_day(self) -> date | None:
        """First day, inclusive."""
        return date.fromisoformat(self.since) if self.since else None

    @property
    def until_day(self) -> date | None:
        """Last day, inclusive."""
        return date.fromisoformat(self.until) if self.until else None


def asked_for(definition: LeadDefinition) -> Asked:
    """Read the address; what cannot be understood is left out and named in `wrong`."""
    wrong: list[str] = []
    status = _one_of("status", STATUSES, wrong)
    stages = (*(stage.name for stage in definition.stages), NO_STAGE)
    since, until = _day("since", wrong), _day("until", wrong)
    if since and until and since > until:
        wrong.append("Since is after until: no lead can be in between.")
    return Asked(
        q=argument("q"),
        stage=_one_of("stage", stages, wrong),
        status=status,
        flow=argument("flow"),
        source=argument("source"),
        since=since,
        until=until,
        axes=dict(_axes(definition, wrong)),
        suspected=request.args.get("suspected") == "1",
        confirmed=_one_of("confirmed", CONFIRMED, wrong),
        missing=_one_of("missing", QUESTIONS, wrong),
        almost=_one_of("almost", (ANY, *definition.axes, *CONTACT_SLOTS), wrong),
        owner=_owner(wrong),
        fault=_one_of("fault", (ANY, *FAULTS), wrong),
        sort=_one_of("sort", SORTS, wrong) or "newest",
        reverse=request.args.get("reverse") == "1",
        wrong=tuple(wrong),
    )


def _one_of(name: str, allowed: tuple[str, ...], wrong: list[str]) -> str:
    value = argument(name)
    if value and value not in allowed:
        wrong.append(f"{name.capitalize()} is one of {', '.join(allowed)}; “{value}” is none.")
        return ""
    return value


def _owner(wrong: list[str]) -> str:
    value = argument("owner", 20)
    if value in ("", "nobody") or (value.isascii() and value.isdecimal() and len(value) < 19):
        return value
    wrong.append("Owner is nobody or somebody who sells.")
    return ""


def _day(name: str, wrong: list[str]) -> str:
    value = argument(name)
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        wrong.append(f"{name.capitalize()} is a day such as 2027-03-01; “{value}” is none.")
        return ""


def _axes(definition: LeadDefinition, wrong: list[str]) -> Iterator[tuple[str, str]]:
    for name in definition.axes:
        value = argument(AXIS + name, 20)
        if not value:
            continue
        if value in ("known", "unknown") or _points(value) is not None:
            yield name, value
        else:
            wrong.append(f"{name.capitalize()} is known, unknown or the least points.")


def _points(value: str) -> float | None:
    return float(value) if value.replace(".", "", 1).isdecimal() and value.isascii() else None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, in words, and the address without it."""

    words: str
    url: str


def chips_of(asked: Asked, titles: Mapping[str, str], people: Mapping[str, str]) -> list[Chip]:
    """The filters in use; `people` are names by the owner's value in the address."""
    short = asked.almost.replace("_", " ")
    wrong = FAULT_WORDS.get(asked.fault, ("Bad data", ""))[0]
    found = [
        (asked.q, f"“{asked.q}”", {"q": ""}),
        (asked.stage, "No stage" if asked.stage == NO_STAGE else asked.stage, {"stage": ""}),
        (asked.status, status_words(asked.status), {"status": ""}),
        (asked.flow, f"Flow: {titles.get(asked.flow, asked.flow)}", {"flow": ""}),
        (asked.source, f"Source: {asked.source}", {"source": ""}),
        (asked.since, f"Since {day(asked.since_day)}" if asked.since_day else "", {"since": ""}),
        (asked.until, f"Until {day(asked.until_day)}" if asked.until_day else "", {"until": ""}),
        (asked.suspected, "Suspected bots too", {"suspected": False}),
        (
            asked.confirmed,
            "E-mail confirmed" if asked.confirmed == "yes" else "E-mail not confirmed",
            {"confirmed": ""},
        ),
        (asked.missing, f"{asked.missing.capitalize()} missing", {"missing": ""}),
        (
            asked.almost,
            "One answer short" + ("" if short == ANY else f": {short}"),
            {"almost": ""},
        ),
        (asked.owner, f"Owner: {people.get(asked.owner, 'somebody who left')}", {"owner": ""}),
        (asked.fault, wrong, {"fault": ""}),
    ]
    chips = [Chip(words, replace(asked, **less).url()) for used, words, less in found if used]  # type: ignore[arg-type]
    for name, value in asked.axes.items():
        rest = {other: kept for other, kept in asked.axes.items() if other != name}
        known = value in ("known", "unknown")
        words = f"{name.capitalize()} {value}" if known else f"{name.capitalize()} ≥ {value}"
        chips.append(Chip(words, replace(asked, axes=rest).url()))
    return chips


@dataclass(frozen=True, slots=True)
class SortLink:
    """A column's heading: where it leads, and how it is sorted now (`aria-sort`)."""

    url: str
    order: str | None


def sort_links(asked: Asked) -> dict[str, SortLink]:
    """The headings that sort: choosing the one in use turns it round."""
    links = {}
    for key in SORTS:
        used = key == asked.sort
        upward = (key == "name") != asked.reverse
        order = ("ascending" if upward else "descending") if used else None
        target = replace(asked, sort=key, reverse=not asked.reverse if used else False)
        links[key] = SortLink(target.url(), order)
    return links


def axis_choices(definition: LeadDefinition) -> list[dict[str, Any]]:
    """For each axis: any, known, unknown, at least a quarter, half, three quarters, all of it."""
    return [
        {
            "name": axis.name,
            "options": [
                ("", "Any"),
                ("known", "Known"),
                ("unknown", "Unknown"),
                *(
                    (f"{axis.cap * part:g}", f"At least {points(axis.cap * part)}")
                    for part in (0.25, 0.5, 0.75, 1)
                ),
            ],
        }
        for axis in definition.axes.values()
    ]
