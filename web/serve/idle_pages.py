"""Give back what a process that only waits holds of program files.

Reading a library into a process keeps the pages it was read from there. The parent imports
everything for its children and then waits; what it still needs of a file is read again by itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path

_SMAPS = Path("/proc/self/smaps")


def give_back_files() -> None:
    """Let go of the pages of files that nothing was written to. Where the system keeps no list of
    a process's memory, nothing is done."""
    with contextlib.suppress(OSError, AttributeError):
        advise = ctypes.CDLL(None, use_errno=True).madvise
        advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        with _SMAPS.open(encoding="utf-8") as lines:
            places = list(_unwritten_files(lines))
        for begin, end in places:
            advise(begin, end - begin, mmap.MADV_DONTNEED)


def _unwritten_files(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The places of files in a list as `proc(5)` describes it: neither writable nor shared, and no
    page was written before it was made so (addresses in a library are, when it is loaded)."""
    place: tuple[int, int] | None = None
    for line in lines:
        name, *rest = line.split()
        if not name.endswith(":"):
            begin, _, end = name.partition("-")
            wanted = len(rest) > 4 and rest[0] in ("r--p", "r-xp") and rest[4].startswith("/")
            place = (int(begin, 16), int(end, 16)) if wanted else None
        elif name == "Anonymous:" and place is not None and rest[0] == "0":
            yield place
            place = None
