"""A flow with a proof of work begun over JSON: with the sum done, and never without."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.conversations import Conversation
from store.database import db
from tests.api.conftest import Post
from web.visitor import proof

GUARDED = """\
format: 1
kind: chat
title: A question
language: en
settings: {proof_of_work: true}
steps:
  - {ask: note, type: text, text: What is it about?}
outcomes:
  - {id: end, title: Thank you}
"""
BEGIN = "/flows/guarded/conversations"


@pytest.fixture(autouse=True)
def guarded(site: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The flow, and sums that Python does in no time."""
    monkeypatch.setattr(proof, "HARDEST", 300)
    closed = GUARDED.replace("true}", "true, closes: 2020-01-01}")
    (tmp_path / "flows" / "guarded.yml").write_text(GUARDED, "utf-8")
    (tmp_path / "flows" / "over.yml").write_text(closed, "utf-8")
    site.extensions["lodestone"].library.refresh()


def solved(problem: dict[str, Any]) -> dict[str, Any]:
    """What `docs/api.md` says to do: try numbers until the hash of the salt and it fits."""
    asked = problem["proof"]
    for number in range(asked["maxnumber"] + 1):
        digest = hashlib.sha256(f"{asked['salt']}{number}".encode()).hexdigest()
        if digest == asked["challenge"]:
            return {**asked, "number": number}
    raise AssertionError("the sum has no solution")


def kept(site: Flask) -> int:
    with site.app_context():
        return int(db.session.execute(select(func.count()).select_from(Conversation)).scalar_one())


def test_the_refusal_brings_the_sum_and_its_solution_begins(site: Flask, post: Post) -> None:
    status, problem = post(BEGIN)
    assert (status, problem["title"]) == (403, "Proof of work needed")
    assert kept(site) == 0
    status, turn = post(BEGIN, proof=solved(problem), prefill={})
    assert status == 201
    assert turn["conversation"] == problem["proof"]["conversation"]
    path = f"/conversations/{turn['conversation']}/answers"
    status, turn = post(path, turn=turn["turn"], text="Leads")
    assert (status, turn["done"]) == (200, True)


@pytest.mark.parametrize("member", ["number", "salt", "signature", "challenge", "conversation"])
def test_a_wrong_solution_is_explained_with_another_sum_and_nothing_kept(
    site: Flask, post: Post, member: str
) -> None:
    given = solved(post(BEGIN)[1])
    wrong = {"number": given["number"] + 1, "conversation": "A" * 32}.get(member, "0" * 64)
    status, problem = post(BEGIN, proof={**given, member: wrong})
    assert (status, problem["title"]) == (422, "Proof refused")
    assert problem["proof"]["conversation"] != given["conversation"]
    assert kept(site) == 0
    assert post(BEGIN, proof=solved(problem))[0] == 201


@pytest.mark.parametrize("wrong", [{}, {"number": "1"}, {"number": -1}, {"algorithm": "MD5"}])
def test_a_proof_of_another_shape_names_what_is_wrong(
    site: Flask, post: Post, wrong: dict[str, Any]
) -> None:
    given = solved(post(BEGIN)[1]) | wrong if wrong else {}
    status, problem = post(BEGIN, proof=given)
    assert status == 422
    assert problem["errors"][0]["pointer"].startswith("/proof/")
    assert kept(site) == 0


def test_a_solution_begins_one_conversation_and_no_other(site: Flask, post: Post) -> None:
    given = solved(post(BEGIN)[1])
    begun = post(BEGIN, proof=given)[1]
    status, problem = post(BEGIN, proof=given)
    assert (status, problem["title"]) == (409, "Proof used")
    assert problem["turn"] == begun  # whoever lost the first answer goes on with it
    assert kept(site) == 1


def test_a_challenge_that_is_over_is_refused_as_such(
    site: Flask, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "GOOD_FOR", -proof.GOOD_FOR)
    given = solved(post(BEGIN)[1])
    status, problem = post(BEGIN, proof=given)
    assert status == 422
    assert "is over" in problem["detail"]
    assert kept(site) == 0


def test_a_flow_that_asks_for_none_takes_no_notice_of_one(post: Post) -> None:
    given = solved(post(BEGIN)[1])
    status, turn = post("/flows/plan/conversations", proof=given)
    assert status == 201
    assert turn["conversation"] != given["conversation"]


def test_nobody_does_a_sum_for_a_flow_that_is_closed(post: Post) -> None:
    status, problem = post("/flows/over/conversations")
    assert (status, problem["title"]) == (410, "Flow closed")
    assert "proof" not in problem


def test_a_solution_made_up_without_the_site_is_refused(site: Flask, post: Post) -> None:
    salt, number = f"{random.random()}&", 7
    made = hashlib.sha256(f"{salt}{number}".encode()).hexdigest()
    own = {"conversation": "B" * 32, "algorithm": "SHA-256", "challenge": made, "salt": salt}
    assert post(BEGIN, proof={**own, "signature": made, "number": number})[0] == 422
    assert kept(site) == 0
