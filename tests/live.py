"""A whole site in processes of its own, and a host page on another origin, for tests."""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What a browser needs in a container, and not to look for hosts outside.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str | None:
    """The browser that is installed; None lets playwright look for its own."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    return None


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LiveSite:
    """`python -m web serve` on a data folder; `output` is what it printed at start."""

    def __init__(self, data: Path, flows: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self.log = data / "serve.log"
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "DATA_DIR": str(data),
            "FLOWS_DIR": str(flows),
            "RATE_LIMIT": "off",
            "WORKERS": "1",
            "SYNCHRONOUS": "NORMAL",
            "PYTHONUNBUFFERED": "1",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        """All that the site printed so far."""
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def start(self) -> None:
        """Start and wait until it answers. Raises when it ends or takes very long."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "web", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + 150
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the site ended at start:\n{self.output}")
            with contextlib.suppress(OSError, urllib.error.URLError):
                if urllib.request.urlopen(f"{self.url}/readyz", timeout=2).status == 200:
                    return
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"the site did not answer:\n{self.output}")

    def stop(self) -> int:
        """Stop as an operator would; returns the exit status."""
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


class HostPage:
    """A customer's page: any HTML under any content security policy, on another origin."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}/"
        self.html = ""
        self.policy = ""

    def serve(self) -> Iterator[HostPage]:
        """Answer every request with `html` until closed."""
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = self.path.split("?")[0] == "/"
                body = host.html.encode() if found else b""
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if host.policy:
                    self.send_header("Content-Security-Policy", host.policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *values: object) -> None:
                return

        server = http.server.ThreadingHTTPServer(("localhost", self.port), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


@contextlib.contextmanager
def action_server(**settings: str) -> Iterator[str]:
    """A real Rasa action server that runs our actions under these settings; yields its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **settings, "SANIC_WORKERS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 90
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
            break
        except OSError:
            if time.monotonic() > until or process.poll() is not None:
                process.kill()
                raise
            time.sleep(0.1)
    try:
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        process.terminate()
        process.wait(15)
