"""Proof of work: flows that ask for it take no first answer without, nor with somebody else's."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from altcha import v1
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from store.conversations import Conversation
from store.database import db
from tests.visitor.conftest import made_site, served
from web.visitor import proof
from web.visitor.posted import FRAGMENT
from web.visitor.proof_words import WORDS

FLOW = """\
format: 1
kind: chat
title: A question
language: en
settings: {proof_of_work: true}
steps:
  - ask: note
    type: text
    text: What is it about?
  - ask: more
    type: text
    text: And more?
outcomes:
  - {id: end, title: Thank you}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = made_site(folder := tmp_path_factory.mktemp("site"))
    (folder / "flows" / "guarded.yml").write_text(FLOW, "utf-8")
    app.extensions["lodestone"].library.refresh()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture(scope="module")
def address(site: Flask) -> Iterator[str]:
    yield from served(site)


def _fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def _challenge(page: str) -> dict[str, Any] | None:
    found = re.search(r'data-challenge="([^"]+)"', page)
    return json.loads(unescape(found[1])) if found else None


def _solution(challenge: dict[str, Any]) -> str:
    solved = v1.solve_challenge(
        challenge["challenge"], challenge["salt"], "SHA-256", challenge["maxnumber"]
    )
    assert solved is not None
    told = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**told, "number": solved.number}).encode()).decode()


def _kept(site: Flask, token: str) -> int:
    with site.app_context():
        found = select(func.count()).select_from(Conversation).where(Conversation.token == token)
        return int(db.session.execute(found).scalar_one())


def _answer(client: FlaskClient, page: str, **more: str) -> Any:
    fields = {**_fields(page), "do": "answer", "text": "Leads", **more}
    return client.post("/f/guarded", data=fields)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python takes its time to solve them."""
    monkeypatch.setattr(proof, "HARDEST", 500)


def test_a_first_answer_with_its_solution_is_taken(site: Flask, client: FlaskClient) -> None:
    page = client.get("/f/guarded").text
    challenge = _challenge(page)
    assert challenge is not None
    answer = _answer(client, page, proof=_solution(challenge))
    assert answer.status_code == 303
    assert _kept(site, _fields(page)["token"]) == 1
    assert _challenge(client.get(answer.headers["Location"]).text) is None


@pytest.mark.parametrize("solution", ["", "x", "e30=", "bnVsbA==", "W10=", "A" * 5000, "☃"])
def test_without_one_it_is_not_taken_and_nothing_is_lost(
    site: Flask, client: FlaskClient, solution: str
) -> None:
    page = client.get("/f/guarded").text
    answer = _answer(client, page, proof=solution)
    assert answer.status_code == 422
    assert WORDS["en"]["missing"] in unescape(answer.text)
    assert "Leads" in answer.text
    assert _challenge(answer.text) is not None
    assert _kept(site, _fields(page)["token"]) == 0


def test_a_solution_is_worth_nothing_in_another_conversation(
    site: Flask, client: FlaskClient
) -> None:
    first, second = client.get("/f/guarded").text, client.get("/f/guarded").text
    challenge = _challenge(first)
    assert challenge is not None
    assert _answer(client, second, proof=_solution(challenge)).status_code == 422
    assert _kept(site, _fields(second)["token"]) == 0


def test_a_challenge_made_up_by_the_browser_is_refused(client: FlaskClient) -> None:
    page = client.get("/f/guarded").text
    options = v1.ChallengeOptions(hmac_key="mine", max_number=10)
    made = v1.create_challenge(options).__dict__
    own = {
        "algorithm": "SHA-256",
        "challenge": made["challenge"],
        "salt": made["salt"],
        "signature": made["signature"],
        "maxnumber": 10,
    }
    assert _answer(client, page, proof=_solution(own)).status_code == 422


def test_an_old_challenge_is_over(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "GOOD_FOR", -proof.GOOD_FOR)
    page = client.get("/f/guarded").text
    challenge = _challenge(page)
    assert challenge is not None
    assert _answer(client, page, proof=_solution(challenge)).status_code == 422


def test_whoever_has_no_script_is_told_honestly(client: FlaskClient) -> None:
    page = unescape(client.get("/f/guarded?language=en").text)
    assert f'<noscript><p class="notice">{WORDS["en"]["script"]}' in page


def test_other_flows_ask_for_nothing(client: FlaskClient) -> None:
    assert "proof" not in client.get("/f/chat").text


def test_the_api_does_not_go_round_it(client: FlaskClient) -> None:
    answer = client.post("/api/v1/flows/guarded/conversations", json={})
    assert answer.status_code == 403
    assert "proof of work" in answer.get_json()["detail"]
    assert answer.get_json()["proof"]["maxnumber"] == proof.HARDEST


def test_who_looks_like_a_program_in_two_ways_is_asked_whatever_the_flow(
    site: Flask, client: FlaskClient
) -> None:
    page = client.get("/f/chat").text
    fields = {**_fields(page), "do": "answer", "text": "Ada"}
    headers = {"User-Agent": "curl/8", "Accept": FRAGMENT}
    asked = client.post("/f/chat", data=fields, headers=headers)
    assert asked.status_code == 422
    challenge = _challenge(asked.text)
    assert challenge is not None
    fields["proof"] = _solution(challenge)
    assert client.post("/f/chat", data=fields, headers=headers).status_code == 200
    with site.app_context():
        found = select(Conversation.suspicion).where(Conversation.token == fields["token"])
        assert db.session.execute(found).scalar_one() is None


def test_without_script_they_are_marked_and_kept_as_ever(site: Flask, client: FlaskClient) -> None:
    page = client.get("/f/chat").text
    fields = {**_fields(page), "do": "answer", "text": "Ada"}
    client.post("/f/chat", data=fields, headers={"User-Agent": "curl/8"})
    with site.app_context():
        found = select(Conversation.suspicion).where(Conversation.token == fields["token"])
        assert db.session.execute(found).scalar_one() == "too_fast,agent"


def test_its_scripts_are_small() -> None:
    folder = Path(proof.__file__).parents[1] / "static"
    sizes = [
        len(gzip.compress((folder / name).read_bytes(), 9))
        for name in ("proof.js", "proof-worker.js")
    ]
    assert sum(sizes) <= 2_500


def test_every_language_says_all() -> None:
    assert all(words.keys() == WORDS["en"].keys() for words in WORDS.values())


@pytest.mark.parametrize("end", ["", "/frame"])
def test_a_browser_solves_it_by_itself(calm_page: Page, address: str, end: str) -> None:
    calm_page.goto(f"{address}/f/guarded{end}")
    calm_page.locator("#typed").fill("Leads")
    calm_page.locator("#typed").press("Enter")
    expect(calm_page.locator("#flow")).to_contain_text("And more?")


def test_a_browser_without_script_reads_why(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de")
    page = context.new_page()
    page.goto(f"{address}/f/guarded")
    expect(page.locator("noscript").first).to_be_visible()
    context.close()
