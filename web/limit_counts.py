"""Counts for rate limits that all processes of a site share, without a service for them.

A table of fixed size lies in memory that a process shares with those it forks: 65,536 counters in
buckets of eight, 1.5 MB. Where a bucket is full the counter of least account gives way, so that a
flood of addresses costs no memory and does not clear those that are near their limit. Sites on
several machines count in Redis instead.
"""

from __future__ import annotations

import mmap
import multiprocessing
import struct
from contextlib import suppress
from time import time

from limits.storage import Storage

SCHEME = "shared"

#: Counters in a bucket, and buckets.
WIDTH = 8
BUCKETS = 8192

#: A bucket: the names of its counters, then when each window ends (Unix seconds) and its count.
_NAMES = struct.Struct(f"={WIDTH}Q")
_COUNTER = struct.Struct("=dQ")
_ALL = struct.Struct("=" + "dQ" * WIDTH)
_SIZE = _NAMES.size + _ALL.size
_NAME = struct.Struct("=Q")

_MOST = 2**63

#: Seconds after which whoever holds the lock is taken for dead: counting takes microseconds.
PATIENCE = 0.1


class _Lock:
    """Held by one process at a time. One that was killed while it held it left it taken: whoever
    has waited for long goes on, and sets it free."""

    __slots__ = ("_free",)

    def __init__(self) -> None:
        self._free = multiprocessing.get_context("fork").Lock()

    def __enter__(self) -> None:
        self._free.acquire(timeout=PATIENCE)

    def __exit__(self, *_: object) -> None:
        with suppress(ValueError):  # the one taken for dead was only slow, and let go too
            self._free.release()


class SharedCounts(Storage):
    """A storage of the library `limits` for fixed windows: make it before processes are forked.

    Keys are told apart by 63 bits of Python's own hash, which forked processes have in common and
    nobody outside can foresee.
    """

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 (so the library has it)

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._table = mmap.mmap(-1, BUCKETS * _SIZE)
        self._lock = _Lock()

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """What counting may raise."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count; the window of `expiry` seconds begins with the first. Returns the count."""
        name, moment = _name(key), time()
        with self._lock:
            place, ends, count = self._find(name, moment)
            if count == 0:
                ends = moment + expiry
                number, start = _number_and_start(place)
                _NAME.pack_into(self._table, start + number * _NAME.size, name)
            count = min(count + amount, _MOST)
            _COUNTER.pack_into(self._table, place, ends, count)
        return count

    def get(self, key: str) -> int:
        """The count in the window that runs."""
        return self._look(key)[1]

    def get_expiry(self, key: str) -> float:
        """When the window ends, in Unix seconds; now where none runs."""
        ends, count = self._look(key)
        return ends if count else time()

    def check(self) -> bool:
        """It is there as long as its process is."""
        return True

    def reset(self) -> int | None:
        """Begin anew for everybody."""
        with self._lock:
            self._table[:] = bytes(len(self._table))
        return None

    def clear(self, key: str) -> None:
        """Begin anew for one."""
        with self._lock:
            place, _, count = self._find(_name(key), time())
            if count:
                _COUNTER.pack_into(self._table, place, 0.0, 0)

    def _look(self, key: str) -> tuple[float, int]:
        with self._lock:
            _, ends, count = self._find(_name(key), time())
        return ends, count

    def _find(self, name: int, moment: float) -> tuple[int, float, int]:
        """Where a name's counter is, its end and count; where it has none, count 0 and the counter
        to take: one whose window is over, else that of the least count."""
        start = name % BUCKETS * _SIZE
        names = _NAMES.unpack_from(self._table, start)
        counters = start + _NAMES.size
        if name in names:
            place = counters + names.index(name) * _COUNTER.size
            ends, count = _COUNTER.unpack_from(self._table, place)
            return place, ends, count if ends > moment else 0
        row = _ALL.unpack_from(self._table, counters)
        counts = [
            count if ends > moment else 0 for ends, count in zip(row[::2], row[1::2], strict=True)
        ]
        return counters + counts.index(min(counts)) * _COUNTER.size, 0.0, 0


def _name(key: str) -> int:
    return hash(key) % _MOST or 1


def _number_and_start(place: int) -> tuple[int, int]:
    """A counter's number in its bucket, and where the bucket begins."""
    start = place // _SIZE * _SIZE
    return (place - start - _NAMES.size) // _COUNTER.size, start
