"""What a site lived through before its second start: begun, answered, stopped, its files spoilt."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.live import LiveSite
from tests.serve.client import ASKING, BROKEN, COUNTING, Answer, answer, ask, begin, fetch, write
from tests.serve.family import family
from tests.serve.visitors import Visitors

PASSWORD = "correct horse battery staple"
HALF_WAY = ("changed", "broken", "removed")


@dataclass
class Past:
    """The first life of a site."""

    printed: str = ""
    link: str = ""
    opened: list[int] = field(default_factory=list)  # statuses of the link: seen, used, again
    pages: dict[str, int] = field(default_factory=dict)
    begun: dict[str, dict[str, Any]] = field(default_factory=dict)  # turns half-way, by flow
    processes: list[int] = field(default_factory=list)
    visitors: Visitors | None = None
    stopped: int | None = None


def write_flows(folder: Path) -> Path:
    """Flows for the first start; one of them is broken."""
    counting = COUNTING.format(title="Counting", extra="")
    half_way = dict.fromkeys(HALF_WAY, ASKING)
    return write(folder, counting=counting, asking=ASKING, bad=BROKEN, **half_way)


def spoil(folder: Path) -> None:
    """What happens to the files of conversations half-way while the site is down."""
    changed = ASKING.replace("As it was", "New").replace("two", "other")
    write(folder, changed=changed, broken=BROKEN)
    (folder / "removed.yml").unlink()


def live_once(site: LiveSite) -> Past:
    """Start, be visited, and stop while visitors answer."""
    past = Past()
    site.start()
    try:
        past.printed = site.output
        past.pages = {path: ask(site.url + path).status for path in ("/", "/f/asking", "/f/bad")}
        _use_the_link(site, past)
        for name in HALF_WAY:
            past.begun[name] = answer(site, begin(site, name), f"said to {name}").json
        past.processes = family(site.process.pid) if site.process else []
        past.visitors = Visitors(site)
        with past.visitors.answering(2):
            past.visitors.wait_for_more(20)
            past.visitors.over.set()
            past.stopped = site.stop()
    finally:
        site.stop()
    return past


def _use_the_link(site: LiveSite, past: Past) -> None:
    found = re.search(rf"{site.url}(/studio/welcome/\S+)", site.output)
    past.link = found[1] if found else "/no/link"
    page = ask(site.url + past.link)
    past.opened = [page.status, _welcome(site, past.link, page), ask(site.url + past.link).status]


def _welcome(site: LiveSite, link: str, page: Answer) -> int:
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    fields = {
        "csrf_token": token[1] if token else "",
        "name": "Ada",
        "email": "ada@acme.example",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    data = urllib.parse.urlencode(fields).encode()
    cookie = {"Cookie": str(page.headers["Set-Cookie"]).split(";")[0]}
    return fetch(urllib.request.Request(site.url + link, data, cookie)).status
