"""A small HTTP client that costs little beside the server: one loop, kept connections."""

from __future__ import annotations

import json
import selectors
import socket
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

#: Sends requests, is given the bodies of their replies.
Script = Generator[bytes, bytes, None]


@dataclass(slots=True)
class Measured:
    """Seconds of every request, and how long all of it took."""

    took: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.took) / self.seconds

    def percentile(self, part: float) -> float:
        """Milliseconds within which a part (0 to 1) of the requests were answered."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


def post(path: str, body: object) -> bytes:
    """A request as sent."""
    data = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data


class _Lane:
    """One connection following one script."""

    def __init__(self, port: int, script: Script) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.script = script
        self.received = b""
        self.sent_at = 0.0
        self.send(next(script))

    def send(self, request: bytes) -> None:
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def body(self) -> bytes | None:
        """The reply's body once it is whole. Raises RuntimeError for a refusal."""
        got = self.socket.recv(65536)
        if not got:
            raise RuntimeError("the server closed the connection")
        self.received += got
        head, found, rest = self.received.partition(b"\r\n\r\n")
        if not found:
            return None
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        if len(rest) < length:
            return None
        if not head.startswith(b"HTTP/1.1 20"):
            raise RuntimeError(f"{head.splitlines()[0].decode()}: {rest.decode()[:400]}")
        self.received = b""
        return rest


def drive(port: int, scripts: Iterable[Script], seconds: float = float("inf")) -> Measured:
    """Follow all scripts at once, to their ends or until the seconds are over."""
    measured, selector = Measured(), selectors.DefaultSelector()
    began = time.perf_counter()
    lanes = [_Lane(port, script) for script in scripts]
    for lane in lanes:
        selector.register(lane.socket, selectors.EVENT_READ, lane)
    left = len(lanes)
    while left and time.perf_counter() - began < seconds:
        for key, _ in selector.select(timeout=0.5):
            lane: _Lane = key.data
            body = lane.body()
            if body is None:
                continue
            measured.took.append(time.perf_counter() - lane.sent_at)
            try:
                lane.send(lane.script.send(body))
            except StopIteration:
                selector.unregister(lane.socket)
                left -= 1
    measured.seconds = time.perf_counter() - began
    for lane in lanes:
        lane.socket.close()
    return measured
