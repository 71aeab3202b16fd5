"""The one table of permissions covers every route, and the door holds to it."""

from __future__ import annotations

import pytest

from web.studio.permissions import PERMISSIONS, ROLES, STRANGERS, may


def _endpoints(studio) -> set[str]:
    rules = studio.app.url_map.iter_rules()
    return {rule.endpoint[7:] for rule in rules if rule.endpoint.startswith("studio.")}


def test_every_route_is_listed_and_nothing_else(studio):
    assert _endpoints(studio) == set(PERMISSIONS)


def test_a_route_that_is_not_listed_is_refused_to_an_admin(studio, monkeypatch):
    admin = studio.signed_in("admin")
    assert admin.get("/studio/leads").status_code == 200
    monkeypatch.delitem(PERMISSIONS, "leads")
    assert admin.get("/studio/leads").status_code == 403


def test_an_admin_may_do_everything_a_person_may(studio):
    assert all(may("admin", name) for name in _endpoints(studio))


def test_a_stranger_reaches_the_door_and_no_room(studio):
    stranger = studio.stranger()
    for rule in studio.app.url_map.iter_rules():
        name = rule.endpoint.removeprefix("studio.")
        if not rule.endpoint.startswith("studio.") or PERMISSIONS[name] is STRANGERS:
            continue
        values = {argument: 1 if argument.endswith("id") else "json" for argument in rule.arguments}
        with studio.app.test_request_context():
            path = rule.build(values)[1]
        method = "POST" if "POST" in rule.methods and "GET" not in rule.methods else "GET"
        answer = stranger.client.open(path, method=method)
        assert (name, answer.status_code) == (name, 303)
        assert answer.headers["Location"].startswith("/studio/sign-in")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_own_rooms_in_the_menu(studio, role):
    page = studio.signed_in(role).get("/studio/").text
    menu = page[: page.index("</nav>")]
    for room in ("leads", "flows", "incidents"):
        assert (f'href="/studio/{room}"' in menu) == may(role, room)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("sales", "/studio/flows"),
        ("sales", "/studio/incidents"),
        ("sales", "/studio/users"),
        ("marketer", "/studio/users"),
        ("marketer", "/studio/api-keys"),
    ],
)
def test_a_wrong_role_is_refused_with_a_page_that_says_so(studio, role, path):
    answer = studio.signed_in(role).get(path)
    assert answer.status_code == 403
    assert "Not for your role" in answer.text


def test_a_form_without_its_token_changes_nothing(studio):
    admin = studio.signed_in("admin")
    answer = admin.client.post("/studio/sign-out", data={})
    assert answer.status_code == 400
    assert "open too long" in answer.text
    assert admin.get("/studio/").status_code == 200


def test_pages_are_private_and_have_the_strict_policy(studio):
    answer = studio.signed_in("admin").get("/studio/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert ' style="' not in answer.text
    assert "<style" not in answer.text
