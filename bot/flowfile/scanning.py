"""YAML's scanner, kinder to formulas: `{value: PMT(rate / 12, 240, -loan), format: money}`.

In YAML a comma ends a value within `{…}` or `[…]`, even one between the brackets of a formula, and
a `[` after words is refused. Nobody who writes a formula means that, so a value that opens `(` or
`[` goes on to the bracket that closes it, if that stands on the same line.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.scanner import Scanner

#: Where YAML ends a value though a bracket may be open.
_STOPS = ",:[]{}#"
#: After a closed bracket: the value ends here, or something begins that is no part of it.
_ENDS = _STOPS + "\0"
#: Brackets are closed within so many characters, or not at all.
_LONGEST = 2_000
#: After so many values in a file whose brackets are never closed no more are tried.
_MOST_UNCLOSED = 100


class FormulaScanner(Scanner):
    """Reads all as YAML does, but for brackets in the values within `{…}` and `[…]`."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader=loader)
        self._unclosed = 0

    def scan_plain(self) -> Any:
        """A value without quotes, with the brackets that it opens."""
        token = super().scan_plain()
        start = token.start_mark.pointer
        while self.flow_level and token.value and self._close_brackets(token, start):
            start = self.reader.pointer
            self._read_on(token)
        return token

    def _close_brackets(self, token: Any, start: int) -> bool:
        """Take the text up to the bracket that closes those open into the value, if there is one.

        Up to `start` all are closed. Only where YAML has stopped at a sign, not at a line's end.
        """
        buffer, end, here = self.reader.buffer, token.end_mark.pointer, self.reader.pointer
        if buffer[here] not in _STOPS or "\n" in buffer[end:here]:
            return False
        if self._unclosed > _MOST_UNCLOSED:
            return False
        start = max(start, buffer.rfind("\n", start, end) + 1)
        words = buffer[start : here + _LONGEST].split("\n", 1)[0]
        closed = _closed(words, here - start)
        if closed is None:
            return False
        if closed == 0:
            self._unclosed += 1
            return False
        self.reader.forward(start + closed - here)
        token.value += buffer[end : self.reader.pointer]
        token.end_mark = self.reader.get_mark()
        return True

    def _read_on(self, token: Any) -> None:
        """Take in what follows the closed bracket, as in `SUM(a, b) * 12`."""
        spaces = self.scan_plain_spaces(self.indent + 1, token.start_mark) or []
        if self.reader.peek() in _ENDS:
            return
        rest = super().scan_plain()
        token.value += "".join(spaces) + rest.value
        token.end_mark = rest.end_mark


def _closed(words: str, here: int) -> int | None:
    """How much of `words` to take so that all brackets are closed that are open at `here`.

    None when none is open there, 0 when they are not closed. Those in "quotes" do not count.
    """
    open_brackets: list[str] = []
    quoted = False
    for place, sign in enumerate(words):
        if place == here and not open_brackets and sign != "[":
            return None
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "([":
            open_brackets.append(")" if sign == "(" else "]")
        elif not quoted and sign in ")]":
            if not open_brackets or open_brackets.pop() != sign:
                return 0
            if not open_brackets and place >= here:
                return place + 1
    return 0
