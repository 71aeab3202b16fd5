"""YAML's scanner, kinder to formulas: `{value: PMT(rate / 12, 240, -loan), format: money}`.

In YAML a comma ends a value within `{…}` or `[…]`, even one between the brackets of a formula, and
a `[` after words is refused. Nobody who writes a formula means that, so a value that opens `(` or
`[` goes on to the bracket that closes it, if that stands on the same line.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.scanner import Scanner

#: After a closed bracket: the value ends here, or something begins that is no part of it.
_ENDS = ",:[]{}#\0"


class FormulaScanner(Scanner):
    """Reads all as YAML does, but for brackets in the values within `{…}` and `[…]`."""

    def scan_plain(self) -> Any:
        """A value without quotes, with the brackets that it opens."""
        token = super().scan_plain()
        while self.flow_level and token.value and self._close_brackets(token):
            self._read_on(token)
        return token

    def _close_brackets(self, token: Any) -> bool:
        """Take the text up to the bracket that closes those open into the value, if there is one.

        Only where YAML has stopped at a sign, not at the end of a line.
        """
        buffer, end, here = self.reader.buffer, token.end_mark.pointer, self.reader.pointer
        if buffer[here] not in ",:[]{}#" or "\n" in buffer[end:here]:
            return False
        line_start = buffer.rfind("\n", 0, end) + 1
        line_end = buffer.find("\n", here)
        start = max(token.start_mark.pointer, line_start)
        closed = _closed(buffer[start : line_end if line_end >= 0 else -1], here - start)
        if closed is None:
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


def _closed(words: str, least: int) -> int | None:
    """How much of `words` to take so that all brackets are closed that are open at `least`.

    None when none is, or when they are not closed. Brackets in "quotes" do not count.
    """
    open_brackets: list[str] = []
    quoted = False
    for place, sign in enumerate(words):
        if place == least and not open_brackets and sign != "[":
            return None
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "([":
            open_brackets.append(")" if sign == "(" else "]")
        elif not quoted and sign in ")]":
            if not open_brackets or open_brackets.pop() != sign:
                return None
            if not open_brackets and place >= least:
                return place + 1
    return None
