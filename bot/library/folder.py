"""Reading a folder of flow files: cheap to see that nothing changed, exact when something did."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.flowfile import Problem

MEDIA = "media"
_SUFFIX = ".yml"
#: A file changed this lately may change again without a new time stamp, so it is read again.
_UNSETTLED_NS = 50_000_000

#: Name, time of change in nanoseconds and size of all that counts.
Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in the folder: sources by file name, and the names of the pictures."""

    sources: Mapping[str, bytes]
    media: frozenset[str]
    strangers: tuple[str, ...]  # files that look like flows but are not read


def signature(folder: Path) -> Signature | None:
    """Changes whenever a flow file or the list of pictures does; None when that cannot be told."""
    found = []
    newest = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((_SUFFIX, ".yaml")) or entry.name == MEDIA:
                status = entry.stat()
                found.append((entry.name, status.st_mtime_ns, status.st_size))
                newest = max(newest, status.st_mtime_ns)
    if newest > time.time_ns() - _UNSETTLED_NS:
        return None
    return tuple(sorted(found))


def read_folder(folder: Path) -> Folder:
    """All flow files of the folder as they are now; OSError when there is no such folder."""
    sources: dict[str, bytes] = {}
    strangers = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        if path.suffix == _SUFFIX:
            try:
                sources[path.name] = path.read_bytes()
            except FileNotFoundError:  # taken away since it was listed
                continue
        elif path.suffix == ".yaml":
            strangers.append(path.name)
    return Folder(sources, _pictures(folder / MEDIA), tuple(strangers))


def _pictures(folder: Path) -> frozenset[str]:
    if not folder.is_dir():
        return frozenset()
    return frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def stranger_problems(shown: str, folder: Folder) -> tuple[Problem, ...]:
    """Warnings for files that are not read but were surely meant to be."""
    return tuple(
        Problem(
            f"{shown}/{name}" if shown else name,
            1,
            1,
            "",
            f"is not read: flow files end in .yml; rename it to {Path(name).stem}.yml",
            "warning",
        )
        for name in folder.strangers
    )
