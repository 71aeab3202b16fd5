"""What authors read when a formula is wrong: the exact words and the column."""

import json
from pathlib import Path

import pytest

from bot.formula import FormulaError, Type, parse

BROKEN = json.loads(Path(__file__).with_name("broken.json").read_text(encoding="utf-8"))
TYPES = {
    "budget": Type.NUMBER,
    "seats": Type.NUMBER,
    "need": Type.TEXT,
    "goals": Type.LIST,
    "ready": Type.BOOL,
    "start": Type.DATE,
    "points.need": Type.NUMBER,
    "utm.source": Type.TEXT,
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["formula"][:40])
def test_the_author_reads_what_is_wrong_and_where(broken):
    with pytest.raises(FormulaError) as problem:
        parse(broken["formula"]).check(TYPES)
    assert str(problem.value) == broken["error"]


def test_no_message_speaks_of_the_grammar():
    grammar_words = ("token", "terminal", "unexpected", "parse", "syntax")
    said = " ".join(broken["error"].lower() for broken in BROKEN)
    assert [word for word in grammar_words if word in said] == []
