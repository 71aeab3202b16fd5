"""Who followed a link or looked at a page: a person, or a program that looks at all links.

Mail gateways follow links before the reader sees them, some asking for the head alone; previewers
and crawlers name themselves; mail programs load pictures before anybody looks. What they do is kept
and is worth nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Nobody has found, opened and read a mail and followed its link so soon after it was delivered.
TOO_SOON = timedelta(seconds=8)

#: Nobody follows every link of a mail within that time.
AT_ONCE = timedelta(seconds=10)

#: Mails with fewer links are not judged by all of them being followed.
FEWEST_LINKS = 2

#: Mail programs that show pictures through a server of their own may load them so soon.
PREFETCHED = timedelta(seconds=60)

#: What speaks for a program, as people say it.
SUSPICION_WORDS: Mapping[str, str] = {
    "head": "asked for the head alone",
    "agent": "a program by its own name",
    "prefetch": "loaded ahead by a mail program",
    "too_soon": "within seconds of the mail's delivery",
    "all_links": "all links of the mail at once",
}

#: What programs call themselves: crawlers and libraries, mail gateways, previewers of links.
_PROGRAMS = re.compile(
    r"bot\b|crawl|spider|slurp|curl|wget|python|scrapy|httpclient|okhttp|go-http|libwww|java/|"
    r"headless|phantomjs|lighthouse|monitor|scan|preview|"
    r"barracuda|mimecast|proofpoint|messagelabs|symantec|fireeye|trellix|trend ?micro|ironport|"
    r"forcepoint|zscaler|sophos|fortinet|fortimail|checkpoint|safelinks|urldefense|"
    r"facebookexternalhit|whatsapp|telegram|skypeuri|slack|embedly",
    re.IGNORECASE,
)

#: Servers through which mail programs load pictures: most when somebody reads, some on arrival.
_IMAGE_PROXIES = re.compile(r"googleimageproxy|ggpht|mailproxy", re.IGNORECASE)

#: What Apple's mail programs load pictures as, all of them on arrival, read or not.
_ALWAYS_AHEAD = "Mozilla/5.0"


@dataclass(frozen=True, slots=True)
class Click:
    """A link that was asked for. `link` says which of the mail's it is; `told` is what the request
    itself said against a person."""

    at: datetime
    link: Hashable
    told: tuple[str, ...] = ()


def suspicion_of_request(method: str, agent: str | None) -> tuple[str, ...]:
    """What speaks for a program in one request: `head`, `agent`; empty for people."""
    found = ["head"] if method.upper() not in ("GET", "POST") else []
    if not agent or _PROGRAMS.search(agent):
        found.append("agent")
    return tuple(found)


def suspicion_of_reading(
    delivered_at: datetime, at: datetime, method: str, agent: str | None
) -> tuple[str, ...]:
    """What speaks for a program where a mail's picture was loaded: as in a request, or `prefetch`
    by what loads pictures ahead of the reader."""
    found = suspicion_of_request(method, agent)
    proxy = agent is not None and _IMAGE_PROXIES.search(agent)
    ahead = agent == _ALWAYS_AHEAD or (proxy and at - delivered_at < PREFETCHED)
    return (*found, "prefetch") if ahead else found


def suspicions_of_clicks(
    delivered_at: datetime, clicks: Sequence[Click], links: Collection[Hashable]
) -> list[tuple[str, ...]]:
    """What speaks for a program in each click on a mail, in their order: what its request told,
    `too_soon` after delivery, `all_links` of the mail followed at once.

    `links` are the mail's links, all of them; loading its picture is no link, and is judged with
    the clicks around it. A click before delivery is too soon as well.
    """
    swept = _swept(clicks, frozenset(links))
    found = []
    for number, click in enumerate(clicks):
        reasons = list(click.told)
        if click.at - delivered_at < TOO_SOON:
            reasons.append("too_soon")
        if number in swept:
            reasons.append("all_links")
        found.append(tuple(reasons))
    return found


def _swept(clicks: Sequence[Click], links: frozenset[Hashable]) -> set[int]:
    """The clicks of every span in which all links were followed."""
    if len(links) < FEWEST_LINKS:
        return set()
    order = sorted(range(len(clicks)), key=lambda number: clicks[number].at)
    swept: set[int] = set()
    for place, first in enumerate(order):
        span = [
            number for number in order[place:] if clicks[number].at - clicks[first].at <= AT_ONCE
        ]
        if {clicks[number].link for number in span} >= links:
            swept.update(span)
    return swept


def in_words(suspicion: Iterable[str]) -> str:
    """Why something may be a program's, for people: "all links of the mail at once"."""
    return ", ".join(SUSPICION_WORDS.get(one, one) for one in suspicion)
