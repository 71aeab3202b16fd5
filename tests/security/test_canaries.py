"""What visitors type stays words: on their own pages, in the studio, in exports, in the API."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest

from store.incidents import Incident
from store.leads import Lead
from tests.security.canaries import CANARIES, MARK
from tests.security.conftest import KEY, Site, as_sent, form_fields, header
from tests.security.everything import with_words
from tests.security.markup import Markup, unsafe_urls

Pairs = set[tuple[str, str]]

#: All on SQLite, and on PostgreSQL those that databases tell apart.
CASES = [
    *(pytest.param("sqlite", name, id=f"{name}-sqlite") for name in CANARIES),
    *(pytest.param("postgresql", name, id=f"{name}-postgresql") for name in ("nul", "override")),
]


class Reader:
    """Reads pages, and says what in them was not made by a template of ours."""

    def __init__(self, known: Pairs) -> None:
        self.known = known

    def check(self, where: str, html: str) -> Markup:
        page = Markup(html)
        assert page.pairs <= self.known, (where, page.pairs - self.known)
        assert not unsafe_urls(page), (where, unsafe_urls(page))
        assert not any(MARK in comment for comment in page.comments), where
        for kind, content in page.scripts:
            assert content.strip() == "" or kind == "application/json", (where, content)
            if content.strip():
                json.loads(content)
        for tag, name, value in page.attributes:
            assert not name.startswith("on"), (where, tag, name)
            assert name != "style", (where, tag, value)
            host = urlsplit(urljoin("http://localhost/", value)).netloc if name == "href" else ""
            assert host != "evil.example", (where, value)
            assert not (name == "src" and MARK in value), (where, value)
        assert "49canary" not in page.text, where
        assert "7749canary" not in page.text, where
        return page


@pytest.fixture(scope="session")
def reader(sites: Callable[[str], Site]) -> Reader:
    """Knows the elements and attributes of all pages when visitors type nothing but plain words.

    The second words are too long for a name, so that every field says what is wrong with it.
    """
    known: Pairs = set()
    for words in ("Plain words", "Plain words " * 400):
        for way in (_by_api, _by_form):
            for _, html in way(sites("sqlite"), words):
                known |= Markup(html).pairs
    return Reader(known)


# ---------------------------------------------------------------- every field to every screen


@pytest.mark.parametrize(("site", "name"), CASES, indirect=["site"])
def test_words_sent_over_the_api_stay_words(site: Site, reader: Reader, name: str) -> None:
    canary = CANARIES[name]
    shown = {where: reader.check(where, html) for where, html in _by_api(site, canary)}
    if canary.isprintable() and len(canary) < 100:
        for where in ("lead", "export", "leads"):
            assert " ".join(canary.split()) in shown[where].text, where
    _is_sound_json(site)


@pytest.mark.parametrize(("site", "name"), CASES, indirect=["site"])
def test_words_sent_by_a_form_stay_words(site: Site, reader: Reader, name: str) -> None:
    for where, html in _by_form(site, CANARIES[name]):
        reader.check(where, html)


def _by_api(site: Site, words: str) -> Iterator[tuple[str, str]]:
    """Plays the chat with the words in every field, and gives every screen that shows them."""
    answers = with_words(words)
    answers["email"] = f"v{abs(hash(words))}@acme.example"
    turn = site.play_api(
        "chat",
        answers,
        agent=header(f"Mozilla/5.0 {words}"),
        page=("https://acme.example/?" + words)[:2000],
        referrer=("https://other.example/?" + words)[:2000],
        utm={"source": words[:500], "campaign": words[:500], words[:500]: "x"},
        prefill={"partner": words[:500], words[:500]: "x"},
    )
    token = turn["conversation"]
    visitor = site.stranger()
    for slot in ("", "note", "several"):
        page = visitor.get(f"/f/chat/frame?conversation={token}&edit={slot}")
        assert page.status_code == 200, page.text
        yield f"visitor {slot}", page.text
    yield from _studio(site, words, _EVERY_ROOM)


def _by_form(site: Site, words: str) -> Iterator[tuple[str, str]]:
    """Sends the form with the words in every field: refused, then taken."""
    email = f"f{abs(hash(words))}@acme.example"
    visitor = site.stranger()
    agent = header(words)
    query = {
        "utm_source": words,
        "utm_campaign": words,
        "page": words,
        "referrer": words,
        "language": words,
        "mode": words,
        "accent": words,
        "host": words,
        "prefill.partner": words,
        "prefill.first_name": words,
        f"prefill.{words}": words,
        "gclid": words,
    }
    cover = visitor.get("/f/form", query_string=query)
    assert cover.status_code == 200
    yield "form", cover.text
    odd = {"seats": words, "website": words, "phone": words, "day": words, "start": words}
    odd |= {"country": words, "likely": words, "grid.x": words, "level": words, "sure": words}
    refused = site.post_form(
        visitor, "form", form_fields(words, words) | odd, query, **{"User-Agent": agent}
    )
    assert refused.status_code == 422
    yield "form refused", refused.text
    taken = site.post_form(
        visitor, "form", form_fields(words, email), query, **{"User-Agent": agent}
    )
    if taken.status_code == 422:  # 5,000 characters are no name, and say so
        yield "form refused again", taken.text
        return
    assert taken.status_code == 303, taken.text
    yield "form's end", visitor.get(taken.headers["Location"]).text
    yield from _studio(site, words, _LEAD)


_LEAD = ("lead", "export", "leads")
_EVERY_ROOM = (*_LEAD, "leads searched", "leads paged", "overview", "incidents", "sign-in")


def _studio(site: Site, words: str, rooms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    lead = site.newest_lead()
    site.keep(Incident(kind="action", place=words[:100], message=words, flow="chat"))
    searched = {"q": words, "source": words, "flow": words, "since": words, "axis.need": words}
    paged = {"after": words, "sort": words, "status": words, "stage": words}
    addresses: dict[str, tuple[str, dict[str, str]]] = {
        "lead": (f"/studio/leads/{lead.id}", {}),
        "export": (f"/studio/leads/{lead.id}/export.html", {}),
        "leads": ("/studio/leads", {"suspected": "1", "q": lead.email or ""}),
        "leads searched": ("/studio/leads", searched),
        "leads paged": ("/studio/leads", paged),
        "overview": ("/studio/", {}),
        "incidents": ("/studio/incidents", {"show": words}),
        "sign-in": ("/studio/sign-in", {"next": words}),
    }
    person, stranger = site.person(), site.stranger()
    for room in rooms:
        path, query = addresses[room]
        page = (stranger if room == "sign-in" else person).get(path, query_string=query)
        assert page.status_code == 200, (room, page.status_code)
        yield room, page.text


# ---------------------------------------------------------------- data for machines


def _is_sound_json(site: Site) -> None:
    lead = site.newest_lead()
    key = {"Authorization": f"Bearer {KEY}"}
    for response in (
        site.stranger().get("/api/v1/leads?suspected=true&limit=3", headers=key),
        site.stranger().get(f"/api/v1/leads/{lead.id}", headers=key),
        site.person().get(f"/studio/leads/{lead.id}/export.json"),
    ):
        assert response.status_code == 200
        assert response.mimetype == "application/json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        json.loads(response.data)


def test_a_spreadsheet_finds_no_formula_in_the_csv(site: Site) -> None:
    for number, canary in enumerate(CANARIES.values()):
        site.keep(
            Lead(
                first_name=canary,
                company=canary,
                address=canary,
                phone=canary[:40],
                website=canary,
                source=canary[:200],
                email=f"{number}@acme.example",
                first_flow="chat",
                language="en",
                status_reason=canary,
            )
        )
    person = site.person()
    for query in ("suspected=1", "suspected=1&bom=1"):
        text = person.get(f"/studio/leads.csv?{query}").text
        head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert len(lines) == len({line[0] for line in lines}) >= len(CANARIES)
        for line in lines:
            assert len(line) == len(head)
            for cell in line:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")), cell
                assert "\x00" not in cell


def test_a_file_is_handed_out_as_a_download_and_nothing_else(site: Site) -> None:
    words = '"><script>canary()</script>\r\nX-Canary: 1.html'
    site.post_form(site.stranger(), "form", form_fields("Plain", "file@acme.example") | {
        "brief": (io.BytesIO(b"<script>canary()</script>"), as_sent(words), "text/html"),
    })  # fmt: skip
    lead = site.newest_lead()
    person = site.person()
    page = Markup(person.get(f"/studio/leads/{lead.id}").text)
    (path,) = {url for url in page.urls if "/files/" in url}
    file = person.get(path)
    assert (file.status_code, file.mimetype) == (200, "application/octet-stream")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "X-Canary" not in file.headers
    assert "sandbox" in file.headers["Content-Security-Policy"]
