"""The processes of a running site, as the kernel lists them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


def children(pid: int) -> list[int]:
    """Living children of a process."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def web_processes(site: int) -> list[int]:
    """The children of a site that answer visitors."""
    return [pid for pid in children(site) if not _is_nice(pid)]


def housekeeper(site: int) -> int:
    """The child of a site that does its housekeeping; 0 while there is none."""
    return next((pid for pid in children(site) if _is_nice(pid)), 0)


def _is_nice(pid: int) -> bool:
    """Whether a process steps back when processors are short, as the housekeeper does."""
    try:
        return os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    except ProcessLookupError:
        return False


def family(pid: int) -> list[int]:
    """All living descendants."""
    return [one for child in children(pid) for one in (child, *family(child))]


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(look: Callable[[], Found], seconds: float = 15.0) -> Found:
    """What `look` finds as soon as it is something; fails after so many seconds."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"{look} found nothing in {seconds:g} s"
        time.sleep(0.05)
    return found
