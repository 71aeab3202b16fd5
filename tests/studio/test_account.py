"""One's own settings: sessions, password, colours."""

from __future__ import annotations

import re

import pytest

from store.users import SignIn, User
from tests.studio.conftest import PASSWORD
from web.studio.account import browser_name
from web.studio.passwords import hash_password


@pytest.fixture
def user(studio):
    return studio.user("sales", password_hash=hash_password(PASSWORD))


def test_it_lists_the_sessions_there_are(studio, user):
    studio.session_of(user, agent="Mozilla/5.0 (iPhone) Safari/605", address="203.0.113.9")
    page = studio.signed_in(user).get("/studio/account").text
    assert "Safari on iPhone" in page
    assert "203.0.113.9" in page
    assert "This one" in page


def test_one_session_can_be_revoked(studio, user):
    other = studio.signed_in(user)
    _, number = studio.session_of(user)
    visitor = studio.signed_in(user)
    assert visitor.post(f"/studio/account/sessions/{number}/revoke").status_code == 303
    assert studio.count(SignIn, SignIn.id == number, SignIn.revoked_at.is_not(None)) == 1
    assert other.get("/studio/").status_code == visitor.get("/studio/").status_code == 200


def test_all_sessions_can_be_revoked_at_once(studio, user):
    other, visitor = studio.signed_in(user), studio.signed_in(user)
    stays = studio.signed_in("sales")
    assert visitor.post("/studio/account/sessions/revoke").status_code == 303
    assert other.get("/studio/").status_code == visitor.get("/studio/").status_code == 303
    assert stays.get("/studio/").status_code == 200


def test_a_session_of_somebody_else_is_not_found(studio, user):
    _, number = studio.session_of(studio.user("sales"))
    visitor = studio.signed_in(user)
    assert visitor.post(f"/studio/account/sessions/{number}/revoke").status_code == 404
    assert studio.count(SignIn, SignIn.revoked_at.is_not(None)) == 0


def test_the_password_changes_and_other_sessions_end(studio, user):
    other, visitor = studio.signed_in(user), studio.signed_in(user)
    answer = visitor.post("/studio/account/password", current=PASSWORD, new="another long one")
    assert answer.status_code == 303
    assert other.get("/studio/").status_code == 303
    assert visitor.get("/studio/").status_code == 200
    fresh = studio.stranger()
    signing = {"email": user.email, "password": "another long one"}
    assert fresh.post("/studio/sign-in", **signing).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("wrong", "another long one", "This is not your present password."),
        (PASSWORD, "short", "At least 10 characters"),
        ("", "another long one", "Enter your present password."),
    ],
)
def test_a_bad_change_is_explained_and_changes_nothing(studio, user, current, new, words):
    visitor = studio.signed_in(user)
    answer = visitor.post("/studio/account/password", current=current, new=new)
    assert answer.status_code == 422
    assert words in answer.text
    signing = {"email": user.email, "password": PASSWORD}
    assert studio.stranger().post("/studio/sign-in", **signing).status_code == 303


def test_the_colours_are_kept_in_the_browser(studio, user):
    visitor = studio.signed_in(user)
    assert "data-theme" not in visitor.get("/studio/account").text
    visitor.post("/studio/account/theme", theme="dark")
    assert '<html lang="en" data-theme="dark">' in visitor.get("/studio/account").text
    visitor.post("/studio/account/theme", theme="")
    assert "data-theme" not in visitor.get("/studio/account").text
    assert visitor.post("/studio/account/theme", theme="pink").status_code == 400


@pytest.mark.parametrize("path", ["password", "theme", "sessions/1/revoke", "sessions/revoke"])
def test_strangers_are_sent_to_the_door(studio, path):
    assert studio.stranger().post(f"/studio/account/{path}").status_code == 303


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0", "Firefox on Linux"),
        ("python-requests/2.3", "python-requests"),
        ("", "Unknown browser"),
        (None, "Unknown browser"),
    ],
)
def test_browsers_by_name(agent, name):
    assert browser_name(agent) == name


def test_who_sells_chooses_what_is_told_by_mail(studio, user):
    visitor = studio.signed_in(user)
    page = visitor.get("/studio/account").text
    assert (
        page.count('name="tell"') == len(re.findall(r'name="tell" value="\w+" checked', page)) == 3
    )
    assert visitor.post("/studio/account/mail", tell=["mail_leads"]).status_code == 303
    page = visitor.get("/studio/account").text
    assert re.findall(r'name="tell" value="(\w+)" checked', page) == ["mail_leads"]
    assert visitor.post("/studio/account/mail").status_code == 303
    assert "You are told nothing by mail." in visitor.get("/studio/account").text


def test_what_is_not_in_the_list_is_refused_and_nothing_is_saved(studio, user):
    visitor = studio.signed_in(user)
    assert visitor.post("/studio/account/mail", tell=["active"]).status_code == 400
    assert studio.count(User, User.id == user.id, User.mail_talks.is_(True)) == 1


def test_one_persons_choice_is_nobody_elses(studio, user):
    other = studio.user("sales")
    studio.signed_in(user).post("/studio/account/mail")
    assert studio.count(User, User.id == other.id, User.mail_leads.is_(True)) == 1


def test_a_marketer_is_offered_no_mails_and_may_not_choose(studio):
    visitor = studio.signed_in("marketer")
    assert "Tell me by mail" not in visitor.get("/studio/account").text
    assert visitor.post("/studio/account/mail", tell=["mail_talks"]).status_code == 403
