"""All files of a folder checked together: pass 1 of each, pass 2 with its neighbours, analyses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bot.flowfile.analyses import analyse_all, analyse_flow
from bot.flowfile.analyses.languages import Coverage, coverage
from bot.flowfile.answering import known_answers
from bot.flowfile.bundle import (
    ANSWERS_FILE,
    LEAD_FILE,
    OFFERS_FILE,
    SHARED_FILES,
    SUFFIX,
    Bundle,
    bundle_of,
    called_flows,
)
from bot.flowfile.compiling import Compiled, compile_flow
from bot.flowfile.context import Context
from bot.flowfile.definition import lead_definition, offers
from bot.flowfile.draft import Draft
from bot.flowfile.keys import AnswersKeys, FlowKeys, LeadKeys, OffersKeys
from bot.flowfile.names import Names, names_of, slot_types
from bot.flowfile.parsing import Parsed, parse_file
from bot.flowfile.problems import Problem, Report
from bot.formula import Type
from bot.model import Expectation, Flow
from bot.score import BUILT_IN

#: Plays one test of a flow; gives what went wrong, nothing when it is green.
RunTest = Callable[[Flow, Expectation], list[str]]

#: A flow's file name is its address.
_FLOW_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `flows` and `bundles` hold the sound flows by name, `broken` the names of
    files with errors, `coverage` the share of texts in each language by file name."""

    problems: tuple[Problem, ...]
    flows: Mapping[str, Flow]
    bundles: Mapping[str, Bundle]
    broken: frozenset[str]
    coverage: Mapping[str, Mapping[str, Coverage]]


@dataclass(slots=True)
class Checker:
    """Checks again and again; files that did not change are not read or compiled again."""

    run_test: RunTest | None = None
    actions: Collection[str] | None = None
    folder: str = ""  # before file names in messages
    _parsed: dict[tuple[str, bytes], Parsed] = field(default_factory=dict)  # type: ignore[type-arg]
    _compiled: dict[object, Compiled | None] = field(default_factory=dict)

    def check(
        self,
        sources: Mapping[str, bytes],
        media: Collection[str] | None = None,
        *,
        strict: bool = True,
    ) -> Checked:
        """Check files given by name ("roi.yml"); `media` are the files of flows/media.

        Not `strict`: axes and offers that are not there are let pass, for want of their files.
        """
        round_ = _Round(self, sources, None if media is None else frozenset(media), strict)
        checked = round_.run()
        self._parsed = round_.parsed_now
        self._compiled = round_.compiled_now
        return checked

    def parse(self, file: str, source: bytes, model: type) -> tuple[tuple[str, bytes], Parsed]:  # type: ignore[type-arg]
        """Pass 1 of a file, from memory when it was read before."""
        key = (file, hashlib.sha256(source).digest())
        found = self._parsed.get(key)
        if found is None:
            shown = f"{self.folder}/{file}" if self.folder else file
            found = parse_file(shown, source, model)
        return key, found

    def remembered(self, key: object) -> tuple[bool, Compiled | None]:
        """A compiled flow of an earlier check."""
        return key in self._compiled, self._compiled.get(key)


class _Round:
    """One check of one state of the folder."""

    def __init__(
        self,
        checker: Checker,
        sources: Mapping[str, bytes],
        media: frozenset[str] | None,
        strict: bool,
    ) -> None:
        self.strict = strict
        self.checker = checker
        self.media = media
        self.parsed_now: dict[tuple[str, bytes], Parsed] = {}  # type: ignore[type-arg]
        self.compiled_now: dict[object, Compiled | None] = {}
        self.sources = sources
        self.flows: dict[str, Parsed[FlowKeys]] = {}
        for file in sorted(sources):
            if file.endswith(SUFFIX) and file not in SHARED_FILES:
                self.flows[file.removesuffix(SUFFIX)] = self._parse(file, FlowKeys)
        self.names = {
            name: names_of(parsed.keys) for name, parsed in self.flows.items() if parsed.keys
        }
        self.calls = {
            name: tuple(other for _, other in names.calls) for name, names in self.names.items()
        }
        self.texts = {
            file: source.decode("utf-8-sig", errors="replace") for file, source in sources.items()
        }
        self.reports: dict[str, Report] = {}
        self.made: dict[str, Compiled | None] = {}

    def _parse(self, file: str, model: type) -> Parsed:  # type: ignore[type-arg]
        key, parsed = self.checker.parse(file, self.sources[file], model)
        self.parsed_now[key] = parsed
        return parsed

    def run(self) -> Checked:
        """All of it."""
        context = self._context()
        for name in self.flows:
            self._compile(name, context)
        compiled = {name: made for name, made in self.made.items() if made is not None}
        whole = len(compiled) == len(self.flows) and all(
            made.draft.whole for made in compiled.values()
        )
        if self.lead_draft is not None and not self.lead_draft.report.broken and whole:
            flows = {name: made.flow for name, made in compiled.items()}
            analyse_all(self.lead_draft, context.lead, flows)
        broken = frozenset(file for file, report in self.reports.items() if report.broken)
        sound = self._sound(broken)
        problems = [problem for report in self.reports.values() for problem in report.problems]
        return Checked(
            problems=tuple(sorted(problems, key=lambda problem: problem.order)),
            flows={name: made.flow for name, made in compiled.items() if name in sound},
            bundles={name: self._bundle(name) for name in sound},
            broken=broken,
            coverage={f"{name}{SUFFIX}": coverage(made) for name, made in compiled.items()},
        )

    def _sound(self, broken: frozenset[str]) -> list[str]:
        """Flows that can be published: without errors, as is everything in their bundle."""
        return [
            name
            for name in self.flows
            if self.made.get(name) is not None
            and not broken.intersection(self._bundle(name).sources)
        ]

    def _bundle(self, name: str) -> Bundle:
        return bundle_of(name, self.texts, self.calls)

    # ------------------------------------------------------------ neighbours

    def _context(self) -> Context:
        """What all flows share: lead definition, offers, names of flows, pictures."""
        lead, whole = BUILT_IN, self.strict
        self.lead_draft: Draft | None = None
        if LEAD_FILE in self.sources:
            parsed: Parsed[LeadKeys] = self._parse(LEAD_FILE, LeadKeys)
            report = self._report(LEAD_FILE, parsed)
            self.lead_draft = Draft(parsed.reading, parsed.root, report, "en")
            lead = lead_definition(parsed, self._slot_types(), report)
            whole = whole and parsed.complete
        base = Context(
            lead=lead, flows=frozenset(self.flows), media=self.media, actions=self.checker.actions
        )
        known = {}
        if OFFERS_FILE in self.sources:
            parsed_offers: Parsed[OffersKeys] = self._parse(OFFERS_FILE, OffersKeys)
            known = offers(parsed_offers, base, self._report(OFFERS_FILE, parsed_offers))
            whole = whole and parsed_offers.complete
        answers = None
        if ANSWERS_FILE in self.sources:
            parsed_answers: Parsed[AnswersKeys] = self._parse(ANSWERS_FILE, AnswersKeys)
            report = self._report(ANSWERS_FILE, parsed_answers)
            answers = known_answers(parsed_answers, base, report)
        return Context(lead, known, whole, base.flows, base.media, base.actions, answers=answers)

    def _report(self, file: str, parsed: Parsed) -> Report:  # type: ignore[type-arg]
        report = Report(parsed.report.file, dict(parsed.report.problems))
        self.reports[file] = report
        return report

    def _slot_types(self) -> dict[str, Type]:
        """The types of all slots of all flows; of those that differ, any."""
        types: dict[str, Type] = {}
        for names in self.names.values():
            for slot in names.slots.values():
                for name, kind in slot_types(slot).items():
                    types[name] = kind if types.get(name, kind) is kind else Type.ANY
        return types

    # ------------------------------------------------------------ flows

    def _compile(self, name: str, context: Context) -> Compiled | None:
        if name in self.made:
            return self.made[name]
        self.made[name] = None
        parsed, file = self.flows[name], f"{name}{SUFFIX}"
        bundle = self._bundle(name)
        others = {
            other: made.flow
            for other in self.calls.get(name, ())
            if other in self.flows and (made := self._compile(other, context)) is not None
        }
        key = (bundle.version, context.flows, context.media, context.strict)
        known, compiled = self.checker.remembered(key)
        if not known:
            compiled = self._compile_now(name, parsed, context.calling(others), bundle.version)
        self.compiled_now[key] = compiled
        self.made[name] = compiled
        report = compiled.report if compiled else self._report(file, parsed)
        self.reports[file] = report
        if not _FLOW_NAME.fullmatch(name):
            report.error(
                1,
                1,
                "",
                f"'{name}' is no address: name the file with small letters, digits and -, "
                "like plan-finder.yml",
            )
        return compiled

    def _compile_now(
        self, name: str, parsed: Parsed[FlowKeys], context: Context, version: str
    ) -> Compiled | None:
        compiled = compile_flow(name, parsed, context, self._called_names(name), version)
        if compiled is None:
            return None
        self._check_circle(name, compiled)
        analyse_flow(compiled)
        if self.checker.run_test is not None and not compiled.report.broken:
            _run_tests(compiled, self.checker.run_test)
        return compiled

    def _called_names(self, name: str) -> list[Names]:
        called = called_flows(name, self.calls)
        return [self.names[other] for other in called if other in self.names and other != name]

    def _check_circle(self, name: str, compiled: Compiled) -> None:
        for path, other in compiled.names.calls:
            way = _way(other, name, self.calls)
            if way is not None:
                shown = " → ".join((name, *way))
                compiled.draft.error(path, f"these flows call each other in a circle: {shown}")


def _way(start: str, goal: str, calls: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """The calls that lead from one flow to another, or None."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while waiting:
        way = waiting.pop(0)
        if way[-1] == goal:
            return way
        for other in calls.get(way[-1], ()):
            if other not in seen:
                seen.add(other)
                waiting.append((*way, other))
    return None


def _run_tests(compiled: Compiled, run: RunTest) -> None:
    """Tests of the file that are red are errors where they stand."""
    for number, expectation in enumerate(compiled.flow.tests):
        for failure in run(compiled.flow, expectation):
            compiled.draft.key_error(("tests", number), f"the test is red: {failure}")


def check_sources(
    sources: Mapping[str, bytes],
    *,
    folder: str = "",
    media: Collection[str] | None = None,
    actions: Collection[str] | None = None,
    run_test: RunTest | None = None,
) -> Checked:
    """Check files given by name once. What is None is not known and not checked."""
    return Checker(run_test, actions, folder).check(sources, media)
