"""Which files a command means, and the folders they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: How the names of flow files end.
SUFFIX = ".yml"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A folder whose files are read together; `files` are those asked about, None for all."""

    folder: Path
    files: frozenset[str] | None

    def wants(self, file: str) -> bool:
        """True for a file asked about, given as it is shown in messages."""
        return self.files is None or Path(file).name in self.files


class NoSuchPath(Exception):
    """A path that is neither a folder nor a flow file; its words say so."""


def chosen(paths: Iterable[str]) -> list[Chosen]:
    """The folders of the paths; a file is read with its neighbours, which it may refer to."""
    whole: dict[Path, None] = {}
    files: dict[Path, set[str]] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            whole[path] = None
        elif path.is_file():
            if path.suffix != SUFFIX:
                raise NoSuchPath(f"'{given}' is no flow file: their names end in {SUFFIX}")
            files.setdefault(path.parent, set()).add(path.name)
        else:
            raise NoSuchPath(f"no file or folder '{given}'")
    found = [Chosen(folder, None) for folder in whole]
    found += [Chosen(f, frozenset(names)) for f, names in files.items() if f not in whole]
    return found
