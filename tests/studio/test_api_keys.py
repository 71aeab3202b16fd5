"""API keys: made, shown once, revoked."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from store.users import ApiKey


@pytest.fixture
def admin(studio):
    return studio.signed_in("admin")


def test_a_key_is_shown_once_and_kept_as_a_digest(studio, admin):
    answer = admin.post("/studio/api-keys", name="CRM", scopes="leads:read")
    assert answer.status_code == 201
    key = re.search(r"lode_[\w-]{40,}", answer.text)[0]
    later = admin.get("/studio/api-keys").text
    assert key not in later
    assert key[:10] in later
    digest = sha256(key.encode()).hexdigest()
    assert studio.count(ApiKey, ApiKey.key_hash == digest, ApiKey.scopes == "leads:read") == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "  ", "scopes": "leads:read"}, "Name what the key is for."),
        ({"name": "CRM"}, "Choose at least one thing"),
        ({"name": "CRM", "scopes": "leads:everything"}, "not a valid choice"),
        ({"name": "x" * 101, "scopes": "leads:read"}, "cannot be longer"),
    ],
)
def test_bad_input_is_explained_and_saves_nothing(studio, admin, fields, words):
    answer = admin.post("/studio/api-keys", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert studio.count(ApiKey) == 0


def test_a_key_can_be_revoked_once(studio, admin):
    admin.post("/studio/api-keys", name="CRM", scopes="leads:read")
    assert admin.post("/studio/api-keys/1/revoke").status_code == 303
    assert studio.count(ApiKey, ApiKey.revoked_at.is_not(None)) == 1
    assert "Revoked" in admin.get("/studio/api-keys").text
    assert admin.post("/studio/api-keys/1/revoke").status_code == 404
    assert admin.post("/studio/api-keys/99/revoke").status_code == 404


@pytest.mark.parametrize("path", ["", "/1/revoke"])
def test_strangers_and_other_roles_are_refused(studio, path):
    fields = {"name": "x", "scopes": "leads:read"}
    assert studio.stranger().post(f"/studio/api-keys{path}", **fields).status_code == 303
    for role in ("sales", "marketer"):
        assert studio.signed_in(role).post(f"/studio/api-keys{path}", **fields).status_code == 403
    assert studio.count(ApiKey) == 0
