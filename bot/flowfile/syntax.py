"""YAML's syntax errors in plain words, and how to step over one to find the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

#: Stands in a list for an entry that could not be read, so that the others keep their numbers.
LOST_TAG = "!left-out"

_LIST_ITEM = re.compile(r"\s*- ")
_BRACE_VALUE = re.compile(r"^\s*(?:- )*(?:[\w.-]+:\s+)?(\{[^{}]*\})\s*[^\s#]")
_QUOTED_THEN_MORE = re.compile(r"^\s*(?:- )*(?:[\w.-]+:\s+)?(['\"])")
_QUOTES = 'put the whole text in quotes, like text: "Prices: from 5"'


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """`mendable`: the rest of the file can be read without the entry it stands in."""

    line: int
    column: int
    message: str
    mendable: bool = True


def explain(text: str, error: YAMLError) -> SyntaxProblem:
    """What is wrong, said to someone who does not know YAML."""
    if isinstance(error, ReaderError):
        return _bad_character(text, error)
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return SyntaxProblem(1, 1, "this is not YAML", mendable=False)
    mark: Any = error.problem_mark
    problem, context = str(error.problem or ""), str(error.context or "")
    line, column = mark.line + 1, mark.column + 1
    lines = text.split("\n")
    words = lines[mark.line] if mark.line < len(lines) else ""
    if "maximum depth" in problem:
        message = "nested too deep; use `go` and step ids instead of steps in steps"
        return SyntaxProblem(line, column, message)
    if "end of stream" in problem and "quoted scalar" in context:
        start: Any = error.context_mark
        return SyntaxProblem(
            start.line + 1, start.column + 1, "this quote is opened and never closed"
        )
    if "another document" in problem:
        message = "a file holds one flow; take this --- line out"
        return SyntaxProblem(line, column, message, mendable=False)
    return SyntaxProblem(line, column, _message(problem, context, words, mark.column, error))


def _message(problem: str, context: str, words: str, column: int, error: Any) -> str:
    """The plain words for YAML's `problem` at `column` of the line `words`."""
    if "\t" in words[: len(words) - len(words.lstrip())] or r"'\t'" in problem:
        return "a tab; indent with spaces only"
    if "cannot start any token" in problem:
        sign = words[column : column + 1]
        return f"a text that begins with {sign} needs quotes"
    if "undefined alias" in problem:
        return "a text that begins with * needs quotes (or: no part is marked with this &name)"
    if "unknown escape" in problem:
        return r'in "double quotes" a backslash must be doubled (\\), or use single quotes'
    if "mapping values are not allowed" in problem:
        return _colon(words, column)
    if "sequence entries are not allowed" in problem:
        return "a list cannot start here: put '- ' on a line of its own, or quote a text with '- '"
    if "could not find expected ':'" in problem:
        return "a key without a colon, or a text that is indented too little"
    if "directive" in context or "directive" in problem or words[:1] == "%":
        return "a line that begins with % has no place here"
    return _structure(problem, context, words, error)


def _colon(words: str, column: int) -> str:
    """Either `: ` within a text, or a line indented more than its neighbours."""
    before = words[:column]
    if ": " in before.strip().removeprefix("- ") or re.search(r":\s+\S", before):
        return f'": " in a text needs quotes: {_QUOTES}'
    return (
        "this line does not line up with the one above: keys of one thing start in one column "
        "(or the line above lacks a space after its colon, or quotes)"
    )


def _structure(problem: str, context: str, words: str, error: Any) -> str:
    if "flow mapping" in context or "flow sequence" in context:
        sign = "}" if "mapping" in context else "]"
        opened = error.context_mark.line + 1
        return f"the bracket opened on line {opened} lacks a comma or its {sign} before this"
    if "chomping" in problem or "comment or a line break" in problem:
        return "a text that begins with | or > goes on in the next line, indented, or needs quotes"
    if "alphabetic or numeric" in problem or "mapping keys are not allowed" in problem:
        return "a text that begins with &, * or ? needs quotes"
    if "node content" in problem:
        return "a value or a closing bracket is missing before this"
    if _BRACE_VALUE.match(words):
        return 'a text that begins with { needs quotes, like text: "{first_name}, hello"'
    if "block" in context and "<scalar>" in problem and _QUOTED_THEN_MORE.match(words):
        return (
            "the text goes on after its closing quote; a quote inside single quotes is written "
            "twice (''), or use double quotes around it"
        )
    if "<block end>" in problem or "document start" in problem:
        return "this line does not line up: things of one list or map start in one column"
    return f"this cannot be read as YAML: {problem}"


def _bad_character(text: str, error: Any) -> SyntaxProblem:
    position = int(error.position)
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1])
    message = f"an invisible control character (U+{code:04X}); delete it"
    return SyntaxProblem(line, column, message, mendable=False)


def blanked(text: str, line: int) -> tuple[str, str]:
    """The text with the list item (or top key) around `line` emptied, and what was left out."""
    lines = text.split("\n")
    at = min(line - 1, len(lines) - 1)
    start = at
    while start > 0 and not (_LIST_ITEM.match(lines[start]) or _top(lines[start])):
        start -= 1
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = at + 1
    while end < len(lines) and not _closes(lines[end], indent):
        end += 1
    left_out = "\n".join(lines[start:end])
    in_its_place = f"{' ' * indent}- {LOST_TAG}" if _LIST_ITEM.match(lines[start]) else ""
    lines[start:end] = [in_its_place] + [""] * (end - start - 1)
    return "\n".join(lines), left_out


def _top(line: str) -> bool:
    return bool(line) and not line[0].isspace() and not line.startswith("#")


def _closes(line: str, indent: int) -> bool:
    """True for the first line that is no longer part of an item at `indent`."""
    bare = line.lstrip()
    return bool(bare) and not bare.startswith("#") and len(line) - len(bare) <= indent
