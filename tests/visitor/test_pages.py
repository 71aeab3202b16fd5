"""A flow's own page and its frame, as a browser without script sees them."""

from __future__ import annotations

import gzip
import html
import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from store.conversations import Conversation, Upload
from store.database import db
from tests.visitor.sample import CANARY
from web import conversations
from web.conversations.errors import DatabaseBusy

FRAGMENT = "text/vnd.lodestone.fragment+html"
AGENT = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"}


def hidden(response: TestResponse) -> dict[str, str]:
    """The hidden fields of the page's first form."""
    form = re.search(r'<form[^>]*method="post".*?</form>', response.text, re.S)
    assert form
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[0])
    return {name: html.unescape(value) for name, value in found}


def answer(client: FlaskClient, shown: TestResponse, path: str = "", **fields: Any) -> TestResponse:
    """Post the shown form with these fields, as a browser would."""
    where = path or shown.request.path
    return client.post(where, data={**hidden(shown), **fields}, headers=AGENT)


def follow(client: FlaskClient, response: TestResponse) -> TestResponse:
    assert response.status_code == 303, response.text
    return client.get(response.location, headers=AGENT)


def begun(client: FlaskClient, flow: str = "quiz") -> TestResponse:
    return client.get(f"/f/{flow}?start=1", headers=AGENT)


def kept(site: Flask) -> int:
    with site.app_context():
        return db.session.scalar(select(func.count()).select_from(Conversation)) or 0


def last_kept(site: Flask) -> Conversation:
    with site.app_context():
        found = db.session.scalars(select(Conversation).order_by(Conversation.id.desc())).first()
        assert found
        return found


# ---------------------------------------------------------------- walking


def test_looking_keeps_nothing_and_sets_no_cookie(site: Flask, client: FlaskClient) -> None:
    before = kept(site)
    for path in ("/f/quiz", "/f/quiz?start=1", "/f/chat", "/f/calculator/frame"):
        response = client.get(path, headers=AGENT)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
    assert kept(site) == before


def test_a_quiz_is_walked_without_script(client: FlaskClient) -> None:
    cover = client.get("/f/quiz", headers=AGENT)
    assert "Three questions." in cover.text
    goal = follow(client, answer(client, cover, do="start"))
    assert "What do you want?" in goal.text
    first = answer(client, goal, goal="more")
    cookie = first.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/f/quiz" in cookie
    mood = follow(client, first)
    assert "How do you feel about it?" in mood.text
    assert "Welcome back" not in mood.text
    name = follow(client, answer(client, mood, mood="4"))
    assert ">Skip</button>" in name.text
    end = follow(client, answer(client, name, name="Ada"))
    assert "<h1" in end.text
    assert "Ready, Ada" in end.text


def test_going_back_keeps_the_answer_chosen(client: FlaskClient) -> None:
    mood = follow(client, answer(client, begun(client), goal="better"))
    goal = follow(client, answer(client, mood, do="back"))
    assert re.search(r'class="option chosen" name="goal" value="better"', goal.text)


def test_an_optional_question_can_be_skipped(client: FlaskClient) -> None:
    mood = follow(client, answer(client, begun(client), goal="more"))
    name = follow(client, answer(client, mood, mood="5"))
    end = follow(client, answer(client, name, do="skip"))
    assert "Ready" in end.text


def test_who_comes_back_is_where_they_were_and_can_start_again(client: FlaskClient) -> None:
    answer(client, begun(client), goal="more")
    back = client.get("/f/quiz", headers=AGENT)
    assert "Welcome back" in back.text
    assert "How do you feel about it?" in back.text
    again = answer(client, back, do="restart")
    assert "lodestone=;" in again.headers["Set-Cookie"]
    assert "Three questions." in follow(client, again).text


def test_a_frame_names_its_conversation_and_has_no_cookie(client: FlaskClient) -> None:
    first = client.get("/f/chat/frame?mode=bubble&host=https://acme.example", headers=AGENT)
    response = answer(client, first, need="few")
    assert "Set-Cookie" not in response.headers
    assert "conversation=" in response.location
    assert "mode=bubble" in response.location
    assert "host=https%3A%2F%2Facme.example" in response.location
    assert "Which tools do you use?" in follow(client, response).text


def test_a_chat_takes_taps_words_and_boxes(client: FlaskClient) -> None:
    shown = client.get("/f/chat", headers=AGENT)
    tools = follow(client, answer(client, shown, text="they never buy"))
    assert "They never buy" in tools.text
    name = follow(client, answer(client, tools, tools=["crm", "mail"]))
    email = follow(client, answer(client, name, text="I am Ada"))
    assert "And your e-mail, Ada?" in email.text
    assert "Growth, Ada" in follow(client, answer(client, email, do="skip")).text


def test_a_guess_in_a_chat_is_said_back_with_buttons_of_an_ordinary_form(
    client: FlaskClient,
) -> None:
    shown = client.get("/f/chat", headers=AGENT)
    tools = follow(client, answer(client, shown, text="they never buy"))
    name = follow(client, answer(client, tools, tools=["crm"]))
    email = follow(client, answer(client, name, text="Ada"))
    asked = follow(client, answer(client, email, text="ada@gmial.com <i>"))
    assert "ada@gmail.com, right?" in asked.text
    assert "ada@gmial.com &lt;i&gt;" in asked.text
    assert re.search(r'<button class="option chosen" name="text" value="Yes">', asked.text)
    assert '<button class="option" name="text" value="No, change it">' in asked.text
    again = follow(client, answer(client, asked, text="No, change it"))
    assert 'name="text" value="Yes"' not in again.text
    asked = follow(client, answer(client, again, text="ada@gmial.com"))
    assert "Growth, Ada" in follow(client, answer(client, asked, text="Yes")).text


def test_two_misses_in_a_chat_offer_a_person_and_one_way_to_skip(client: FlaskClient) -> None:
    shown = client.get("/f/chat", headers=AGENT)
    for words in ("xyzzy", "qwrtz"):
        shown = follow(client, answer(client, shown, text=words))
    assert 'name="text" value="Skip"' in shown.text
    assert shown.text.count("Talk to a person") == 2  # one button: its value and its words
    tools = follow(client, answer(client, shown, text="Skip"))
    assert "Which tools do you use?" in tools.text


def test_an_answer_in_a_chat_can_be_changed(client: FlaskClient) -> None:
    shown = client.get("/f/chat", headers=AGENT)
    tools = follow(client, answer(client, shown, need="few"))
    link = re.search(r'class="edit" data-swap href="([^"]*)"', tools.text)
    assert link
    editing = client.get(html.unescape(link[1]), headers=AGENT)
    assert "Too few leads" in editing.text
    assert "chosen" in editing.text
    changed = follow(client, answer(client, editing, need="cold"))
    assert "They never buy" in changed.text
    assert "Which tools do you use?" in changed.text


# ---------------------------------------------------------------- forms


FORM = {
    "first_name": "Ada",
    "email": "ada@acme.example",
    "q.language": "Python",
    "budget": "2.500",
    "country": "",
}


def test_a_bad_field_is_told_at_the_field_and_everything_is_kept(client: FlaskClient) -> None:
    page = client.get("/f/form", headers=AGENT)
    response = answer(client, page, **{**FORM, "email": "ada@", "budget": "lots"})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert '<a href="#q-email">' in response.text
    assert re.search(
        r'id="q-email"[^>]*value="ada@"[^>]*aria-describedby="q-email-error" aria-invalid="true"',
        response.text,
    )
    for value in ("Ada", "Python", "lots"):
        assert f'value="{value}"' in response.text
    assert "<title>Error: " in response.text


def test_a_form_of_all_kinds_of_fields_is_sent_page_by_page(
    site: Flask, client: FlaskClient
) -> None:
    second = follow(client, answer(client, client.get("/f/form", headers=AGENT), **FORM))
    assert "About the job" in second.text
    assert 'enctype="multipart/form-data"' in second.text
    fields = {"grid.a": "yes", "grid.b": "no", "order.x": "2", "order.y": "1", "order.z": "3"}
    plan = (io.BytesIO(b"%PDF-1.7 plan"), "plan.pdf", "application/pdf")
    unsigned = answer(client, second, **fields, plan=plan)
    assert unsigned.status_code == 422
    assert "Please agree to this to go on." in unsigned.text
    assert "Kept: plan.pdf" in unsigned.text
    file_id = re.search(r'name="plan.id" value="([^"]+)"', unsigned.text)
    assert file_id
    end = follow(
        client, answer(client, unsigned, **fields, **{"plan.id": file_id[1]}, agreed="yes")
    )
    assert "Thank you, Ada" in end.text
    assert "Python" in end.text
    with site.app_context():
        upload = db.session.get(Upload, file_id[1])
        assert upload
        assert (upload.name, upload.content) == ("plan.pdf", b"%PDF-1.7 plan")


def test_a_file_of_another_kind_is_not_taken(client: FlaskClient) -> None:
    second = follow(client, answer(client, client.get("/f/form", headers=AGENT), **FORM))
    virus = (io.BytesIO(b"MZ"), "plan.exe", "application/octet-stream")
    response = answer(client, second, plan=virus, agreed="yes")
    assert response.status_code == 422
    assert "Kept:" not in response.text


def test_a_calculator_is_sent_at_once(client: FlaskClient) -> None:
    page = begun(client, "calculator")
    assert 'value="1,200"' in page.text
    assert 'type="application/json" id="model"' in page.text
    sent = {"seats": "1,000", "price": "20", "rebate": "10", "yearly": "no"}
    end = follow(client, answer(client, page, **sent))
    assert "€18,000" in end.text


# ---------------------------------------------------------------- with script


def post_fragment(client: FlaskClient, shown: TestResponse, **fields: Any) -> TestResponse:
    data = {**hidden(shown), **fields}
    headers = {**AGENT, "Accept": FRAGMENT}
    return client.post(shown.request.path, data=data, headers=headers)


def test_with_script_the_next_fragment_comes_back(client: FlaskClient) -> None:
    shown = client.get("/f/chat/frame", headers=AGENT)
    response = post_fragment(client, shown, need="few")
    assert response.status_code == 200
    assert response.content_type.startswith(FRAGMENT)
    assert response.text.lstrip().startswith('<main id="flow"')
    assert response.headers["X-Lodestone-Events"] == "start,answer"
    assert response.headers["X-Lodestone-Turn"] == "2"
    assert response.headers["X-Lodestone-Token"] == hidden(shown)["token"]


def test_a_cover_starts_and_the_end_completes(client: FlaskClient) -> None:
    started = post_fragment(client, client.get("/f/quiz", headers=AGENT), do="start")
    assert started.headers["X-Lodestone-Events"] == "start"
    events = []
    shown = started
    for fields in ({"goal": "more"}, {"mood": "3"}, {"name": "Ada"}):
        shown = post_fragment(client, shown, **fields)
        events.append(shown.headers["X-Lodestone-Events"])
    assert events == ["answer", "answer", "answer,complete"]


def test_the_same_turn_twice_counts_once(site: Flask, client: FlaskClient) -> None:
    shown = begun(client)
    first = post_fragment(client, shown, goal="more")
    second = post_fragment(client, shown, goal="more")
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.headers["X-Lodestone-Turn"] == first.headers["X-Lodestone-Turn"] == "2"


def test_an_answer_to_a_turn_that_is_over_shows_where_one_is(client: FlaskClient) -> None:
    shown = begun(client)
    post_fragment(client, shown, goal="more")
    late = post_fragment(client, shown, goal="better")
    assert late.status_code == 409
    assert "answered already" in late.text
    assert "How do you feel about it?" in late.text


# ---------------------------------------------------------------- who is there


def test_the_language_is_the_one_asked_for_then_the_browsers(client: FlaskClient) -> None:
    turkish = {**AGENT, "Accept-Language": "tr-TR,tr;q=0.9"}
    assert "Ne kadar hazırsınız?" in client.get("/f/quiz", headers=turkish).text
    assert 'lang="pl"' in client.get("/f/quiz?language=pl", headers=turkish).text
    assert 'lang="en"' in client.get("/f/quiz?language=xx", headers=AGENT).text


def test_where_one_came_from_is_kept_with_the_first_answer(
    site: Flask, client: FlaskClient
) -> None:
    query = "utm_source=news&gclid=g1&page=https://acme.example/x&prefill.first_name=Ada"
    phone = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile"}
    shown = client.get(f"/f/quiz/frame?start=1&{query}", headers=phone)
    client.post("/f/quiz/frame", data={**hidden(shown), "goal": "more"}, headers=phone)
    found = last_kept(site)
    assert (found.utm_source, found.page) == ("news", "https://acme.example/x")
    assert found.click_ids == {"gclid": "g1"}
    assert found.device == "phone"


@pytest.mark.parametrize(
    ("fields", "headers", "reason"),
    [
        ({"website_url": "https://spam.example"}, AGENT, "honeypot"),
        ({}, AGENT, "too_fast"),
        ({}, {"User-Agent": "python-requests/2.32"}, "agent"),
    ],
)
def test_programs_are_marked_and_kept(
    site: Flask,
    client: FlaskClient,
    fields: Mapping[str, str],
    headers: Mapping[str, str],
    reason: str,
) -> None:
    shown = begun(client)
    response = client.post(
        "/f/quiz", data={**hidden(shown), "goal": "more", **fields}, headers=headers
    )
    assert response.status_code == 303
    assert reason in (last_kept(site).suspicion or "")


def test_a_page_drawn_long_ago_is_no_sign_of_a_program(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = begun(client)
    monkeypatch.setattr("web.visitor.trap.FASTEST_TAP", -1.0)
    answer(client, shown, goal="more")
    assert last_kept(site).suspicion is None


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/f/nothing", 404, "There is nothing at this address"),
        ("/f/nothing?language=tr", 404, "Bu adreste bir şey yok"),
        ("/f/closed", 410, "This is closed now"),
        ("/f/quiz?conversation=abcdefghijklmnopqrstuvwx", 404, "could not find your answers"),
        ("/f/quiz/frame?conversation=%3Cscript%3E", 404, "could not find your answers"),
    ],
)
def test_problems_say_what_to_do(client: FlaskClient, path: str, status: int, words: str) -> None:
    response = client.get(path, headers=AGENT)
    assert response.status_code == status
    assert words in response.text


def test_when_all_places_are_taken_it_is_said(
    client: FlaskClient, site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.visitor.trap.FASTEST_TAP", -1.0)
    answer(client, client.get("/f/once", headers=AGENT), note="me first")
    response = site.test_client().get("/f/once", headers=AGENT)
    assert response.status_code == 410
    assert "All places are taken" in response.text


def test_a_busy_database_loses_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise DatabaseBusy

    shown = begun(client)
    with monkeypatch.context() as patch:
        patch.setattr(conversations, "answer", busy)
        response = answer(client, shown, goal="better")
    assert response.status_code == 503
    assert 'name="goal" value="better"' in response.text
    assert "How do you feel" in follow(client, answer(client, response, path="/f/quiz")).text


def test_an_answer_too_long_is_shown_again(client: FlaskClient) -> None:
    shown = client.get("/f/chat", headers=AGENT)
    response = answer(client, shown, text="word " * 200_000)
    assert response.status_code == 413
    assert "send a shorter answer" in response.text
    assert 'value="word word' in response.text


@pytest.mark.parametrize(
    "fields",
    [
        {"token": "../../etc", "turn": "1"},
        {"token": "", "turn": ""},
        {"turn": "99999999999999999999"},
        {"version": "nope", "goal": "more"},
        {"do": "dance", "goal": "more"},
        {"goal": "not an option"},
        {"asked": "nothing,at,all", "goal": "more"},
        {"do": "edit", "edit": "nothing"},
        {"do": "back"},
        {"rendered": "\x00\ud800"},
    ],
)
def test_odd_posts_are_answered_in_kind(client: FlaskClient, fields: Mapping[str, str]) -> None:
    data = {**hidden(begun(client)), **fields}
    sent = "&".join(f"{name}={value}" for name, value in data.items())
    response = client.post(
        "/f/quiz",
        data=sent.encode("utf-8", "surrogatepass"),
        headers={**AGENT, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert response.status_code < 500
    assert "Traceback" not in response.text


# ---------------------------------------------------------------- safety


def test_frames_are_held_by_the_flows_origins_only(client: FlaskClient) -> None:
    def policy(path: str) -> str:
        return client.get(path, headers=AGENT).headers["Content-Security-Policy"]

    assert "frame-ancestors *" in policy("/f/quiz/frame")
    assert "frame-ancestors 'self'" in policy("/f/quiz")
    assert "unsafe" not in policy("/f/quiz")


def test_what_a_visitor_writes_comes_out_as_text(client: FlaskClient) -> None:
    shown = client.get("/f/chat", headers=AGENT)
    tools = follow(client, answer(client, shown, need="few"))
    name = follow(client, answer(client, tools, tools=["crm"]))
    email = answer(client, name, text=CANARY)
    page = follow(client, answer(client, begun(client, "note"), note=CANARY))
    end = follow(client, answer(client, page, more=CANARY))
    refused = answer(
        client,
        client.get("/f/form", headers=AGENT),
        **dict.fromkeys(FORM, CANARY),
    )
    query = {"language": CANARY, "accent": CANARY, "mode": CANARY, "host": CANARY, "page": CANARY}
    told = client.get("/f/quiz", query_string=query, headers=AGENT)
    lost = client.get(f"/f/{CANARY}", headers=AGENT)
    for response in (name, email, page, end, refused, told, lost):
        assert "<img" not in response.text
        assert "<script>alert" not in response.text
        assert "onerror=alert(1)>" not in response.text


# ---------------------------------------------------------------- size


@pytest.mark.parametrize("path", ["/f/chat/frame", "/f/quiz", "/f/form", "/f/calculator/frame"])
def test_a_first_page_is_at_most_20_kb(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=AGENT).text
    files = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js)[^"]*)"', page)
    assert len(files) >= 2
    if 'data-needs="calculator"' in page:
        files += ["/static/calculator.js", "/static/formula.js"]
    bodies = [page.encode()] + [client.get(file).data for file in files]
    assert sum(len(gzip.compress(body, 9)) for body in bodies) <= 20_000
