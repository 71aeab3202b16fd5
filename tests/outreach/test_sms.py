"""Short messages: to the gateway of SMS_URL, or printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from outreach.outbox import NotDelivered
from outreach.sms import gateway


class _Relay(BaseHTTPRequestHandler):
    status = 200
    got: dict[str, Any]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        type(self).got = {
            "body": json.loads(self.rfile.read(length)),
            "key": self.headers["Authorization"],
        }
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Relay)
    Thread(target=server.serve_forever, daemon=True).start()
    _Relay.status = 200
    yield f"http://127.0.0.1:{server.server_port}/sms"
    server.shutdown()
    server.server_close()


def test_a_message_goes_to_the_gateway_with_its_key(url: str) -> None:
    gateway(url, "token").send("+48123456789", "Your code", "id-1")
    body = {"to": "+48123456789", "text": "Your code", "id": "id-1"}
    assert _Relay.got == {"body": body, "key": "Bearer token"}


@pytest.mark.parametrize(
    ("status", "for_good"), [(400, True), (401, False), (429, False), (503, False)]
)
def test_what_a_gateway_refuses_says_whether_trying_again_helps(
    url: str, status: int, for_good: bool
) -> None:
    _Relay.status = status
    with pytest.raises(NotDelivered, match=str(status)) as why:
        gateway(url, "").send("+48", "Hi", "id")
    assert why.value.for_good is for_good


def test_a_gateway_that_is_away_is_tried_again() -> None:
    with pytest.raises(NotDelivered, match="SMS_URL") as why:
        gateway("http://127.0.0.1:9/", "").send("+48", "Hi", "id")
    assert not why.value.for_good


def test_without_a_gateway_messages_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    gateway("", "").send("+48123456789", "Your code is 123456.", "id")
    assert "Your code is 123456." in capsys.readouterr().out
