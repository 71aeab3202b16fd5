"""Who is there: what a request tells of the visitor, and what the next one has to tell again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request
from werkzeug.datastructures import MultiDict

from web.conversations import Visit
from web.person_pass import confirmed_lead
from web.preview_pass import is_preview_pass
from web.visits import device_of

UTM = ("source", "medium", "campaign", "content", "term")
CLICK_IDS = (
    *("gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "ttclid", "twclid"),
    "li_fat_id",
)

#: Fields that belong to the surface and are told again by every request of it.
SURFACE_FIELDS = ("mode", "host", "accent", "preview")

LONGEST = 1000
MOST_PREFILLS = 40


@dataclass(frozen=True, slots=True)
class Given:
    """The names and values of a request's query and form that tell of the visit."""

    values: Mapping[str, str]

    @classmethod
    def in_request(cls) -> Given:
        """What this request gives; in a form it is what the page carried on."""
        return cls(dict(_told(request.form if request.method == "POST" else request.args)))

    def get(self, name: str) -> str | None:
        """The value of a name, if it was given."""
        return self.values.get(name) or None

    def surface(self) -> list[tuple[str, str]]:
        """What belongs to the surface, to be carried on by every page of it."""
        return [(name, value) for name in SURFACE_FIELDS if (value := self.get(name))]

    def all(self) -> list[tuple[str, str]]:
        """All of it, to be carried on until the conversation is kept."""
        return list(self.values.items())

    def starting_with(self, prefix: str) -> dict[str, str]:
        """Values of names with a prefix, which is taken off."""
        return {
            name.removeprefix(prefix): value
            for name, value in self.values.items()
            if name.startswith(prefix)
        }


def _told(source: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    prefills = 0
    single = {"page", "referrer", "language", *SURFACE_FIELDS, *CLICK_IDS}
    single |= {f"utm_{name}" for name in UTM}
    for name, value in source.items():
        if name is None:  # a part of a form that was sent without a name
            continue
        if name in single and value:
            yield name, value[:LONGEST]
        elif name.startswith("prefill.") and value and prefills < MOST_PREFILLS:
            prefills += 1
            yield name[:100], value[:LONGEST]


def first_given() -> Given:
    """What the first request of a page gives, with the page and the referrer that it came with."""
    told = dict(Given.in_request().values)
    told.setdefault("page", request.base_url[:LONGEST])
    referrer = request.referrer or ""
    if referrer and urlsplit(referrer).netloc != request.host:
        told.setdefault("referrer", referrer[:LONGEST])
    return Given(told)


def wanted_languages(given: Given) -> str:
    """Language tags in order of liking: the one asked for, then the browser's."""
    accepted = (tag for tag, _ in request.accept_languages)
    return ",".join(tag for tag in (given.get("language"), *accepted) if tag)


def visit_of(given: Given, suspicion: tuple[str, ...] = (), visitor: str | None = None) -> Visit:
    """The visit as conversations keep it. `visitor` is the browser's own token, if it has one."""
    agent = request.headers.get("User-Agent", "")[:400]
    utm = given.starting_with("utm_")
    return Visit(
        language=wanted_languages(given) or None,
        page=given.get("page"),
        referrer=given.get("referrer"),
        utm=utm,
        click_ids={name: value for name in CLICK_IDS if (value := given.get(name))},
        prefill=given.starting_with("prefill."),
        device=device_of(agent),
        returning=visitor is not None,
        address=request.remote_addr or "",
        agent=agent,
        suspicion=suspicion,
        preview=is_preview(given),
        returning_token=visitor,
        confirmed_lead=confirmed_lead(),
    )


def is_preview(given: Given) -> bool:
    """True when somebody of the studio looks at their own flow."""
    return is_preview_pass(given.get("preview"))
