"""The site's processes: web (granian) and worker, kept alive together and stopped together.

The parent imports everything once and forks, so that the children share its memory; it starts no
thread, because a forked child would inherit half of it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from web.serve import shared
from web.serve.orphans import end_with_parent
from web.settings import Settings

#: Seconds to wait for children to finish what they do before they are killed.
PATIENCE = 12.0
#: Seconds between restarts of a child that fails at once.
PAUSE = 1.0


def serve_web(settings: Settings) -> None:
    """Run granian: `settings.workers` processes, one Python thread each (see `gateway`)."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    Granian(
        "web.serve.rsgi:gateway",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        # Proxies speak HTTP/1 to it, and nothing here is a web socket: not having to tell them
        # apart saves a tenth of a turn.
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.workers,
        backlog=1024,
        # Those who wait for news must not use up what the others need.
        backpressure=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        log_access=False,
        log_enabled=settings.log_level == "debug",
    ).serve()


def run_worker(settings: Settings) -> None:
    """Run housekeeping until told to stop."""
    from web.serve.worker import work

    work(settings)


class Processes:
    """Children by role, each restarted when it ends by itself."""

    def __init__(self, roles: dict[str, Callable[[], None]]) -> None:
        self._roles = roles
        self._children: dict[int, tuple[str, float]] = {}
        self._stopping = False

    def run(self) -> int:
        """Start all, wait, restart, until SIGINT or SIGTERM; returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for role in self._roles:
            self._start(role)
        while self._children and not self._stopping:
            # WNOHANG and a short sleep: a signal between two waits is never missed.
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid:
                self._restart(pid)
            else:
                time.sleep(0.1)
        return self._finish()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _start(self, role: str) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid:
            self._children[pid] = (role, time.monotonic())
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        end_with_parent(parent)
        status = 1
        try:
            self._roles[role]()
            status = 0
        except (KeyboardInterrupt, SystemExit):
            status = 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _restart(self, pid: int) -> None:
        role, started = self._children.pop(pid, ("", 0.0))
        if not role or self._stopping:
            return
        sys.stderr.write(f"lodestone: the {role} process ended; starting it again\n")
        if time.monotonic() - started < PAUSE:
            time.sleep(PAUSE)
        self._start(role)

    def _finish(self) -> int:
        shared.stop()
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while self._children and time.monotonic() < until:
            with contextlib.suppress(ChildProcessError):
                pid, _ = os.waitpid(-1, os.WNOHANG)
                if pid:
                    self._children.pop(pid, None)
                    continue
            time.sleep(0.05)
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return 1 if self._children else 0


def run_site(settings: Settings) -> int:
    """Fork web and worker from a parent that has everything imported."""
    gc.collect()
    gc.freeze()
    return Processes(
        {"web": lambda: serve_web(settings), "worker": lambda: run_worker(settings)}
    ).run()
