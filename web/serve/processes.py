"""The site's processes: web (granian) and worker, kept alive together and stopped together.

The parent imports everything once and forks, so that the children share its memory: what a child
imported itself, and what that touches, would be copied for each. It starts no thread, because a
forked child would inherit half of it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from web.serve import shared
from web.serve.holes import close_holes
from web.serve.idle_pages import give_back_files
from web.serve.orphans import end_with_parent
from web.serve.rsgi import rehearse_server, serve_web
from web.serve.worker import work
from web.settings import Settings

#: Seconds to wait for children to finish what they do before they are killed.
PATIENCE = 12.0
#: Seconds between restarts of a child that fails at once.
PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """What a child does until it is told to stop; the name is for the operator."""

    name: str
    do: Callable[[], None]


class Processes:
    """One child for each role, started again when it ends by itself."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._roles = roles
        self._children: dict[int, tuple[Role, float]] = {}
        self._stopping = False

    def run(self) -> int:
        """Start all, wait, restart, until SIGINT or SIGTERM; returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for role in self._roles:
            self._start(role)
        give_back_files()
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

    def _start(self, role: Role) -> None:
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
            role.do()
            status = 0
        except (KeyboardInterrupt, SystemExit):
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _restart(self, pid: int) -> None:
        role, started = self._children.pop(pid, (None, 0.0))
        if role is None or self._stopping:
            return
        sys.stderr.write(f"lodestone: the {role.name} process ended; starting it again\n")
        if time.monotonic() - started < PAUSE:
            time.sleep(PAUSE)
        self._start(role)
        give_back_files()

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
    if shared.app is not None:
        rehearse_server(shared.app, settings)
    gc.collect()
    close_holes()
    gc.freeze()
    web = Role("web", lambda: serve_web(settings))
    return Processes([*[web] * settings.workers, Role("worker", lambda: work(settings))]).run()
