"""Between granian and the Flask app: one request after the other, and a room for those who wait.

granian's RSGI calls `Gateway` on the event loop of each web process. An ordinary request runs the
WSGI app right there, so that one Python thread does one thing at a time, as fast as it can; its
body has been read before, however slowly it came. A request that waits for news (`web.live`) leaves
the loop to the others in the meantime. ADR 6 has the figures.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from web.live import MAY_WAIT, WISH, Wish
from web.serve.waiting import WaitingRoom

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]

#: Header names as WSGI spells them; clients send the same few again and again.
_SPELT: dict[str, str] = {}
_MOST_SPELT = 500

_ALWAYS: Environ = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "granian",
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": True,
    "wsgi.multithread": False,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}


class Transport(Protocol):
    """granian's side of a request (RSGI's HTTP protocol)."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> Any: ...
    async def client_disconnect(self) -> None: ...
    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...
    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Stream: ...


class Stream(Protocol):
    """granian's side of an answer that is sent piece by piece."""

    async def send_bytes(self, data: bytes) -> None: ...


class _Start:
    """WSGI's `start_response`, remembering what it was told."""

    __slots__ = ("headers", "status")

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[str, str]] = []

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Callable[[bytes], object]:
        self.status, self.headers = int(status[:3]), headers
        return _no_writing


def _no_writing(_: bytes) -> object:
    raise NotImplementedError("the app returns its bodies")


class Gateway:
    """An RSGI application around a WSGI one. `largest` bounds a body, in bytes."""

    def __init__(self, app: WsgiApp, room: WaitingRoom, largest: int) -> None:
        self._app = app
        self._room = room
        self._largest = largest

    async def __rsgi__(self, scope: Any, transport: Transport) -> None:
        """Answer one request."""
        environ = environ_of(scope)
        body = b""
        if scope.method not in ("GET", "HEAD"):
            body = await self._body(environ, transport)
        environ[MAY_WAIT] = self._room.has_place
        start, chunks = self._ask(environ, body)
        wish = environ.get(WISH)
        if wish is not None:
            _whole(chunks)
            if not await self._waited(wish, transport):
                return
            environ[MAY_WAIT] = False
            start, chunks = self._ask(environ, body)
        if _is_long(start.headers):
            await _send_pieces(transport.response_stream(start.status, start.headers), chunks)
        else:
            transport.response_bytes(start.status, start.headers, _whole(chunks))

    def _ask(self, environ: Environ, body: bytes) -> tuple[_Start, Iterable[bytes]]:
        start = _Start()
        asked = environ.copy()
        asked["wsgi.input"] = io.BytesIO(body)
        chunks = self._app(asked, start)
        environ[WISH] = asked.get(WISH)
        return start, chunks

    async def _body(self, environ: Environ, transport: Transport) -> bytes:
        """The body as sent; of one that is too large only so much that the app sees it is."""
        length = environ.get("CONTENT_LENGTH", "")
        if length.isdecimal():
            return await transport() if int(length) <= self._largest else b""
        read = bytearray()
        async for chunk in transport:
            read += chunk
            if len(read) > self._largest:
                break
        return bytes(read)

    async def _waited(self, wish: Wish, transport: Transport) -> bool:
        """Wait for news; False when the client went away meanwhile."""
        gone = asyncio.ensure_future(transport.client_disconnect())
        news = asyncio.ensure_future(self._room.wait(wish))
        await asyncio.wait((gone, news), return_when=asyncio.FIRST_COMPLETED)
        left = gone.done() and not news.done()
        for one in (gone, news):
            one.cancel()
        return not left


def _is_long(headers: list[tuple[str, str]]) -> bool:
    """Whether nobody knows the length yet: such an answer is made while it is sent."""
    return not any(name.lower() == "content-length" for name, _ in headers)


def _whole(chunks: Iterable[bytes]) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        _close(chunks)


async def _send_pieces(stream: Stream, chunks: Iterable[bytes]) -> None:
    """Send what an app makes bit by bit; others are answered between two pieces."""
    try:
        for chunk in chunks:
            await stream.send_bytes(chunk)
            await asyncio.sleep(0)
    finally:
        _close(chunks)


def _close(chunks: Iterable[bytes]) -> None:
    close = getattr(chunks, "close", None)
    if close is not None:
        close()


def environ_of(scope: Any) -> Environ:
    """A request as WSGI describes it (PEP 3333), without its body."""
    environ = _ALWAYS.copy()
    server, _, port = scope.server.rpartition(":")
    path: str = scope.path
    environ["REQUEST_METHOD"] = scope.method
    environ["PATH_INFO"] = path if path.isascii() else path.encode().decode("latin-1")
    environ["QUERY_STRING"] = scope.query_string
    environ["SERVER_NAME"] = server.strip("[]")
    environ["SERVER_PORT"] = port
    environ["SERVER_PROTOCOL"] = f"HTTP/{scope.http_version}"
    environ["REMOTE_ADDR"] = scope.client.rpartition(":")[0].strip("[]")
    environ["wsgi.url_scheme"] = scope.scheme
    for name, value in scope.headers.items():
        key = _SPELT.get(name) or _spelt(name)
        if key in environ:
            value = f"{environ[key]}{';' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    return environ


def _spelt(name: str) -> str:
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    if len(_SPELT) < _MOST_SPELT:
        _SPELT[name] = key
    return key
