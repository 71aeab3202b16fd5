"""Clocks: how long a hot lead has been waiting, as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from web.studio.wording import as_utc, iso, utc

#: Within five minutes and within the hour: what a reply is still worth falls fast. Source:
#: Oldroyd, McElheran and Elkington, Harvard Business Review, March 2011.
_TONES = ((timedelta(minutes=5), "good"), (timedelta(hours=1), "warm"))

#: Units from the largest down, in seconds.
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def span(length: timedelta | None) -> str:
    """ "45 s", "12 min", "3 h 5 min", "2 d 4 h"; a dash when there is none."""
    if length is None:
        return "–"
    seconds = max(int(length.total_seconds()), 0)
    parts: list[str] = []
    for size, unit in _UNITS:
        count, seconds = divmod(seconds, size)
        if count or parts:
            parts.append(f"{count} {unit}" if count else "")
    if not parts:
        return f"{seconds} s"
    return " ".join(part for part in parts[:2] if part)


def tone(length: timedelta) -> str:
    """ "good" within five minutes, "warm" within the hour, else "bad"."""
    return next((name for limit, name in _TONES if length < limit), "bad")


def clock(since: datetime, now: datetime | None = None) -> Markup:
    """The time since a moment; the studio's script keeps it running."""
    waited = max((now or datetime.now(UTC)) - as_utc(since), timedelta())
    return Markup(  # noqa: S704 - digits and words of ours
        f'<time class="clock clock--{tone(waited)}" datetime="{iso(since)}" data-form="clock" '
        f'title="Since {utc(since)}">{span(waited)}</time>'
    )
