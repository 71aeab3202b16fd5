"""Role × route × object: who may is let in, nobody else; a route nobody listed fails here."""

from __future__ import annotations

from typing import Any

import pytest

from store.leads import Lead
from tests.security.conftest import Site
from web.studio.permissions import PERMISSIONS, ROLES, STRANGERS, may

#: Parts of the site for everyone; in them a conversation's id or a signed link is the key.
OPEN = {"behaviour", "embed", "health", "rasa", "rights", "static", "verification", "visitor"}

#: Routes that end what the test goes by: the session, or the studio's own look.
_ENDING = {"sign_out", "revoke_all_sessions"}


def _rules(site: Site, part: str) -> list[Any]:
    rules = site.app.url_map.iter_rules()
    return [rule for rule in rules if rule.endpoint.partition(".")[0] == part]


def test_every_part_of_the_site_is_open_or_guarded(site: Site) -> None:
    parts = {rule.endpoint.partition(".")[0] for rule in site.app.url_map.iter_rules()}
    assert parts == OPEN | {"api", "studio"}, "say whether it is open, or guard it"
    assert {rule.endpoint[7:] for rule in _rules(site, "studio")} == set(PERMISSIONS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_let_in_where_it_may_and_nowhere_else(site: Site, role: str) -> None:
    """On objects that are there and objects that are not: a refusal never tells which."""
    site.keep(Lead(first_name="Ada", email=f"matrix-{role}@acme.example", language="en"))
    numbers = (site.newest_lead().id, 987_654_321)
    addresses = site.app.url_map.bind("localhost")
    person = site.person(role)
    for rule in _rules(site, "studio"):
        name = rule.endpoint.removeprefix("studio.")
        if PERMISSIONS[name] is STRANGERS or name in _ENDING:
            continue
        for number in numbers:
            values = dict.fromkeys(rule.arguments, number)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                path = addresses.build(rule.endpoint, values, method)
                # Without its token no form changes anything: 400 for who may, 403 for who may not.
                status = person.open(path, method=method).status_code
                assert (status == 403) == (not may(role, name)), (name, method, status)
                assert status in range(500) or status == 503, (name, method, status)
