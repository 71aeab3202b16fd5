"""`python -m bot test`: run the tests that stand in the flow files themselves."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.commands.paths import Chosen, NoSuchPath, chosen
from bot.flowfile import check_sources
from bot.library.folder import read_folder
from bot.library.trial import run_expectation
from bot.model import Flow


def run(arguments: Sequence[str]) -> int:
    """Run the tests; 0 when all are green, 1 when one is red or a file broken, 2 for no path."""
    parser = argparse.ArgumentParser(prog="python -m bot test", description=__doc__)
    parser.add_argument("paths", nargs="*", default=["flows"], help="flow files or folders of them")
    parser.add_argument("-v", "--verbose", action="store_true", help="name green tests too")
    options = parser.parse_args(arguments)
    green = red = broken = 0
    try:
        for part in chosen(options.paths):
            good, bad, unplayable = _run_part(part, options.verbose)
            green, red, broken = green + good, red + bad, broken + unplayable
    except NoSuchPath as error:
        print(error, file=sys.stderr)
        return 2
    files = "1 file" if broken == 1 else f"{broken} files"
    ending = f", {files} with errors not tested" if broken else ""
    print(f"{green} green, {red} red{ending}")
    return 1 if red or broken else 0


def _run_part(part: Chosen, verbose: bool) -> tuple[int, int, int]:
    """How many were green and red, and how many files could not be played."""
    folder = read_folder(part.folder)
    shown = "" if str(part.folder) == "." else str(part.folder)
    checked = check_sources(folder.sources, folder=shown, media=folder.media)
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    for problem in errors:
        if part.wants(problem.file):
            print(problem)
    green = red = 0
    for name, flow in checked.flows.items():
        file = f"{name}.yml"
        if part.wants(file):
            good, bad = _run_flow(f"{shown}/{file}" if shown else file, flow, verbose)
            green, red = green + good, red + bad
    return green, red, sum(part.wants(file) for file in checked.broken)


def _run_flow(file: str, flow: Flow, verbose: bool) -> tuple[int, int]:
    green = red = 0
    for expectation in flow.tests:
        failures = run_expectation(flow, expectation)
        red, green = (red + 1, green) if failures else (red, green + 1)
        if failures or verbose:
            print(
                f"{file}:{expectation.line}: {'red  ' if failures else 'green'} {expectation.name}"
            )
        for failure in failures:
            print(f"    {failure}")
    return green, red
