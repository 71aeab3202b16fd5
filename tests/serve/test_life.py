"""A site's life: its first start, its end, and the start after that."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request
from pathlib import Path

from tests.live import LiveSite
from tests.serve.conftest import ASKING, BROKEN, answer, ask, begin, fetch, kept, write
from tests.serve.family import family, is_alive

#: Three that are begun half-way, and what becomes of their files while the site is down.
_FATES = {"changed": ASKING.replace("As it was", "New").replace("two", "other"), "broken": BROKEN}


def test_a_site_is_started_stopped_and_started_again(tmp_path: Path) -> None:
    flows = write(tmp_path / "flows", changed=ASKING, broken=ASKING, removed=ASKING, bad=BROKEN)
    site = LiveSite(tmp_path / "data", flows)
    site.start()
    begun = {}
    try:
        _prints_where_everything_is(site)
        link = _first_link_works_once(site)
        for name in ("changed", "broken", "removed"):
            turn = begin(site, name)
            begun[name] = answer(site, turn, f"said to {name}").json
        processes = family(site.process.pid) if site.process else []
        assert len(processes) >= 3  # web, its worker process, the housekeeper
    finally:
        assert site.stop() == 0
    assert [pid for pid in processes if is_alive(pid)] == []

    write(flows, **_FATES)
    (flows / "removed.yml").unlink()
    printed = len(site.output)
    site.start()
    try:
        _resumes_where_it_was(site, begun)
        assert "1 published" in site.output[printed:]
        assert ask(f"{site.url}{link}").status in (404, 410)
    finally:
        assert site.stop() == 0


def _prints_where_everything_is(site: LiveSite) -> None:
    assert f"Demo      {site.url}/" in site.output
    assert f"Studio    {site.url}/studio/" in site.output
    assert "3 published" in site.output
    assert "bad.yml:6" in site.output  # a broken flow stops nothing and is told
    assert ask(f"{site.url}/f/bad").status == 404
    assert ask(f"{site.url}/").status == 200


def _first_link_works_once(site: LiveSite) -> str:
    found = re.search(rf"{site.url}(/studio/welcome/\S+)", site.output)
    assert found, site.output
    page = ask(site.url + found[1])
    assert page.status == 200
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    fields = {
        "csrf_token": token[1],
        "name": "Ada",
        "email": "ada@acme.example",
        "password": "correct horse battery staple",
        "again": "correct horse battery staple",
        "confirm": "correct horse battery staple",
    }
    status = _post_form(site.url + found[1], fields, page.headers["Set-Cookie"])
    assert status == 303
    again = ask(site.url + found[1])
    assert again.status in (404, 410)
    return found[1]


def _post_form(url: str, fields: dict[str, str], cookie: str) -> int:
    data = urllib.parse.urlencode(fields).encode()
    return fetch(urllib.request.Request(url, data, {"Cookie": cookie.split(";")[0]})).status


def _resumes_where_it_was(site: LiveSite, begun: dict[str, dict[str, object]]) -> None:
    for name, turn in begun.items():
        address = f"{site.url}/api/v1/conversations/{turn['conversation']}"
        assert ask(address).json == turn | {"messages": ask(address).json["messages"]}
        assert ask(address).json["question"]["slot"] == "two"
        second = answer(site, turn, "the second").json
        last = answer(site, second, "the third").json
        assert last["result"]["title"] == "As it was", name
        assert kept(site, str(turn["conversation"])) == [
            f"said to {name}",
            "the second",
            "the third",
        ]
    assert begin(site, "changed")["question"]["slot"] == "one"
    assert begin(site, "broken")["question"]["slot"] == "one"  # its last sound version
    assert ask(f"{site.url}/api/v1/flows/removed/conversations", {}).status == 404
