"""Whose is it: conversations by token, files of others, forms of the studio, signing in."""

from __future__ import annotations

import io
import secrets
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from store.conversations import Answer, Conversation, Upload
from store.leads import Lead, Note
from store.users import User
from tests.databases import close
from tests.security.conftest import KEY, Site, form_fields, make_site
from tests.security.everything import with_words
from tests.security.markup import Markup, leaves_site
from web.studio.permissions import PERMISSIONS, STRANGERS


def _begun(site: Site) -> str:
    began = site.stranger().post("/api/v1/flows/chat/conversations", json={})
    token: str = began.get_json()["conversation"]
    return token


# ---------------------------------------------------------------- conversations


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "A", str.swapcase, lambda t: ""]
)
def test_a_token_that_is_nearly_right_opens_nothing(site: Site, change: object) -> None:
    assert callable(change)
    client, token = site.stranger(), change(_begun(site))
    assert client.get(f"/api/v1/conversations/{token}").status_code == 404
    if token:
        assert client.get(f"/f/chat?conversation={token}").status_code == 404
        assert client.get(f"/f/chat/frame?conversation={token}").status_code == 404


@pytest.mark.parametrize(
    "token", ["%00", "x" * 3000, "' OR 1=1 --", "%", "../../leads", "{{7*7}}", "☃", "null", "0"]
)
def test_a_forged_token_is_not_found(site: Site, token: str) -> None:
    client = site.stranger()
    forged = quote(token, safe="%")
    assert client.get(f"/api/v1/conversations/{forged}").status_code == 404
    for name, body in (
        ("answers", {"turn": 1, "value": "x"}),
        ("back", {}),
        ("edit", {"turn": 1, "slot": "note", "value": "x"}),
    ):
        answer = client.post(f"/api/v1/conversations/{forged}/{name}", json=body)
        assert answer.status_code == 404
    assert client.get(f"/f/chat?conversation={forged}").status_code == 404
    assert client.get(f"/mail/{forged}").status_code == 404
    assert client.get(f"/mail/{forged}/mark.gif").status_code == 404
    client.set_cookie("lodestone", token.encode("ascii", "ignore").decode(), path="/f/chat")
    assert client.get("/f/chat").status_code == 200  # a cookie that says nothing is no obstacle


def test_tokens_cannot_be_guessed(site: Site) -> None:
    tokens = {_begun(site) for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 32  # 24 random bytes


def test_a_conversation_is_not_shown_under_another_flow(site: Site) -> None:
    token, client = _begun(site), site.stranger()
    assert client.get(f"/f/form?conversation={token}").status_code == 404
    assert client.get(f"/f/form/frame?conversation={token}").status_code == 404
    fields = {"token": token, "turn": "1", "do": "answer", "first_name": "Ada"}
    assert client.post("/f/form", data=fields).status_code == 404


def test_a_token_made_up_by_a_browser_begins_a_conversation_but_never_takes_one_over(
    site: Site,
) -> None:
    victim = _begun(site)
    client = site.stranger()
    before = client.get(f"/api/v1/conversations/{victim}").get_json()
    answer = site.post_form(
        client, "form", {**form_fields("Mine", "x@acme.example"), "token": victim}
    )
    assert answer.status_code == 404
    assert client.get(f"/api/v1/conversations/{victim}").get_json() == before


# ---------------------------------------------------------------- what is known of others


def test_an_address_that_is_known_shows_nothing_of_the_person(site: Site) -> None:
    secret = with_words("Secretname") | {"email": "known@acme.example", "phone": "+48601999888"}
    site.play_api("chat", secret)
    lead = site.newest_lead()
    client = site.stranger()
    turn = client.post("/api/v1/flows/chat/conversations", json={}).get_json()
    path = f"/api/v1/conversations/{turn['conversation']}"
    seen = []
    for slot, value in (("first_name", "Eve"), ("email", "KNOWN@acme.example")):
        answer = client.post(f"{path}/answers", json={"turn": turn["turn"], "value": value})
        assert answer.status_code == 200, slot
        turn = answer.get_json()
        seen.append(answer.text)
    while turn["question"] is not None:
        given = {"value": "Eve" if turn["question"]["required"] else None}
        if turn["question"]["slot"] == "colour":
            given = {"value": "a"}
        answer = client.post(f"{path}/answers", json={"turn": turn["turn"], **given})
        seen.append(answer.text)
        turn = answer.get_json()
    for end in ("", "/frame"):
        seen.append(client.get(f"/f/chat{end}?conversation={turn['conversation']}").text)
    form = site.post_form(client, "form", form_fields("Eve", "known@acme.example"))
    seen.append(client.get(form.headers["Location"]).text)
    assert not [page for page in seen if "Secretname" in page or "601999888" in page]
    assert site.newest_lead().id == lead.id  # it is the same person all the same


def test_whether_an_address_is_known_cannot_be_told(site: Site) -> None:
    shapes = []
    for email in ("known@acme.example", f"new-{secrets.token_hex(4)}@acme.example"):
        client = site.stranger()
        turn = client.post("/api/v1/flows/chat/conversations", json={}).get_json()
        path = f"/api/v1/conversations/{turn['conversation']}/answers"
        client.post(path, json={"turn": 1, "value": "Eve"})
        answer = client.post(path, json={"turn": 2, "value": email}).get_json()
        answer.pop("conversation")
        shapes.append(answer)
    assert shapes[0] == shapes[1]


def test_an_address_adds_nobody_to_the_mail_that_sales_write(site: Site) -> None:
    odd = "ada?bcc=eve%40evil.example&body=x@acme.example"
    site.keep(Lead(first_name="Ada", email=odd, phone="+4860;x=1", language="en"))
    page = Markup(site.person().get(f"/studio/leads/{site.newest_lead().id}").text)
    written = [url for url in page.urls if url.startswith("mailto:")]
    assert written
    for url in written:
        assert unquote(url.removeprefix("mailto:")) == odd
        assert not set("?&") & set(url)


# ---------------------------------------------------------------- files


def _sent_file(site: Site, email: str) -> tuple[Lead, str]:
    fields = form_fields("Words", email) | {"brief": (io.BytesIO(b"secret"), "a.txt", "text/plain")}
    assert site.post_form(site.stranger(), "form", fields).status_code == 303
    lead = site.newest_lead()
    page = Markup(site.person().get(f"/studio/leads/{lead.id}").text)
    (path,) = {url for url in page.urls if "/files/" in url}
    return lead, path


def test_a_file_is_for_the_studio_and_with_its_own_lead_only(site: Site) -> None:
    other, _ = _sent_file(site, "first@acme.example")
    _, path = _sent_file(site, "second@acme.example")
    assert site.person("sales").get(path).data == b"secret"
    stranger = site.stranger().get(path)
    assert stranger.status_code == 303
    assert b"secret" not in stranger.data
    upload = path.rsplit("/", 1)[1]
    assert site.person().get(f"/studio/leads/{other.id}/files/{upload}").status_code == 404
    for guess in (f"/media/{upload}", f"/files/{upload}", f"/static/{upload}"):
        assert site.stranger().get(guess).status_code == 404


def test_nobody_answers_with_the_file_of_another(site: Site) -> None:
    _, path = _sent_file(site, "third@acme.example")
    upload = path.rsplit("/", 1)[1]
    stolen = {"id": upload, "name": "a.txt", "size": 6, "type": "text/plain"}
    turn = _to_the_file(site)
    answers = f"/api/v1/conversations/{turn['conversation']}/answers"
    answer = site.stranger().post(answers, json={"turn": turn["turn"], "value": stolen})
    assert answer.status_code == 422
    fields = form_fields("Words", "thief@acme.example") | {"brief": "", "brief.id": upload}
    assert site.post_form(site.stranger(), "form", fields).status_code == 303
    page = Markup(site.person().get(f"/studio/leads/{site.newest_lead().id}").text)
    assert not [url for url in page.urls if "/files/" in url]


def _to_the_file(site: Site) -> dict[str, object]:
    client = site.stranger()
    turn = client.post("/api/v1/flows/chat/conversations", json={}).get_json()
    path = f"/api/v1/conversations/{turn['conversation']}/answers"
    answers = with_words("Words") | {"email": "way@acme.example", "phone": None}
    while turn["question"]["slot"] != "brief":
        value = answers.get(turn["question"]["slot"])
        answer = client.post(path, json={"turn": turn["turn"], "value": value})
        assert answer.status_code == 200, answer.text
        turn = answer.get_json()
    return dict(turn)


# ---------------------------------------------------------------- the studio's forms


def _posts(site: Site) -> list[tuple[str, str]]:
    found = []
    addresses = site.app.url_map.bind("localhost")
    for rule in site.app.url_map.iter_rules():
        if rule.endpoint.startswith("studio.") and "POST" in (rule.methods or ()):
            values = {name: "x" if name == "token" else 1 for name in rule.arguments}
            found.append((rule.endpoint[7:], addresses.build(rule.endpoint, values, "POST")))
    return found


def test_every_form_of_the_studio_wants_its_token(site: Site) -> None:
    lead = Lead(first_name="Ada", email="csrf@acme.example", language="en", first_flow="chat")
    site.keep(lead)
    tables = (User, Note, Lead)
    posts = _posts(site)
    assert len(posts) > 15
    admin = site.person()
    before = [site.rows(table) for table in tables]
    for name, path in posts:
        for token in ({}, {"csrf_token": ""}, {"csrf_token": "forged." + "x" * 40}):
            answer = admin.post(path, data={"text": "x", "email": "x@acme.example", **token})
            assert answer.status_code == 400, (name, answer.status_code)
    assert [site.rows(table) for table in tables] == before


def test_a_token_of_another_browser_is_as_good_as_none(site: Site) -> None:
    stolen = _csrf(site.person().get("/studio/account").text)
    answer = site.person().post(
        "/studio/account/theme", data={"csrf_token": stolen, "theme": "dark"}
    )
    assert answer.status_code == 400


def test_strangers_come_to_the_door_and_no_further(site: Site) -> None:
    addresses = site.app.url_map.bind("localhost")
    for rule in site.app.url_map.iter_rules():
        name = rule.endpoint.removeprefix("studio.")
        if name == rule.endpoint or PERMISSIONS[name] is STRANGERS:
            continue
        values = dict.fromkeys(rule.arguments, 1)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            path = addresses.build(rule.endpoint, values, method)
            answer = site.stranger().open(path, method=method)
            assert answer.status_code == 303, (name, answer.status_code)
            assert answer.headers["Location"].startswith("/studio/sign-in"), name


def test_forged_and_foreign_sessions_are_no_sign_in(site: Site) -> None:
    for cookie in ("", "x", "x" * 3000, "' OR 1=1 --", "admin", "\x00".join("ab")):
        client = site.stranger()
        client.set_cookie("lodestone_studio", cookie.replace("\x00", ""), path="/studio")
        assert client.get("/studio/leads").status_code == 303


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", f"Basic {KEY}", f"Bearer {KEY}x", "Bearer \xff"]
)
def test_leads_are_closed_without_the_right_key(site: Site, header: str) -> None:
    for path in ("/api/v1/leads", "/api/v1/leads/1"):
        answer = site.stranger().get(path, headers={"Authorization": header})
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert site.person().get("/api/v1/leads").status_code == 401  # the studio's cookie is no key


# ---------------------------------------------------------------- signing in


def _csrf(html: str) -> str:
    page = Markup(html)
    return next(value for form in page.forms for name, value in form.fields if name == "csrf_token")


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/studio//evil.example",
        "/studio/\\evil.example",
        "///evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/studio@evil.example",
        "/studio.evil.example",
        "\t//evil.example",
        "/\t/evil.example",
        "/studio/\r\nSet-Cookie: canary=1",
        "%2f%2fevil.example",
        "http:///evil.example",
        "/studio/../..//evil.example",
    ],
)
def test_after_sign_in_nobody_is_sent_to_another_site(
    site: Site, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.studio.sign_in.password_matches", lambda *_: True)
    monkeypatch.setattr("web.studio.sign_in.needs_rehash", lambda *_: False)
    email = f"s-{secrets.token_hex(4)}@acme.example"
    site.keep(User(name="S", email=email, role="sales", password_hash="x"))
    client = site.stranger()
    page = client.get("/studio/sign-in", query_string={"next": after})
    answer = client.post(
        "/studio/sign-in",
        data={
            "csrf_token": _csrf(page.text),
            "email": email,
            "password": "any",
            "next": after,
        },
    )
    assert answer.status_code == 303
    assert not leaves_site(answer.headers["Location"])
    assert answer.headers["Location"].startswith("/studio")
    again = client.get("/studio/sign-in", query_string={"next": after})
    assert again.status_code == 303
    assert not leaves_site(again.headers["Location"])
    cookies = [
        cookie for cookie in answer.headers.getlist("Set-Cookie") if "lodestone_studio" in cookie
    ]
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert not any("canary" in name for name, _ in answer.headers)


def test_wrong_passwords_are_counted_and_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.studio.sign_in.password_matches", lambda *_: False)
    limited = make_site("sqlite", tmp_path, rate_limit="on")
    client = limited.stranger()
    token = _csrf(client.get("/studio/sign-in").text)
    fields = {"csrf_token": token, "email": "nobody@acme.example", "password": "wrong"}
    answers = [client.post("/studio/sign-in", data=fields).status_code for _ in range(14)]
    assert answers[:5] == [422] * 5
    assert answers[-1] == 429
    close(limited.app)


def test_nothing_of_an_unfinished_conversation_is_in_a_lead(site: Site) -> None:
    leads = site.rows(Lead)
    _begun(site)
    assert site.rows(Lead) == leads
    assert site.rows(Conversation) > 0
    assert site.rows(Answer) > 0
    assert site.rows(Upload) > 0
