"""Pass 1 of one file: bytes to keys, with all that is wrong in its writing and its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from bot.flowfile.problems import Report
from bot.flowfile.reading import Reading, read
from bot.flowfile.shape import fit
from bot.flowfile.tree import Mapping, Node, Place

Model = TypeVar("Model", bound=BaseModel)


@dataclass(slots=True)
class Parsed(Generic[Model]):
    """A file after pass 1. `keys` is None when too little of it could be read to go on."""

    reading: Reading
    report: Report
    keys: Model | None

    @property
    def root(self) -> Node:
        """The tree; empty when nothing could be read."""
        return self.reading.root if self.reading.root is not None else Mapping(Place(1, 1))

    @property
    def complete(self) -> bool:
        """True when nothing had to be left out."""
        return self.keys is not None and not self.reading.lost and not self.report.broken


def parse_file(file: str, source: bytes, model: type[Model]) -> Parsed[Model]:
    """Pass 1 of the file called `file` in messages."""
    report = Report(file)
    reading = read(source, report)
    keys = None
    if reading.root is not None:
        keys = fit(reading.root, model, report, reading.lost)
    return Parsed(reading, report, keys)
