"""The API under fire: whatever comes, it answers as its own description says, and never with 500.

Schemathesis makes requests out of the description; a state machine plays conversations with values
that fit, nearly fit and do not fit at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    rule,
    run_state_machine_as_test,
)
from schemathesis import checks
from schemathesis.checks import load_all_checks

from store.users import ApiKey
from store.writing import writing
from tests.api.conftest import CLOSED, FLOW
from tests.databases import close, new_database
from tests.security.everything import LEAD, PLAIN, flow
from web.api.description import describe
from web.app import create_app
from web.settings import load_settings
from web.studio.sessions import digest

KEY = "ls_" + "f" * 40
SCOPES = "leads:read leads:write leads:erase companies:read"
#: Requests an operation, and conversations; together about 10 seconds.
REQUESTS, CONVERSATIONS, STEPS = 10, 10, 12

#: The same requests in every run, so that a red test stays red.
_QUICK: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}

load_all_checks()
_CHECKS = [
    checks.not_a_server_error,
    *checks.CHECKS.get_by_names(
        [
            "status_code_conformance",
            "content_type_conformance",
            "response_schema_conformance",
            "response_headers_conformance",
        ]
    ),
]


def _make(kind: str, folder: Path) -> Flask:
    flows = folder / "flows"
    flows.mkdir()
    for name, text in (("plan", FLOW), ("closed", CLOSED), ("lead", LEAD), ("all", flow("form"))):
        (flows / f"{name}.yml").write_text(text, "utf-8")
    app = create_app(
        load_settings(
            data_dir=folder,
            flows_dir=flows,
            database_url=new_database(kind, folder),
            rate_limit="off",
            synchronous="NORMAL",
        )
    )
    with app.app_context(), writing() as rows:
        rows.add(ApiKey(name="F", key_hash=digest(KEY), prefix=KEY[:8], scopes=SCOPES))
    return app


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """A site on each kind of database, with a lead in it."""
    made = {kind: _make(kind, tmp_path_factory.mktemp(kind)) for kind in ("sqlite", "postgresql")}
    for app in made.values():
        _play_to_the_end(app.test_client())
    yield made
    for app in made.values():
        close(app)


def _play_to_the_end(client: FlaskClient) -> None:
    turn = client.post("/api/v1/flows/all/conversations", json={}).get_json()
    path = f"/api/v1/conversations/{turn['conversation']}/answers"
    while not turn["done"]:
        value = PLAIN.get(turn["question"]["slot"])
        turn = client.post(path, json={"turn": turn["turn"], "value": value}).get_json()


# ---------------------------------------------------------------- requests out of the description


_OPERATIONS = [
    pytest.param(path, method.upper(), id=f"{method} {path}")
    for path, item in describe()["paths"].items()
    for method in item
    if method in ("get", "post", "patch", "delete")
]


@pytest.mark.parametrize(("path", "method"), _OPERATIONS)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_answer_is_as_described(
    apps: dict[str, Flask], kind: str, path: str, method: str
) -> None:
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", apps[kind])
    headers = {"Authorization": f"Bearer {KEY}"} if "conversation" not in path else {}
    token = _token(apps[kind].test_client())

    @settings(**_QUICK, max_examples=REQUESTS)
    @given(case=api[path][method].as_strategy(), known=st.booleans())
    def send(case: schemathesis.Case, known: bool) -> None:
        if known and "conversation" in (case.path_parameters or {}):
            case.path_parameters["conversation"] = token
        case.call_and_validate(headers=headers, checks=_CHECKS)

    send()


def _token(client: FlaskClient) -> str:
    begun = client.post("/api/v1/flows/plan/conversations", json={})
    token: str = begun.get_json()["conversation"]
    return token


def test_leads_without_a_key_are_refused_as_described(apps: dict[str, Flask]) -> None:
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", apps["sqlite"])
    for path in ("/leads", "/leads/{lead}"):
        operation = api[path]["GET"]
        case = operation.Case(path_parameters={"lead": 1} if "{" in path else {})
        response = case.call_and_validate(checks=_CHECKS)
        assert response.status_code == 401


# ---------------------------------------------------------------- conversations

_ODD_WORDS = st.one_of(
    st.sampled_from(
        ["", " ", "\x00", "=1+1", "<b>", "1e400", "NaN", "-0", "٣", "\u2028", "💥" * 50]
    ),
    st.text(max_size=40),
)
_NUMBERS = st.one_of(
    st.integers(), st.floats(), st.sampled_from([0, -1, 10**18, 10**40, 1e300, -1e-300])
)
_LEAVES = st.one_of(st.none(), st.booleans(), _NUMBERS, _ODD_WORDS)
_KEYS = st.one_of(
    st.sampled_from(
        ["other", "low", "high", "amount", "currency", "from", "to", "id", "x", "name"]
    ),
    st.text(max_size=5),
)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=6,
)
_FITTING = st.sampled_from(
    [*PLAIN.values(), "volume", "quality", "3k", "next month", "back", "yes"]
)
_VALUES = st.one_of(_FITTING, _FITTING, _JSON)
_SLOTS = st.one_of(st.none(), st.sampled_from([*PLAIN, "need", "budget"]), st.text(max_size=5))
_WRONG_TURNS = st.sampled_from([0, 0, 0, 0, -1, 1, 7, 10**6, 10**12])


class _Conversations(RuleBasedStateMachine):
    """Begins, answers, goes back, changes and looks, in any order and with any values."""

    app: Flask
    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.client = self.app.test_client()
        self.turns: dict[str, int] = {}
        self.flows: dict[str, str] = {}

    @rule(target=tokens, flow=st.sampled_from(["plan", "all"]), words=_ODD_WORDS)
    def begin(self, flow: str, words: str) -> str:
        turn = self._send(f"flows/{flow}/conversations", prefill={"email": words}, page=words)
        token: str = turn["conversation"]
        return token

    @rule(token=tokens, value=_VALUES, slot=_SLOTS, late=_WRONG_TURNS)
    def answer(self, token: str, value: Any, slot: str | None, late: int) -> None:
        more = {} if slot is None else {"slot": slot}
        self._send(self._at(token, "answers"), turn=self._turn(token, late), value=value, **more)

    @rule(token=tokens, value=_FITTING)
    def answer_well(self, token: str, value: Any) -> None:
        shown = self.client.get(f"/api/v1/conversations/{token}").get_json()
        slot = shown["question"]["slot"] if shown["question"] else ""
        self._send(self._at(token, "answers"), turn=shown["turn"], value=PLAIN.get(slot, value))

    @rule(token=tokens, text=_ODD_WORDS | _FITTING.map(str), late=_WRONG_TURNS)
    def type(self, token: str, text: str, late: int) -> None:
        self._send(self._at(token, "answers"), turn=self._turn(token, late), text=text)

    @rule(token=tokens, late=_WRONG_TURNS)
    def go_back(self, token: str, late: int) -> None:
        self._send(self._at(token, "back"), turn=self._turn(token, late))

    @rule(token=tokens, slot=_SLOTS, value=_VALUES, late=_WRONG_TURNS)
    def edit(self, token: str, slot: str | None, value: Any, late: int) -> None:
        turn = self._turn(token, late)
        self._send(self._at(token, "edit"), turn=turn, slot=slot or "email", value=value)

    def teardown(self) -> None:
        """At the end every conversation can be looked at, where it stands."""
        for token, turn in self.turns.items():
            shown = self.client.get(f"/api/v1/conversations/{token}")
            assert shown.status_code == 200, shown.text
            assert shown.get_json()["turn"] == turn
            page = self.client.get(f"/f/{self.flows[token]}/frame?conversation={token}")
            assert page.status_code == 200, page.text

    # ------------------------------------------------------------ sending

    def _at(self, token: str, what: str) -> str:
        return f"conversations/{token}/{what}"

    def _turn(self, token: str, late: int) -> int:
        return self.turns[token] + late

    def _send(self, path: str, **body: Any) -> dict[str, Any]:
        response = self.client.post(f"/api/v1/{path}", data=_json(body), content_type=_TYPE)
        answer: dict[str, Any] = response.get_json()
        assert response.status_code in (200, 201, 400, 409, 422), (path, body, response.text)
        fits = _TURN if response.status_code < 300 else _PROBLEM
        assert [error.message for error in fits.iter_errors(answer)] == []
        if response.status_code < 300:
            token = answer["conversation"]
            assert answer["turn"] >= self.turns.get(token, 0)
            self.turns[token] = answer["turn"]
            if path.startswith("flows/"):
                self.flows[token] = path.split("/")[1]
        return answer


_TYPE = "application/json"


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode("utf-8", "replace")


def _validator(name: str) -> Any:
    described = {"$ref": f"#/components/schemas/{name}", "components": describe()["components"]}
    return jsonschema_rs.validator_for(described)


_TURN, _PROBLEM = _validator("Turn"), _validator("Problem")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_conversations_hold_whatever_is_said(apps: dict[str, Flask], kind: str) -> None:
    class Machine(_Conversations):
        app = apps[kind]

    run_state_machine_as_test(
        Machine,
        settings=settings(**_QUICK, max_examples=CONVERSATIONS, stateful_step_count=STEPS),
    )


@pytest.mark.parametrize(
    "query",
    [
        "made_until=9999-12-31",
        "made_since=0001-01-01&made_until=0001-01-01",
        "since=start",
        "since=WzAsMV0&limit=1",  # [0, 1]
        "since=WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAsMV0",
        "cursor=x",
        "cursor=WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAsMV0",  # [1000…, 1]
        "cursor=WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwxMDAwMDAwMDAwMDAwMDAwMDAwMDAwXQ",
        "cursor=W1tdLHt9XQ",  # [[], {}]
        "cursor=%00",
        "q=%00",
        "q=%25_%27%22",
        "flow=%00&source=%00",
        "stage=none&status=won&suspected=true&limit=200",
    ],
)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_odd_filters_of_leads_are_answered(apps: dict[str, Flask], kind: str, query: str) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    answer = apps[kind].test_client().get(f"/api/v1/leads?{query}", headers=headers)
    assert answer.status_code in (200, 422), answer.text
