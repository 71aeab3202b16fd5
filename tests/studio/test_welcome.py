"""One-time links: the first admin, invitations, the locked out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.types import now
from store.users import SignIn, SignInLink, User
from tests.studio.conftest import PASSWORD
from web.studio.accounts import first_link, link_for

NEW = {"name": "Ada Nowak", "email": "ada@acme.example", "password": PASSWORD}


def test_the_first_link_makes_an_admin_and_signs_in(studio):
    path = first_link(studio.app)
    visitor = studio.stranger()
    assert "Welcome to Lodestone" in visitor.get(path).text
    answer = visitor.post(path, **NEW)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio/")
    assert "Ada Nowak" in visitor.get("/studio/users").text
    assert studio.count(User, User.role == "admin") == 1


def test_opening_the_link_consumes_nothing(studio):
    path = first_link(studio.app)
    for _ in range(3):
        assert studio.stranger().get(path).status_code == 200
        assert studio.stranger().client.head(path).status_code == 200
    assert studio.stranger().post(path, **NEW).status_code == 303


def test_a_link_works_once(studio):
    path = first_link(studio.app)
    studio.stranger().post(path, **NEW)
    again = studio.stranger().post(path, **{**NEW, "email": "eve@evil.example"})
    assert again.status_code == 410
    assert "no longer works" in again.text
    assert studio.count(User) == 1


def test_a_link_expires(studio):
    path = first_link(studio.app)
    with studio.rows() as rows:
        rows.query(SignInLink).update({"expires_at": now() - timedelta(seconds=1)})
    assert studio.stranger().get(path).status_code == 410


def test_starting_again_makes_a_new_link_and_ends_the_old(studio):
    old, new = first_link(studio.app), first_link(studio.app)
    assert studio.stranger().get(old).status_code == 410
    assert studio.stranger().get(new).status_code == 200


def test_there_is_no_first_link_once_somebody_has_an_account(studio):
    path = first_link(studio.app)
    studio.user("admin")
    assert first_link(studio.app) is None
    assert studio.stranger().get(path).status_code == 410


def test_a_guessed_link_opens_nothing(studio):
    assert studio.stranger().get("/studio/welcome/guess").status_code == 410


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Enter your name."),
        ("email", "not an address", "This is not an e-mail address."),
        ("password", "short", "At least 10 characters"),
        ("password", "x" * 201, "At least 10 characters"),
    ],
)
def test_bad_input_is_explained_and_saves_nothing(studio, field, value, words):
    path = first_link(studio.app)
    answer = studio.stranger().post(path, **{**NEW, field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert studio.count(User) == 0
    assert studio.stranger().get(path).status_code == 200


def test_somebody_locked_out_sets_a_new_password_and_old_sessions_end(studio):
    user = studio.user("admin", email="ada@acme.example")
    other = studio.signed_in(user)
    path = link_for(studio.app, "ADA@acme.example")
    visitor = studio.stranger()
    assert "Choose a new password" in visitor.get(path).text
    # the address is the account's, whatever is sent
    assert visitor.post(path, **{**NEW, "email": "eve@evil.example"}).status_code == 303
    assert visitor.get("/studio/").status_code == 200
    assert other.get("/studio/").status_code == 303
    assert studio.count(User, User.email == "ada@acme.example") == 1
    assert studio.count(SignIn, SignIn.revoked_at.is_(None)) == 1


def test_nobody_gets_a_link_for_an_unknown_or_deactivated_address(studio):
    studio.user("admin", email="gone@acme.example", active=False)
    assert link_for(studio.app, "gone@acme.example") is None
    assert link_for(studio.app, "nobody@acme.example") is None


def test_deactivating_ends_an_open_invitation(studio):
    user = studio.user("sales", email="new@acme.example", password_hash=None)
    path = link_for(studio.app, "new@acme.example")
    with studio.rows() as rows:
        rows.merge(user).active = False
    assert studio.stranger().get(path).status_code == 410
