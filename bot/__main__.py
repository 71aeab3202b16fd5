"""`python -m bot COMMAND`: check, test and play flow files, print their schema, read answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence

USAGE = """usage: python -m bot COMMAND [ARGUMENTS]

  check [PATH …]      check flow files or folders: every problem with its place
  test [PATH …]       run the flows' own tests
  play FILE           play a flow in the terminal
  schema              print the JSON Schema of flow files (--reference: docs/flow-format.md)
  understand          read typed answers from standard input (JSON lines)

`python -m bot COMMAND --help` says more."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit status. Each is imported only when asked for, to start fast."""
    command, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if command == "understand":
        from bot.understanding import command as understanding

        return understanding.run(sys.stdin, sys.stdout)
    if command == "check":
        from bot.commands import check

        return check.run(rest)
    if command == "test":
        from bot.commands import test

        return test.run(rest)
    if command == "play":
        from bot.commands import play

        return play.run(rest)
    if command == "schema":
        from bot.commands import schema

        return schema.run(rest)
    wanted = command in ("", "-h", "--help", "help")
    print(USAGE, file=sys.stdout if wanted and command else sys.stderr)
    if not wanted:
        print(f"\nno command '{command}'", file=sys.stderr)
    return 0 if wanted and command else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
