"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.types import now
from store.users import SignIn
from tests.studio.conftest import PASSWORD
from web.studio import sign_in as module
from web.studio.passwords import hash_password
from web.studio.sessions import COOKIE


@pytest.fixture
def user(studio):
    return studio.user("sales", email="ada@acme.example", password_hash=hash_password(PASSWORD))


def _try(visitor, email="ada@acme.example", password=PASSWORD, **more):
    return visitor.post("/studio/sign-in", email=email, password=password, **more)


def test_the_right_password_opens_the_studio(studio, user):
    visitor = studio.stranger()
    answer = _try(visitor)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/studio/"
    assert "Sales Person" in visitor.get("/studio/").text


def test_the_cookie_is_kept_from_scripts_and_other_sites(studio, user):
    cookie = next(
        line for line in _try(studio.stranger()).headers.getlist("Set-Cookie") if COOKIE in line
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/studio" in cookie
    assert "Secure" not in cookie


def test_the_cookie_is_secure_on_https(make_studio):
    studio = make_studio(base_url="https://ask.acme.example")
    studio.user("admin", email="ada@acme.example", password_hash=hash_password(PASSWORD))
    answer = _try(studio.stranger())
    assert "Secure" in next(c for c in answer.headers.getlist("Set-Cookie") if COOKIE in c)


def test_the_database_holds_a_digest_and_not_the_token(studio, user):
    visitor = studio.stranger()
    _try(visitor)
    token = visitor.client.get_cookie(COOKIE, path="/studio").value
    assert studio.count(SignIn, SignIn.token_hash == token) == 0
    assert studio.count(SignIn) == 1


def test_case_and_space_in_the_address_do_not_matter(studio, user):
    assert _try(studio.stranger(), email="  ADA@Acme.Example ").status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@acme.example", "wrong"),
        ("nobody@acme.example", PASSWORD),
        ("ada@acme.example\x00", "wrong\x00"),
        ("not an address", "x"),
    ],
)
def test_wrong_attempts_are_answered_alike(studio, user, email, password):
    answer = _try(studio.stranger(), email=email, password=password)
    assert answer.status_code == 422
    assert "do not fit together" in answer.text
    assert studio.count(SignIn) == 0


def test_an_unknown_address_costs_the_same_work(studio, user, monkeypatch):
    checked = []
    monkeypatch.setattr(
        module, "password_matches", lambda kept, given: checked.append((kept, given)) or False
    )
    _try(studio.stranger(), email="nobody@acme.example")
    assert checked == [(None, PASSWORD)]


def test_empty_fields_are_explained(studio, user):
    answer = _try(studio.stranger(), email="", password="")
    assert answer.status_code == 422
    assert "Enter your e-mail." in answer.text
    assert "Enter your password." in answer.text


def test_a_deactivated_user_stays_out(studio, user):
    with studio.rows() as rows:
        rows.merge(user).active = False
    assert _try(studio.stranger()).status_code == 422


def test_it_goes_on_where_the_stranger_wanted_to(studio, user):
    visitor = studio.stranger()
    to = visitor.get("/studio/leads?stage=SQL").headers["Location"]
    assert to == "/studio/sign-in?next=%2Fstudio%2Fleads%3Fstage%3DSQL"
    assert _try(visitor, next="/studio/leads?stage=SQL").headers["Location"] == (
        "/studio/leads?stage=SQL"
    )


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/studio//evil", "/\\evil.example", "/studiox"],
)
def test_it_never_leads_out_of_the_studio(studio, user, elsewhere):
    assert _try(studio.stranger(), next=elsewhere).headers["Location"] == "/studio/"


def test_attempts_are_limited(make_studio):
    studio = make_studio(rate_limit="on")
    visitor = studio.stranger()
    statuses = [_try(visitor).status_code for _ in range(12)]
    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_signing_out_ends_the_session_for_good(studio, user):
    visitor = studio.signed_in(user)
    token = visitor.client.get_cookie(COOKIE, path="/studio").value
    assert visitor.post("/studio/sign-out").status_code == 303
    visitor.client.set_cookie(COOKIE, token, path="/studio")
    assert visitor.get("/studio/").status_code == 303


def test_a_session_ends_when_it_is_not_used(studio, user):
    token, _ = studio.session_of(user, expires_at=now() - timedelta(seconds=1))
    visitor = studio.stranger()
    visitor.client.set_cookie(COOKIE, token, path="/studio")
    assert visitor.get("/studio/").status_code == 303


def test_using_a_session_keeps_it_alive(studio, user):
    old = now() - timedelta(days=5)
    token, number = studio.session_of(
        user, last_seen_at=old, expires_at=now() + timedelta(minutes=1)
    )
    visitor = studio.stranger()
    visitor.client.set_cookie(COOKIE, token, path="/studio")
    answer = visitor.get("/studio/")
    assert answer.status_code == 200
    assert any(COOKIE in line for line in answer.headers.getlist("Set-Cookie"))
    fresh = (SignIn.id == number, SignIn.expires_at > now() + timedelta(days=13))
    assert studio.count(SignIn, *fresh) == 1
