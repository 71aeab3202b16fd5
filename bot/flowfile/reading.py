"""Bytes to tree, within bounds: size, encoding, depth, count and no bombs of aliases.

YAML's own nodes are composed once, without building values; the bounds are held on those.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from bot.flowfile.problems import Report
from bot.flowfile.scanning import FormulaScanner
from bot.flowfile.syntax import LOST_TAG, blanked, explain
from bot.flowfile.tree import Mapping, Node, Place, Scalar, Sequence, WrittenFloat, WrittenInt
from bot.flowfile.where import where

MAX_BYTES = 512 * 1024
MAX_DEPTH = 40
#: Parts after aliases are followed; a 512 KiB file without aliases stays far below.
MAX_PARTS = 200_000
#: After that many syntax errors in one file the rest is not looked at.
MAX_SYNTAX_ERRORS = 10

_TAG = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*)?\.?\d*(?:[eE][-+]?\d+)?")


def decode(source: bytes, report: Report) -> str | None:
    """The file's text, or None when it is too large or not UTF-8 (reported)."""
    if len(source) > MAX_BYTES:
        size = math.ceil(len(source) / 1024)
        report.error(
            1, 1, "", f"the file is too large: {size} KiB, at most {MAX_BYTES // 1024} KiB"
        )
        return None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        column = error.start - (source.rfind(b"\n", 0, error.start) + 1) + 1
        report.error(
            line,
            column,
            "",
            f"the file is not UTF-8 (byte 0x{source[error.start]:02X}); save it as UTF-8",
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class Reading:
    """A file as read: its text, its tree, and the words of parts that had to be left out."""

    text: str
    root: Node | None
    lost: set[str]

    @property
    def lines(self) -> list[str]:
        """The text by lines, without their ends."""
        return self.text.split("\n")


def read(source: bytes, report: Report) -> Reading:
    """The file's tree; None in it when nothing could be read. All problems are reported.

    After a syntax error the entry it stands in is left out and the rest is read, so that one
    missing quote does not hide what else is wrong.
    """
    text = decode(source, report)
    if text is None:
        return Reading("", None, set())
    root, lost = _mended(text, report)
    return Reading(text, root, lost)


def _mended(text: str, report: Report) -> tuple[Node | None, set[str]]:
    lost: set[str] = set()
    seen: set[int] = set()
    for _ in range(MAX_SYNTAX_ERRORS):
        try:
            composed = _compose(text)
        except YAMLError as error:
            problem = explain(text, error)
            report.error(problem.line, problem.column, "", problem.message)
            if problem.line in seen or not problem.mendable:
                return None, lost
            seen.add(problem.line)
            text, left_out = blanked(text, problem.line)
            lost.update(re.findall(r"[\w-]+", left_out))
            continue
        if composed is None:
            if not seen:
                report.error(1, 1, "", "the file is empty")
            return None, lost
        return _tree(composed, report), lost
    return None, lost


def _compose(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = FormulaScanner
    yaml.max_depth = MAX_DEPTH
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ReusedAnchorWarning)
        return yaml.compose(text)


def _tree(composed: Any, report: Report) -> Node | None:
    """Our tree of YAML's nodes; None when an alias makes it endless or huge (reported)."""
    try:
        size = _size(composed, {}, set())
    except _Endless as error:
        place = _place(error.node)
        report.error(place.line, place.column, "", "an anchor holds itself; write the part out")
        return None
    if size > MAX_PARTS:
        place = _place(composed)
        message = (
            f"aliases (*name) blow the file up to {_count(size)} parts, "
            f"at most {MAX_PARTS:,}; write the parts out"
        )
        report.error(place.line, place.column, "", message)
        return None
    later: list[Callable[[Node], None]] = []
    root = _build(composed, (), report, later)
    for tell in later:
        tell(root)
    return root


def _count(size: int) -> str:
    return f"{size:,}" if size < 10**9 else "more than 1,000,000,000"


class _Endless(Exception):
    def __init__(self, node: Any) -> None:
        super().__init__()
        self.node = node


def _size(node: Any, known: dict[int, int], open_nodes: set[int]) -> int:
    """How many parts `node` has once aliases are followed; every node is looked at once."""
    if isinstance(node, ScalarNode):
        return 1
    if id(node) in known:
        return known[id(node)]
    if id(node) in open_nodes:
        raise _Endless(node)
    open_nodes.add(id(node))
    parts = node.value
    if isinstance(node, MappingNode):
        parts = [part for pair in node.value for part in pair]
    known[id(node)] = 1 + sum(_size(part, known, open_nodes) for part in parts)
    open_nodes.discard(id(node))
    return known[id(node)]


def _place(node: Any) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _build(
    node: Any, path: tuple[str | int, ...], report: Report, later: list[Callable[[Node], None]]
) -> Node:
    place = _place(node)
    if isinstance(node, ScalarNode):
        return Scalar(place, _scalar(node, path, report, later), node.style)
    if isinstance(node, SequenceNode):
        return _build_list(node, place, path, report, later)
    mapping = Mapping(place)
    for key_node, value_node in node.value:
        spot = _place(key_node)
        if not isinstance(key_node, ScalarNode):
            message = "a key must be a word; a text that begins with { or [ needs quotes"
            later.append(_tell(report, spot, path, message))
            continue
        key = str(key_node.value)
        if key in mapping.items:
            first = mapping.keys[key].line
            message = f"the key '{key}' is here twice (first on line {first}); keep one"
            later.append(_tell(report, spot, path, message))
            continue
        mapping.keys[key] = spot
        mapping.items[key] = _build(value_node, (*path, key), report, later)
    return mapping


def _build_list(
    node: Any,
    place: Place,
    path: tuple[str | int, ...],
    report: Report,
    later: list[Callable[[Node], None]],
) -> Sequence:
    built = Sequence(place)
    for number, item in enumerate(node.value):
        if str(item.tag) == LOST_TAG:
            continue
        built.items.append(_build(item, (*path, len(built.items)), report, later))
        built.numbers.append(number + 1)
    return built


def _tell(
    report: Report, spot: Place, path: tuple[str | int, ...], message: str
) -> Callable[[Node], None]:
    return lambda root: report.error(spot.line, spot.column, where(root, path), message)


def _scalar(
    node: Any, path: tuple[str | int, ...], report: Report, later: list[Callable[[Node], None]]
) -> bool | int | float | str | None:
    tag, words = str(node.tag), str(node.value)
    if not tag.startswith(_TAG):
        message = f"'{tag}' is a YAML tag, which flow files do not have; a text with ! needs quotes"
        later.append(_tell(report, _place(node), path, message))
        return words
    kind = tag.removeprefix(_TAG)
    if node.style is not None:
        return words
    if kind == "null":
        return None
    if kind == "bool":
        return words.lower() == "true"
    if kind in ("int", "float") and _NUMBER.fullmatch(words):
        return _number(kind, words)
    return words


def _number(kind: str, words: str) -> int | float:
    bare = words.replace("_", "")
    if kind == "int" and len(bare) < 400:
        whole = WrittenInt(bare)
        whole.written = words
        return whole
    number = WrittenFloat(bare)
    number.written = words
    return number
