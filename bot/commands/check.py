"""`python -m bot check`: every problem of every file, what is missing in which language."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.commands.paths import Chosen, NoSuchPath, chosen
from bot.flowfile import Checked, Coverage, Problem, RunTest, check_sources
from bot.library.folder import read_folder, stranger_problems
from bot.library.trial import run_expectation


def run(arguments: Sequence[str]) -> int:
    """Check; 0 when there are no errors, 1 when there are, 2 when a path does not exist."""
    options = _parser().parse_args(arguments)
    actions = options.actions.split(",") if options.actions else None
    problems: list[Problem] = []
    coverage: dict[str, Mapping[str, Coverage]] = {}
    try:
        for part in chosen(options.paths):
            checked = _check(part, None if options.no_tests else run_expectation, actions)
            problems += [problem for problem in checked.problems if part.wants(problem.file)]
            for file, languages in checked.coverage.items():
                if part.wants(file):
                    coverage[_shown(part.folder, file)] = languages
    except NoSuchPath as error:
        print(error, file=sys.stderr)
        return 2
    problems.sort(key=lambda problem: problem.order)
    print(_json(problems, coverage) if options.json else _report(problems, coverage))
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot check", description=__doc__)
    parser.add_argument("paths", nargs="*", default=["flows"], help="flow files or folders of them")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument("--no-tests", action="store_true", help="do not run the flows' own tests")
    parser.add_argument("--actions", help="the actions there are, with commas; else not checked")
    return parser


def _shown(folder: Path, file: str) -> str:
    return file if str(folder) == "." else f"{folder}/{file}"


def _check(part: Chosen, run_test: RunTest | None, actions: list[str] | None) -> Checked:
    folder = read_folder(part.folder)
    shown = "" if str(part.folder) == "." else str(part.folder)
    checked = check_sources(
        folder.sources, folder=shown, media=folder.media, actions=actions, run_test=run_test
    )
    problems = (*checked.problems, *stranger_problems(shown, folder))
    return Checked(problems, checked.flows, checked.bundles, checked.broken, checked.coverage)


def _json(problems: Sequence[Problem], coverage: Mapping[str, Mapping[str, Coverage]]) -> str:
    found = {
        "problems": [problem.to_json() for problem in problems],
        "coverage": {
            file: {
                language: {"written": part.written, "total": part.total}
                for language, part in languages.items()
            }
            for file, languages in coverage.items()
        },
        "errors": sum(problem.severity == "error" for problem in problems),
        "warnings": sum(problem.severity == "warning" for problem in problems),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _report(problems: Sequence[Problem], coverage: Mapping[str, Mapping[str, Coverage]]) -> str:
    parts = []
    for severity, title in (("error", "Errors"), ("warning", "Warnings")):
        lines = [str(problem) for problem in problems if problem.severity == severity]
        if lines:
            parts.append("\n".join([f"{title} ({len(lines)})", *lines]))
    languages = [_coverage_line(file, by) for file, by in coverage.items() if len(by) > 1]
    if languages:
        parts.append("\n".join(["Languages", *languages]))
    parts.append(_summary(problems, len(coverage)))
    return "\n\n".join(parts)


def _coverage_line(file: str, languages: Mapping[str, Coverage]) -> str:
    shown = []
    for language, part in languages.items():
        missing = part.total - part.written
        percent = 100 * part.written // part.total if part.total else 100
        shown.append(f"{language} {percent} %" + (f" ({missing} missing)" if missing else ""))
    return f"{file}: {', '.join(shown)}"


def _summary(problems: Sequence[Problem], files: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return f"{_count(files, 'flow')}, {_count(errors, 'error')}, {_count(warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
