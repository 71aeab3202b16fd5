"""The gateway: WSGI as PEP 3333 has it, bodies bounded, waiting requests asked again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from web.live import MAY_WAIT, WISH, Wish
from web.serve.gateway import Environ, Gateway, environ_of
from web.serve.waiting import WaitingRoom

_LARGEST = 10


class Headers:
    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = list(pairs)

    def items(self) -> list[tuple[str, str]]:
        return self.pairs


def scope(method: str = "GET", path: str = "/", *headers: tuple[str, str]) -> Any:
    return SimpleNamespace(
        method=method,
        path=path,
        query_string="a=%C5%BC",
        server="127.0.0.1:8000",
        client="[::1]:4711",
        scheme="http",
        http_version="1.1",
        headers=Headers(*headers),
    )


class Transport:
    """granian's side: sends a body, hears the answer, goes away when told to."""

    def __init__(self, body: bytes = b"", chunks: Iterable[bytes] = ()) -> None:
        self.body = body
        self.chunks = list(chunks)
        self.read = False
        self.answer: tuple[int, list[tuple[str, str]], bytes] | None = None
        self.gone = asyncio.Event()
        self.pieces: list[bytes] = []

    async def __call__(self) -> bytes:
        self.read = True
        return self.body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            yield chunk

    async def client_disconnect(self) -> None:
        await self.gone.wait()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.answer = status, headers, body

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Transport:
        self.answer = status, headers, b""
        return self

    async def send_bytes(self, data: bytes) -> None:
        assert self.answer is not None
        self.pieces.append(data)
        self.answer = (*self.answer[:2], self.answer[2] + data)


def echo(environ: Environ, start: Any) -> list[bytes]:
    start("201 Created", [("X-Method", environ["REQUEST_METHOD"])])
    return [environ["wsgi.input"].read(), b"!"]


class Waiting:
    """An app that waits for a first piece of news, and says whether it may."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def __call__(self, environ: Environ, start: Any) -> list[bytes]:
        self.asked.append(environ[MAY_WAIT])
        if environ[MAY_WAIT]:
            environ[WISH] = Wish(1, 0, "waiting", 0.05)
        start("200 OK", [])
        return [b"waited" if len(self.asked) > 1 else b"nothing"]


def _ask(app: Any, request: Any, transport: Transport, room: WaitingRoom | None = None) -> Any:
    room = room or WaitingRoom(lambda ids: dict.fromkeys(ids, (0, "waiting")), every=0.01)
    asyncio.run(Gateway(app, room, _LARGEST).__rsgi__(request, transport))
    return transport.answer


def test_a_request_is_described_as_wsgi_wants_it() -> None:
    environ = environ_of(
        scope(
            "POST",
            "/f/żółć",
            ("content-type", "text/plain"),
            ("cookie", "a=1"),
            ("cookie", "b=2"),
            ("x-seen", "1"),
            ("x-seen", "2"),
            ("host", "acme.example"),
        )
    )
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/f/żółć"
    assert environ["QUERY_STRING"] == "a=%C5%BC"
    assert environ["REMOTE_ADDR"] == "::1"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("127.0.0.1", "8000")
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["HTTP_COOKIE"] == "a=1;b=2"
    assert environ["HTTP_X_SEEN"] == "1,2"
    assert environ["HTTP_HOST"] == "acme.example"


def test_the_apps_answer_goes_out_whole() -> None:
    request = scope("POST", "/", ("content-length", "5"))
    assert _ask(echo, request, Transport(b"hello")) == (201, [("X-Method", "POST")], b"hello!")


def test_a_body_of_unknown_length_is_read_to_its_end() -> None:
    assert _ask(echo, scope("POST"), Transport(chunks=[b"hel", b"lo"]))[2] == b"hello!"


@pytest.mark.parametrize("length", [str(_LARGEST + 1), "9" * 30])
def test_a_body_that_is_too_large_is_not_read(length: str) -> None:
    transport = Transport(b"x" * 20)
    assert _ask(echo, scope("POST", "/", ("content-length", length)), transport)[2] == b"!"
    assert not transport.read


def test_an_endless_body_is_left_off_past_the_bound() -> None:
    transport = Transport(chunks=[b"x" * 6] * 1000)
    assert len(_ask(echo, scope("POST"), transport)[2]) < 3 * _LARGEST


def test_a_request_that_waits_is_asked_again() -> None:
    app = Waiting()
    assert _ask(app, scope(), Transport())[2] == b"waited"
    assert app.asked == [True, False]


def test_in_a_full_room_the_first_answer_goes_out_at_once() -> None:
    app = Waiting()
    full = WaitingRoom(lambda ids: {}, most=0)
    assert _ask(app, scope(), Transport(), full)[2] == b"nothing"
    assert app.asked == [False]


def test_a_client_that_goes_away_gives_its_place_free() -> None:
    app = Waiting()

    async def run() -> Transport:
        room = WaitingRoom(lambda ids: dict.fromkeys(ids, (0, "waiting")), most=1, every=0.01)
        transport = Transport()
        asked = asyncio.create_task(Gateway(app, room, _LARGEST).__rsgi__(scope(), transport))
        await asyncio.sleep(0.01)
        transport.gone.set()
        await asked
        await asyncio.sleep(0.01)
        assert room.has_place
        return transport

    assert asyncio.run(run()).answer is None
    assert app.asked == [True]


def test_what_the_app_opened_is_closed() -> None:
    closed = []

    class Body:
        def __iter__(self) -> Any:
            return iter([b"x"])

        def close(self) -> None:
            closed.append(True)

    def app(environ: Environ, start: Any) -> Any:
        start("200 OK", [])
        return Body()

    _ask(app, scope(), Transport())
    assert closed == [True]


class Long:
    """An answer of unknown length, made while it is sent."""

    def __init__(self) -> None:
        self.made, self.closed = 0, False

    def __call__(self, environ: Environ, start: Any) -> Long:
        start("200 OK", [])
        return self

    def __iter__(self) -> Long:
        return self

    def __next__(self) -> bytes:
        if self.made == 3:
            raise StopIteration
        self.made += 1
        return b"piece"

    def close(self) -> None:
        self.closed = True


def test_an_answer_of_unknown_length_is_sent_piece_by_piece() -> None:
    app, transport = Long(), Transport()
    _ask(app, scope(), transport)
    assert transport.pieces == [b"piece"] * 3
    assert app.closed


def test_whoever_hangs_up_on_a_long_answer_ends_its_making() -> None:
    class Deaf(Transport):
        async def send_bytes(self, data: bytes) -> None:
            raise RuntimeError("the client is gone")

    app = Long()
    with pytest.raises(RuntimeError):
        _ask(app, scope(), Deaf())
    assert (app.made, app.closed) == (1, True)


def test_an_answer_of_known_length_is_sent_at_once() -> None:
    def short(environ: Environ, start: Any) -> list[bytes]:
        start("200 OK", [("Content-Length", "4")])
        return [b"so", b"so"]

    transport = Transport()
    assert _ask(short, scope(), transport)[2] == b"soso"
    assert transport.pieces == []
