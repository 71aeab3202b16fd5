"""How the studio writes dates, numbers, points and states: Jinja filters, all plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

from babel import Locale
from flask import Blueprint
from markupsafe import Markup

#: Names of countries and languages. Dates and numbers are written by hand below: a page of leads
#: has hundreds of them, and the general machinery took a third of its time.
_locale = Locale.parse("en_GB")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

STATUS_WORDS = {
    "open": "Open",
    "won": "Won",
    "lost": "Lost",
    "not_a_lead": "Not a lead",
}

#: Seconds in a step of "ago", what it is called, and up to how many seconds it is used.
_STEPS = ((60, "min", 3600), (3600, "h", 86400), (86400, "d", 7 * 86400))


def as_utc(when: datetime) -> datetime:
    """Database times are UTC; SQLite gives them back without saying so."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def iso(when: datetime | date) -> str:
    """For the `datetime` attribute of `<time>`."""
    if isinstance(when, datetime):
        return as_utc(when).isoformat(timespec="seconds")
    return when.isoformat()


def utc(when: datetime | date) -> str:
    """The full moment, for the tooltip: "22 November 2026, 14:05:09 UTC"."""
    if isinstance(when, datetime):
        when = as_utc(when)
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {when:%H:%M:%S} UTC"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """ "22 Nov 2026, 14:05"."""
    return f"{day(when)}, {as_utc(when):%H:%M}"


def time_of_day(when: datetime) -> str:
    """ "14:05"."""
    return f"{as_utc(when):%H:%M}"


def day(when: datetime | date) -> str:
    """ "22 Nov 2026"."""
    when = as_utc(when) if isinstance(when, datetime) else when
    return f"{when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


def ago(when: datetime, now: datetime | None = None) -> str:
    """ "just now", "5 min ago", "3 h ago", "2 d ago", then the day."""
    seconds = ((now or datetime.now(UTC)) - as_utc(when)).total_seconds()
    if seconds < 60:
        return "just now"
    for size, name, limit in _STEPS:
        if seconds < limit:
            return f"{int(seconds // size)} {name} ago"
    return day(when)


def time_tag(when: datetime | date | None, form: str = "moment") -> Markup:
    """The `<time>` of a moment, as "moment", "day" or "ago"; the script makes it local."""
    if when is None:
        return Markup('<span class="soft">never</span>')
    written = _FORMS[form](when)
    return Markup(  # noqa: S704 - digits and month names of ours
        f'<time datetime="{iso(when)}" data-form="{form}" title="{utc(when)}">{written}</time>'
    )


_FORMS: dict[str, Callable[..., str]] = {
    "moment": moment,
    "day": day,
    "ago": ago,
    "time": time_of_day,
}


def number(value: float | int | None) -> str:
    """ "1,234,567" or "12.5"."""
    if value is None:
        return ""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def points(value: float | None) -> str:
    """Points to one decimal, with a real minus: "72", "12.5", "−5"."""
    if value is None:
        return "unknown"
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown.replace("-", "−")


def signed(value: float) -> str:
    """Points with their sign: "+20", "−5"."""
    return points(value) if value < 0 else f"+{points(value)}"


def status_words(status: str) -> str:
    """The status as people say it."""
    return STATUS_WORDS.get(status, status)


def axes_words(axes: Iterable[Any]) -> str:
    """The axes in words, for those who do not see the glyph."""
    return ", ".join(
        f"{axis.name} unknown" if axis.points is None else f"{axis.name} {points(axis.points)}"
        for axis in axes
    )


def country_name(code: str) -> str:
    """The country of an ISO code, or the code when it is none."""
    return str(_locale.territories.get(code.upper(), code))


def language_name(code: str) -> str:
    """ "Turkish" for "tr"."""
    return str(_locale.languages.get(code.split("-")[0].lower(), code))


def plural(count: float | int, one: str, many: str | None = None) -> str:
    """ "1 lead", "1,200 leads"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


FILTERS = (
    iso, utc, moment, day, ago, number, points, signed, status_words, axes_words,
    country_name, language_name, plural,
)  # fmt: skip


def init_blueprint(blueprint: Blueprint) -> None:
    """Make the filters known to templates; templates are shared, so names are the site's."""
    for filter_ in FILTERS:
        blueprint.add_app_template_filter(filter_, filter_.__name__)


#: What leaves the house, by kind.
OUTBOX_KINDS = {
    "mail": "Mail",
    "code_mail": "Mail with a code",
    "receipt_mail": "Receipt of what was agreed to",
    "link_mail": "Mail with a link to confirm the address",
    "code_sms": "Message with a code",
    "staff_mail": "Mail to one of the house",
    "check": "Check of an address or number",
}

#: Rungs of the verification ladder.
RUNG_WORDS = {
    "email_format": "E-mail: well written",
    "email_domain": "E-mail: its domain takes mail",
    "email_not_disposable": "E-mail: no throw-away address",
    "email_not_role": "E-mail: a person's, not a desk's",
    "email_confirmed": "E-mail: confirmed by its owner",
    "phone_valid": "Phone: can exist",
    "phone_confirmed": "Phone: confirmed by its owner",
}
