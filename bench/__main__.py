"""`make bench`: every benchmark, or those named: `python -m bench turns formulas`."""

from __future__ import annotations

import importlib
import sys

#: In order of the issue they answer: what a turn costs, the parts it is made of, many leads, bytes.
BENCHMARKS = (
    "turns", "engine", "formulas", "check", "life", "rules", "sizes", "understanding", "answers",
)  # fmt: skip


def main(names: list[str]) -> int:
    """Run the benchmarks called `names`, or all; returns the exit status."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark called {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
        return 2
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
