"""A flow with all that its meaning rests on: a stored version can be compiled again anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.errors import AuthorError
from bot.flowfile.answering import known_answers
from bot.flowfile.compiling import compile_flow
from bot.flowfile.context import Context
from bot.flowfile.definition import lead_definition, offers
from bot.flowfile.keys import AnswersKeys, FlowKeys, LeadKeys, OffersKeys
from bot.flowfile.names import names_of
from bot.flowfile.parsing import Parsed, parse_file
from bot.flowfile.problems import Report
from bot.model import Flow, Offer
from bot.score import BUILT_IN

LEAD_FILE = "lead.yml"
OFFERS_FILE = "offers.yml"
ANSWERS_FILE = "answers.yml"
#: Files of the folder that are no flows; every flow's meaning rests on them.
SHARED_FILES = (LEAD_FILE, OFFERS_FILE, ANSWERS_FILE)
SUFFIX = ".yml"


@dataclass(frozen=True)
class Bundle:
    """`sources` by file name: the flow's own file, the flows it calls, and the shared files."""

    name: str
    sources: Mapping[str, str]

    @cached_property
    def version(self) -> str:
        """The hash of the name and all sources, 64 hex digits."""
        digest = hashlib.sha256(self.name.encode())
        for file in sorted(self.sources):
            for part in (file, self.sources[file]):
                words = part.encode()
                digest.update(f"\n{len(words)}\n".encode())
                digest.update(words)
        return digest.hexdigest()


def called_flows(name: str, calls: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All flows that `name` calls, directly or not, itself only if it calls itself."""
    found: dict[str, None] = {}
    waiting = list(calls.get(name, ()))
    while waiting:
        other = waiting.pop(0)
        if other not in found and other in calls:
            found[other] = None
            waiting += calls[other]
    return tuple(found)


def bundle_of(
    name: str, sources: Mapping[str, str], calls: Mapping[str, tuple[str, ...]]
) -> Bundle:
    """The bundle of one flow out of all files of a folder."""
    files = [f"{flow}{SUFFIX}" for flow in (name, *called_flows(name, calls))]
    files += SHARED_FILES
    return Bundle(name, {file: sources[file] for file in files if file in sources})


def compile_bundle(bundle: Bundle) -> Flow:
    """The flow of a bundle; raises AuthorError when it cannot be compiled.

    What lies outside the bundle (pictures, flows linked to) is not looked for, and rules of good
    taste are not applied: what was once published stays playable.
    """
    texts = {file: source.encode() for file, source in bundle.sources.items()}
    flows = {
        file.removesuffix(SUFFIX): parse_file(file, source, FlowKeys)
        for file, source in texts.items()
        if file not in SHARED_FILES
    }
    if bundle.name not in flows:
        raise AuthorError(f"the bundle of '{bundle.name}' lacks its own file")
    lead = BUILT_IN
    if LEAD_FILE in texts:
        lead = lead_definition(_sound(parse_file(LEAD_FILE, texts[LEAD_FILE], LeadKeys)), {})
    known_offers: dict[str, Offer] = {}
    if OFFERS_FILE in texts:
        parsed = _sound(parse_file(OFFERS_FILE, texts[OFFERS_FILE], OffersKeys))
        known_offers = offers(parsed, Context())
    answers = None
    if ANSWERS_FILE in texts:
        written = _sound(parse_file(ANSWERS_FILE, texts[ANSWERS_FILE], AnswersKeys))
        answers = known_answers(written, Context())
    context = Context(lead=lead, known_offers=known_offers, answers=answers)
    return _Compilation(bundle, flows, context).compile(bundle.name, ())


def _sound(parsed: Parsed) -> Parsed:  # type: ignore[type-arg]
    if not parsed.complete:
        raise AuthorError(_first_problem(parsed.report, parsed.report.file))
    return parsed


class _Compilation:
    """The flows of one bundle on their way."""

    def __init__(
        self, bundle: Bundle, flows: Mapping[str, Parsed[FlowKeys]], context: Context
    ) -> None:
        self.bundle = bundle
        self.flows = flows
        self.context = context
        self.names = {
            name: names_of(parsed.keys) for name, parsed in flows.items() if parsed.keys is not None
        }
        self.calls = {
            name: tuple(other for _, other in names.calls) for name, names in self.names.items()
        }

    def compile(self, name: str, callers: tuple[str, ...]) -> Flow:
        """One flow after those it calls."""
        parsed = self.flows[name]
        if not parsed.complete:
            raise AuthorError(_first_problem(parsed.report, name))
        if name in callers:
            raise AuthorError(f"the flow '{name}' calls itself")
        called = {
            other: self.compile(other, (*callers, name))
            for other in self.calls[name]
            if other in self.flows
        }
        version = bundle_of(name, self.bundle.sources, self.calls).version
        names = [self.names[flow] for flow in called_flows(name, self.calls) if flow != name]
        compiled = compile_flow(name, parsed, self.context.calling(called), names, version)
        if compiled is None or compiled.draft.stand_ins:
            report = compiled.report if compiled else parsed.report
            raise AuthorError(_first_problem(report, name))
        return compiled.flow


def _first_problem(report: Report, name: str) -> str:
    errors = (problem for problem in report.problems if problem.severity == "error")
    return str(next(errors, f"the flow '{name}' cannot be read"))
