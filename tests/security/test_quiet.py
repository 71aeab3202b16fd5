"""A guest with manners: no cookie and no row before the visitor acts, and the right ones then."""

from __future__ import annotations

import pytest

from store.conversations import Answer, Conversation, Upload
from store.leads import Lead
from tests.security.conftest import Site, form_fields
from tests.security.markup import Markup
from web.visitor.posted import FRAGMENT

_LOOKS = (
    "/",
    "/embed.js",
    "/embed.v1.js",
    "/f/form",
    "/f/chat",
    "/f/form/frame",
    "/f/chat/frame?language=tr&utm_source=mail&prefill.first_name=Ada",
    "/f/chat?start=1",
    "/static/visitor.css",
    "/media/ours.svg",
    "/api/v1/openapi.json",
    "/healthz",
    "/readyz",
)
_TABLES = (Conversation, Answer, Lead, Upload)


@pytest.mark.parametrize("path", _LOOKS)
def test_looking_leaves_no_cookie_and_no_row(site: Site, path: str) -> None:
    before = [site.rows(table) for table in _TABLES]
    answer = site.stranger().get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert [site.rows(table) for table in _TABLES] == before


@pytest.mark.parametrize("do", ["start", "restart", "back"])
@pytest.mark.parametrize("script", [True, False])
def test_starting_and_leaving_keeps_nothing(site: Site, do: str, script: bool) -> None:
    before = [site.rows(table) for table in _TABLES]
    headers = {"Accept": FRAGMENT} if script else {}
    answer = site.post_form(site.stranger(), "form", {"do": do}, **headers)
    assert answer.status_code < 500
    cookies = answer.headers.getlist("Set-Cookie")
    assert all("Max-Age=0" in cookie for cookie in cookies)  # what is taken back may be
    assert [site.rows(table) for table in _TABLES] == before


def test_a_refused_answer_keeps_nothing_but_the_file_it_came_with(site: Site) -> None:
    before = [site.rows(table) for table in _TABLES]
    answer = site.post_form(site.stranger(), "form", form_fields("Words", "no address"))
    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers
    assert [site.rows(table) for table in _TABLES[:3]] == before[:3]


def test_the_first_answer_sets_one_cookie_for_this_flow_alone(site: Site) -> None:
    client = site.stranger()
    answer = site.post_form(client, "form", form_fields("Words", "quiet@acme.example"))
    (cookie,) = answer.headers.getlist("Set-Cookie")
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/f/form"} <= flags
    assert "secure" not in flags  # this site is reached over http


def test_over_https_the_cookie_is_never_sent_in_the_clear(site: Site) -> None:
    client = site.stranger()
    page = client.get("/f/form", base_url="https://localhost")
    assert page.status_code == 200
    form = next(form for form in Markup(page.text).forms if "first_name" in form.names)
    fields = dict(form.fields) | form_fields("Words", "secure@acme.example") | {"do": "answer"}
    fields["website_url"] = ""
    answer = client.post(form.action, data=fields, base_url="https://localhost")
    assert answer.status_code == 303, answer.text
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_the_frame_sets_no_cookie_at_all(site: Site) -> None:
    client = site.stranger()
    page = client.get("/f/form/frame")
    form = next(form for form in Markup(page.text).forms if "first_name" in form.names)
    fields = dict(form.fields) | form_fields("Words", "frame@acme.example") | {"do": "answer"}
    fields["website_url"] = ""
    answer = client.post(form.action, data=fields)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


def test_the_api_sets_no_cookie(site: Site) -> None:
    began = site.stranger().post("/api/v1/flows/chat/conversations", json={})
    assert began.status_code == 201
    assert "Set-Cookie" not in began.headers


def test_no_address_of_a_visitor_is_kept(site: Site) -> None:
    names = {column.name for column in Conversation.__table__.columns}
    assert names.isdisjoint({"ip", "address", "remote_addr", "agent", "user_agent"})
