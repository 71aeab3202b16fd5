"""Strategies that write formulas of every kind, well and badly typed, for both sides to evaluate.

Logarithms, powers and annuities differ between C libraries in their last bit. They are rounded
where they are used further, so that no subtraction can turn that bit into a leading digit.
"""

from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bot.formula import FUNCTIONS, Type

VALUES = {
    "size": 17.25,
    "debt": -3.0,
    "none": 0.0,
    "whole": 4,
    "start": 46000.0,
    "title": "Head of Sales",
    "smile": "😀me",
    "yes": True,
    "no": False,
    "goals": ["a", "B", 3],
    "sums": [1.5, 2, 3],
    "empty": [],
    "unknown": None,
    "today()": 46100.5,
}
_INEXACT = {"EXP", "LN", "LOG", "LOG10", "POWER", "PMT", "IPMT", "PPMT", "FV", "PV", "NPER"}
_CHOOSING = {"IF", "IFS", "SWITCH", "AND", "OR", "KNOWN", "COALESCE"}
_WRITTEN_NUMBERS = (
    "0 1 2 3 10 0.1 0.3 2.675 1.005 1000 12 360 4% 1e15 1e300 123456789012345.5 0.5 7 1e-7 99.995 "
    "1e21 434.99999999999994"
).split()
_WRITTEN_TEXTS = ['""', '"me"', '"Me"', '"Łódź"', '"İSTANBUL"', '"ß"', '"𝔘😀x"', '"12.5%"', '" a  b "', '"ΣςŉǅÅ"', '"\ufffd"', "'3'"]  # fmt: skip  # noqa: E501


Written = SearchStrategy[str]


def _fill(pattern: str, *parts: Written) -> Written:
    return st.tuples(*parts).map(lambda found: pattern.format(*found))


@cache
def _call(name: str, depth: int) -> Written:
    spec = FUNCTIONS[name]
    required = sum(not parameter.optional for parameter in spec.parameters)
    most = required + 2 * spec.group if spec.group else len(spec.parameters)
    pattern = f"ROUND({name}({{}}), 6)" if name in _INEXACT else f"{name}({{}})"
    return st.one_of(
        _fill(
            pattern,
            st.tuples(*(_fitting(spec.parameter(at).types, depth) for at in range(count))).map(
                ", ".join
            ),
        )
        for count in range(required, most + 1, spec.group or 1)
    )


@cache
def _fitting(types: frozenset[Type], depth: int) -> Written:
    kinds = []
    if types & {Type.NUMBER, Type.DATE}:
        kinds += [numbers(depth)] * 3
    if Type.TEXT in types:
        kinds.append(texts(depth))
    if Type.BOOL in types:
        kinds.append(truths(depth))
    if Type.LIST in types:
        kinds.append(lists(depth))
    return st.one_of(*kinds * 4, numbers(depth), texts(depth))


_NUMBER_LEAVES = st.sampled_from(
    _WRITTEN_NUMBERS + ["size", "debt", "none", "whole", "start", "unknown", "absent"] * 2
)
_TEXT_LEAVES = st.sampled_from([*_WRITTEN_TEXTS, "title", "smile", "unknown"])
_TRUTH_LEAVES = st.sampled_from(["true", "false", "yes", "no", "unknown", "size"])
_SIGNS = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])


@cache
def numbers(depth: int) -> Written:
    """Formulas that mean to be a number, so many levels deep."""
    if depth == 0:
        return _NUMBER_LEAVES
    number, truth, other = numbers(depth - 1), truths(depth - 1), anything(depth - 1)
    return st.one_of(
        _NUMBER_LEAVES,
        _fill("({} {} {})", number, st.sampled_from("+-*/"), number),
        _fill("ROUND({} ^ {}, 4)", number, st.sampled_from(["2", "3", "0.5", "-1", "whole"])),
        _fill("{}{}", st.sampled_from("+-"), number),
        _fill("({})%", number),
        _fill("IF({}, {}, {})", truth, number, number),
        _fill("IFS({}, {}, {}, {})", truth, number, truth, number),
        _fill("SWITCH({}, {}, {}, {})", other, other, number, number),
        _fill("COALESCE({}, {})", number, number),
        *(_call(name, depth - 1) for name in sorted(set(FUNCTIONS) - _CHOOSING)),
    )


@cache
def texts(depth: int) -> Written:
    """Formulas that mean to be a text."""
    if depth == 0:
        return _TEXT_LEAVES
    text = texts(depth - 1)
    return st.one_of(
        _TEXT_LEAVES,
        _fill("({} & {})", text, text | numbers(depth - 1)),
        _fill("IF({}, {}, {})", truths(depth - 1), text, text),
        *(_call(name, depth - 1) for name in "LOWER UPPER TRIM LEFT RIGHT MID CONCAT".split()),
    )


@cache
def truths(depth: int) -> Written:
    """Formulas that mean to be true or false."""
    if depth == 0:
        return _TRUTH_LEAVES
    truth, other = truths(depth - 1), anything(depth - 1)
    return st.one_of(
        _TRUTH_LEAVES,
        _fill("({} {} {})", numbers(depth - 1), _SIGNS, numbers(depth - 1)),
        _fill("({} {} {})", texts(depth - 1), _SIGNS, texts(depth - 1)),
        _fill("({} {} {})", other, _SIGNS, other),
        _fill("({} {} {})", truth, st.sampled_from(["and", "or"]), truth),
        _fill("(not {})", truth),
        _fill("({} {} {})", other, st.sampled_from(["in", "not in"]), lists(depth - 1)),
        _fill("KNOWN({})", other),
        *(_call(name, depth - 1) for name in "AND OR CONTAINS STARTS ENDS EXACT".split()),
    )


@cache
def lists(depth: int) -> Written:
    """Formulas that mean to be a list."""
    named = st.sampled_from(["goals", "sums", "empty", "unknown"])
    items = st.lists(numbers(depth) | texts(depth), max_size=3)
    return named | items.map(lambda written: f"[{', '.join(written)}]")


@cache
def anything(depth: int) -> Written:
    """Formulas of any kind."""
    return numbers(depth) | texts(depth) | truths(depth) | lists(depth)
