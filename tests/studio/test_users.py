"""The people of the studio."""

from __future__ import annotations

import re

import pytest

from store.users import SignIn, User
from tests.studio.conftest import PASSWORD


@pytest.fixture
def admin(studio):
    return studio.signed_in("admin")


def test_an_invitation_is_shown_once_and_opens_an_account(studio, admin):
    answer = admin.post("/studio/users", email="Jan@Acme.example", role="sales")
    assert answer.status_code == 201
    path = re.search(r"http://127.0.0.1:8000(/studio/welcome/[\w-]+)", answer.text)[1]
    assert path not in admin.get("/studio/users").text
    visitor = studio.stranger()
    assert "You are invited" in visitor.get(path).text
    visitor.post(path, name="Jan", email="jan@acme.example", password=PASSWORD)
    assert "Sales" in visitor.get("/studio/").text
    assert studio.count(User, User.email == "jan@acme.example", User.role == "sales") == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "", "role": "sales"}, "Enter an e-mail."),
        ({"email": "nonsense", "role": "sales"}, "This is not an e-mail address."),
        ({"email": "jan@acme.example", "role": "king"}, "Not a valid choice"),
        ({"email": "ADA@acme.example", "role": "sales"}, "has an account already"),
    ],
)
def test_a_bad_invitation_is_explained_and_saves_nothing(studio, fields, words):
    admin = studio.signed_in(studio.user("admin", email="ada@acme.example"))
    answer = admin.post("/studio/users", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert studio.count(User) == 1


def test_another_role_counts_at_once(studio, admin):
    user = studio.user("sales")
    visitor = studio.signed_in(user)
    assert visitor.get("/studio/flows").status_code == 403
    assert admin.post(f"/studio/users/{user.id}/role", role="marketer").status_code == 303
    assert visitor.get("/studio/flows").status_code == 200


def test_an_unknown_role_is_refused(studio, admin):
    user = studio.user("sales")
    answer = admin.post(f"/studio/users/{user.id}/role", role="king")
    assert answer.status_code == 400
    assert studio.count(User, User.role == "sales") == 1


def test_deactivating_signs_out_and_activating_lets_in_again(studio, admin):
    user = studio.user("sales")
    visitor = studio.signed_in(user)
    assert admin.post(f"/studio/users/{user.id}/active", active="").status_code == 303
    assert visitor.get("/studio/").status_code == 303
    assert "Deactivated" in admin.get("/studio/users").text
    admin.post(f"/studio/users/{user.id}/active", active="1")
    assert studio.signed_in(user).get("/studio/").status_code == 200
    assert studio.count(SignIn, SignIn.user_id == user.id, SignIn.revoked_at.is_not(None)) == 1


def test_a_new_link_lets_the_locked_out_in(studio, admin):
    user = studio.user("sales", email="jan@acme.example")
    answer = admin.post(f"/studio/users/{user.id}/link")
    assert answer.status_code == 201
    assert re.search(r"/studio/welcome/[\w-]{20,}", answer.text)


def test_the_deactivated_get_no_link(studio, admin):
    user = studio.user("sales", active=False)
    answer = admin.post(f"/studio/users/{user.id}/link")
    assert answer.status_code == 400
    assert "Activate them first" in answer.text


@pytest.mark.parametrize(
    ("action", "fields"), [("role", {"role": "sales"}), ("active", {}), ("link", {})]
)
def test_nobody_locks_themselves_out(studio, action, fields):
    user = studio.user("admin")
    answer = studio.signed_in(user).post(f"/studio/users/{user.id}/{action}", **fields)
    assert answer.status_code == 400
    assert studio.count(User, User.role == "admin", User.active) == 1


@pytest.mark.parametrize("action", ["role", "active", "link"])
def test_an_unknown_user_is_not_found(admin, action):
    assert admin.post(f"/studio/users/999/{action}", role="sales").status_code == 404


@pytest.mark.parametrize("path", ["", "/1/role", "/1/active", "/1/link"])
def test_strangers_and_other_roles_are_refused(studio, path):
    fields = {"email": "eve@evil.example", "role": "admin", "active": ""}
    assert studio.stranger().post(f"/studio/users{path}", **fields).status_code == 303
    for role in ("sales", "marketer"):
        assert studio.signed_in(role).post(f"/studio/users{path}", **fields).status_code == 403
    assert studio.count(User, User.role == "admin") == 0
