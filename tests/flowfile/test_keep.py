"""`keep` on a question: a span of time, on any type; none where it is left out."""

from __future__ import annotations

import pytest

from bot.flowfile import Bundle, check_sources, compile_bundle

FLOW = """\
format: 1
kind: form
title: T
language: en
steps:
  - {{ask: first, type: {kind}, text: T{keep}}}
"""


def source(kind: str, keep: str) -> str:
    return FLOW.format(kind=kind, keep=f", keep: {keep}" if keep else "")


@pytest.mark.parametrize(
    ("written", "days"),
    [("30 days", 30), ("1 day", 1), ("6 months", 180), ("2 years", 730), ("", None)],
)
@pytest.mark.parametrize("kind", ["text", "file", "yes_no"])
def test_a_span_of_time_is_kept_in_days(kind: str, written: str, days: int | None) -> None:
    flow = compile_bundle(Bundle("t", {"t.yml": source(kind, written)}))
    assert [question.keep for question in flow.questions] == [days]


@pytest.mark.parametrize("written", ["30", "0 days", "soon", "-1 days"])
def test_what_is_no_span_of_time_is_told(written: str) -> None:
    [problem] = check_sources({"t.yml": source("text", written).encode()}).problems
    assert "span of time" in problem.message
