"""Headers of every route there is: nothing is framed, sniffed or scripted that should not be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.security.conftest import KEY, Site
from tests.security.everything import with_words
from tests.security.markup import Markup

#: What stands in for a route's parts when a stranger tries them.
_ODD = {
    "flow": "form",
    "name": "form",
    "filename": "visitor.css",
    "token": "x" * 32,
    "form": "html",
}


def _routes(site: Site) -> Iterator[tuple[Rule, str]]:
    addresses = site.app.url_map.bind("localhost")
    for rule in site.app.url_map.iter_rules():
        values = {
            name: 1 if f"int:{name}>" in rule.rule else _ODD.get(name, "x")
            for name in rule.arguments
        }
        yield rule, addresses.build(rule.endpoint, values, method=min(rule.methods or ()))


def _answers(site: Site, client: FlaskClient) -> Iterator[tuple[str, TestResponse]]:
    key = {"Authorization": f"Bearer {KEY}"}
    for rule, path in _routes(site):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = client.open(path, method=method, headers=key)
            answer.get_data()  # streamed ones hold their request until they are read
            yield f"{method} {path}", answer
    for path in (
        "/nothing",
        "/f/nothing",
        "/f/nothing/frame",
        "/studio/nothing",
        "/api/v1/nothing",
    ):
        yield f"GET {path}", client.get(path)
    yield "DELETE /f/form", client.delete("/f/form")


@pytest.fixture(scope="session")
def answers(sites: Callable[[str], Site]) -> list[tuple[str, TestResponse]]:
    """Every route, asked by a stranger and by an admin."""
    site = sites("sqlite")
    site.play_api("chat", with_words("Words") | {"email": "headers@acme.example"})
    return [*_answers(site, site.stranger()), *_answers(site, site.person())]


def test_no_route_fails(answers: list[tuple[str, TestResponse]]) -> None:
    failed = [(route, answer.status_code) for route, answer in answers if answer.status_code >= 500]
    assert failed == []


def test_every_answer_forbids_sniffing_and_keeps_addresses_in(
    answers: list[tuple[str, TestResponse]],
) -> None:
    for route, answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff", route
        if answer.mimetype == "application/json":
            continue  # nothing is shown or linked from
        policy = answer.headers["Referrer-Policy"]
        assert policy in ("same-origin", "strict-origin-when-cross-origin", "no-referrer"), route
        assert "camera=()" in answer.headers["Permissions-Policy"], route


def test_every_page_runs_only_scripts_of_the_site(
    answers: list[tuple[str, TestResponse]],
) -> None:
    pages = [(route, answer) for route, answer in answers if answer.mimetype == "text/html"]
    assert len(pages) > 40
    for route, answer in pages:
        if answer.status_code in (301, 302, 303, 308):
            continue
        policy = _policy(answer)
        assert policy["default-src"] == ["'none'"], route
        assert policy["script-src"] == ["'self'"], route
        assert policy["base-uri"] == ["'none'"], route
        assert policy["form-action"] == ["'self'"], route
        assert "'unsafe-inline'" not in policy["style-src"], route
        assert "*" not in policy["style-src"] + policy["connect-src"], route
        framed = policy["frame-ancestors"]
        assert framed == (["*"] if "/frame" in route else ["'self'"]), route


def test_no_page_holds_what_its_policy_would_block(
    answers: list[tuple[str, TestResponse]],
) -> None:
    for route, answer in answers:
        if answer.mimetype != "text/html":
            continue
        page = Markup(answer.text)
        nonce = [part for part in _policy(answer).get("style-src", []) if "nonce" in part]
        for tag, name, value in page.attributes:
            assert not name.startswith("on"), (route, tag)
            assert name != "style", (route, tag, value)
            assert name != "nonce" or f"'nonce-{value}'" in nonce, route
        for kind, content in page.scripts:
            assert not content.strip() or kind == "application/json", (route, content)


def test_private_pages_are_not_stored_by_anybody(
    answers: list[tuple[str, TestResponse]],
) -> None:
    for route, answer in answers:
        path = route.split()[1]
        if path.startswith(("/studio", "/f/", "/api/v1/conversations", "/api/v1/leads")):
            assert "no-store" in answer.headers["Cache-Control"], route


def test_only_conversations_are_open_to_other_origins(
    answers: list[tuple[str, TestResponse]],
) -> None:
    for route, answer in answers:
        path, origin = route.split()[1], answer.headers.get("Access-Control-Allow-Origin")
        if path.startswith(("/studio", "/api/v1/leads", "/f/")):
            assert origin is None, route
        assert "Access-Control-Allow-Credentials" not in answer.headers, route


def test_https_asks_to_stay_so(site: Site) -> None:
    secure = site.stranger().get("/f/form", base_url="https://localhost")
    assert "max-age" in secure.headers["Strict-Transport-Security"]


def test_no_trace_of_a_fault_is_shown(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the secret insides")

    monkeypatch.setattr("web.conversations.preview", breaks)
    monkeypatch.setattr("web.conversations.begin", breaks)
    client = site.stranger()
    page = client.get("/f/form")
    api = client.post("/api/v1/flows/form/conversations", json={})
    for answer in (page, api):
        assert answer.status_code == 500
        assert "secret insides" not in answer.text
        assert "Traceback" not in answer.text
    assert api.mimetype == "application/problem+json"


def _policy(answer: TestResponse) -> dict[str, list[str]]:
    parts = (part.split() for part in answer.headers.get("Content-Security-Policy", "").split(";"))
    return {name: values for name, *values in parts if name}
