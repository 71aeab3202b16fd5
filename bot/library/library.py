"""The library: published flows of a folder, kept while their files are being edited.

A sound file is published as soon as it is saved. A broken one keeps its last sound version; one
that was never sound is not published. Either way its problems are listed and all others serve.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bot.flowfile import Bundle, Checked, Checker, Coverage, Problem, RunTest
from bot.library.folder import Folder, Signature, read_folder, signature, stranger_problems
from bot.library.trial import run_expectation
from bot.model import Flow


@dataclass(frozen=True, slots=True)
class Published:
    """A flow with the sources it was made of; `bundle.version == flow.version`."""

    flow: Flow
    bundle: Bundle


@dataclass(frozen=True, slots=True)
class _State:
    """All that a refresh finds, swapped in at once."""

    flows: dict[str, Published] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    coverage: Mapping[str, Mapping[str, Coverage]] = field(default_factory=dict)


class Library:
    """The flows of a folder. Reads from one thread while another refreshes are safe.

    `run_test` plays a flow's own tests before it is published, None to leave that out; `actions`
    are the names of the actions there are, None when not known.
    """

    def __init__(
        self,
        folder: Path,
        *,
        run_test: RunTest | None = run_expectation,
        actions: Collection[str] | None = None,
    ) -> None:
        self.folder = Path(folder)
        self._checker = Checker(run_test, actions, str(folder))
        self._fallback = Checker(run_test, actions, str(folder))
        self._lock = threading.Lock()
        self._signature: Signature | None = None
        self._last_sound: dict[str, bytes] = {}
        self._state = _State()
        self.refresh()

    @property
    def flows(self) -> Mapping[str, Published]:
        """The published flows by name."""
        return MappingProxyType(self._state.flows)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all files as they are now, by place."""
        return self._state.problems

    @property
    def coverage(self) -> Mapping[str, Mapping[str, Coverage]]:
        """How many texts each file has in each of its languages."""
        return self._state.coverage

    def flow(self, name: str) -> Published | None:
        """A published flow, or None."""
        return self._state.flows.get(name)

    def refresh(self) -> bool:
        """Publish what has changed since the last time; True when something had.

        Costs one listing of the folder when nothing did.
        """
        with self._lock:
            try:
                now = signature(self.folder)
                if now is not None and now == self._signature:
                    return False
                self._signature = now
                before = self._state
                self._state = self._read(read_folder(self.folder))
            except OSError as error:
                before, self._signature = self._state, None
                self._state = _State(before.flows, (self._no_folder(error),), before.coverage)
            return self._state != before

    def check(self) -> tuple[Problem, ...]:
        """Read everything again and give all problems."""
        with self._lock:
            self._signature = None
        self.refresh()
        return self.problems

    def _no_folder(self, error: OSError) -> Problem:
        return Problem(
            str(self.folder), 1, 1, "", f"the folder cannot be read: {error.strerror or error}"
        )

    def _read(self, folder: Folder) -> _State:
        checked = self._checker.check(folder.sources, folder.media)
        flows = _published(checked)
        if checked.broken:
            flows = self._with_last_sound(folder, checked)
        self._last_sound = {
            file: self._last_sound[file] if file in checked.broken else source
            for file, source in folder.sources.items()
            if file not in checked.broken or file in self._last_sound
        }
        problems = (*checked.problems, *stranger_problems(str(self.folder), folder))
        ordered = tuple(sorted(problems, key=lambda problem: problem.order))
        return _State(flows, ordered, checked.coverage)

    def _with_last_sound(self, folder: Folder, checked: Checked) -> dict[str, Published]:
        """What can be published with the last sound version of every broken file.

        Where even that does not fit its neighbours any more, the flow stays as it was published.
        """
        sources = {
            file: self._last_sound.get(file, b"") if file in checked.broken else source
            for file, source in folder.sources.items()
        }
        usable = {file: source for file, source in sources.items() if source}
        second = self._fallback.check(usable, folder.media, strict=len(usable) == len(sources))
        flows = _published(second)
        for file in folder.sources:
            name = file.removesuffix(".yml")
            if name not in flows and name in self._state.flows:
                flows[name] = self._state.flows[name]
        return flows


def _published(checked: Checked) -> dict[str, Published]:
    return {name: Published(flow, checked.bundles[name]) for name, flow in checked.flows.items()}
