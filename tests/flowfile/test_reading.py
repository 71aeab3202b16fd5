"""Bytes to tree: bounds, encodings and places."""

from __future__ import annotations

import time

import pytest

from bot.flowfile import check_sources
from bot.flowfile.problems import Report
from bot.flowfile.reading import MAX_BYTES, read
from bot.flowfile.tree import Mapping, plain
from tests.flowfile.builders import check, messages, source

STEPS = "steps:\n  - say: Hello\n"


def problems(content: bytes) -> list[str]:
    return [str(problem) for problem in check_sources({"x.yml": content}).problems]


def test_a_file_too_large_is_refused_unread() -> None:
    started = time.perf_counter()
    assert problems(b"a" * (MAX_BYTES + 1)) == [
        "x.yml:1:1: the file is too large: 513 KiB, at most 512 KiB"
    ]
    assert time.perf_counter() - started < 0.5


def test_a_file_that_is_not_utf_8_says_where() -> None:
    content = source(STEPS) + b"# Pr\xfcfung\n"
    assert problems(content) == ["x.yml:7:5: the file is not UTF-8 (byte 0xFC); save it as UTF-8"]


def test_a_control_character_is_named() -> None:
    assert problems(source("steps:\n  - say: Hello\x07\n")) == [
        "x.yml:6:15: an invisible control character (U+0007); delete it"
    ]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_marks_and_line_ends_of_other_systems_are_taken(prefix: bytes, ending: bytes) -> None:
    content = prefix + source("steps:\n  - go: nowhere\n").replace(b"\n", ending)
    assert [line.split(": ")[0] for line in problems(content)] == ["x.yml:6:9"]


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b"{a: " * 100_000,
        b"- " * 100_000,
        b"a: &a [*a, *a]\n",
        b"? " * 50_000,
        b"&a " * 1000,
        b"\x00",
        b"",
        b"\n" * 1000,
        b"!!python/object:os.system x",
        b'"' * 99_999,
    ],
)
def test_hostile_files_are_refused_quickly_and_in_words(content: bytes) -> None:
    started = time.perf_counter()
    assert problems(content)
    assert time.perf_counter() - started < 3


def test_a_bomb_of_aliases_is_refused_without_being_built() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for above, name in zip("abcdefghijkl", "bcdefghijklm", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]")
    (message,) = messages(check_sources({"x.yml": "\n".join(lines).encode()}))
    assert "aliases (*name) blow the file up to more than 1,000,000,000 parts" in message


def test_an_alias_within_reason_is_followed() -> None:
    body = "steps:\n  - {say: &hello Hello, id: a}\n  - {say: *hello, id: b}\n"
    assert messages(check(body)) == []


def test_yaml_1_2_knows_no_norway_problem() -> None:
    body = "steps:\n  - ask: a\n    type: choice\n    text: A?\n    options: [yes, no, on, off]\n"
    question = check(body).flows["flow"].questions[0]
    assert [option.value for option in question.options] == ["yes", "no", "on", "off"]


def test_numbers_and_truths_as_option_values_stay_as_they_are_written() -> None:
    body = (
        "steps:\n  - ask: a\n    type: choice\n    text: A?\n"
        "    options: [1, 1.50, 007, true, 2027-01-01]\n"
    )
    question = check(body).flows["flow"].questions[0]
    assert [o.value for o in question.options] == ["1", "1.50", "007", "true", "2027-01-01"]


def test_after_a_syntax_error_the_rest_of_the_file_is_still_read() -> None:
    content = source("steps:\n  - say: A: B\n  - {go: end, wrong: 1}\n  - say: 'open\n")
    report = Report("x.yml")
    reading = read(content, report)
    assert len(report.problems) == 2
    assert reading.root is not None
    assert {"say", "A", "B"} <= reading.lost


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{value: PMT(rate / 12, 240, -loan), format: money}", "PMT(rate / 12, 240, -loan)"),
        ("{value: SUM(a, b) * 12 + MAX(c, d), format: money}", "SUM(a, b) * 12 + MAX(c, d)"),
        ('{value: job in ["CEO", "C, TO"], format: text}', 'job in ["CEO", "C, TO"]'),
        ('{value: IF(a = "x, :)", [1, 2], 3) # why\n}', 'IF(a = "x, :)", [1, 2], 3)'),
        ("{value: SUM(a, b)\n    * 12, format: money}", "SUM(a, b) * 12"),
        ("{value: sad :(, format: money}", "sad :("),
        ('{value: sad :(, label: "x)"}', "sad :("),
        ("{value: (a, format: (b)}", "(a"),
    ],
)
def test_commas_between_the_brackets_of_a_formula_need_no_quotes(written: str, meant: str) -> None:
    tree = read(written.encode(), Report("x.yml")).root
    assert isinstance(tree, Mapping)
    assert plain(tree.items["value"]) == meant
    assert len(tree.items) <= 2


def test_other_brackets_are_as_in_yaml() -> None:
    tree = read(b"[[a, b], [c (x), d], {e: [1, 2]}]", Report("x.yml")).root
    assert tree is not None
    assert plain(tree) == [["a", "b"], ["c (x)", "d"], {"e": [1, 2]}]


@pytest.mark.parametrize("part", ["a (, ", "((, ", "f(a,b)", "[b, "])
def test_brackets_without_end_cost_no_more_than_other_signs(part: str) -> None:
    started = time.perf_counter()
    read(f"[{part * 4_000}]".encode(), Report("x.yml"))
    assert time.perf_counter() - started < 10
