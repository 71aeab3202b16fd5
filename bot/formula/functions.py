"""Every function of the language: the one table behind checks, evaluation and reference.

To add one, add a line here, its twin in web/static/formula.js and vectors in tests/formula; the
reference in docs/formulas.md is written by `python -m bot.formula`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.formula import days, digits, money, quantities, texts
from bot.formula.signatures import Parameter, parameters
from bot.formula.values import Type, Value


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    """One function.

    `compute` gets known, finite values of the declared types and may raise ValueError,
    ArithmeticError for unknown; None where the evaluator itself chooses which arguments to look at.
    `choices` are the arguments whose common type is the result's; without it, `returns` is.
    `group` is how many of the last parameters repeat together. `example` gives `result`.
    """

    name: str
    section: str
    parameters: tuple[Parameter, ...]
    returns: Type
    doc: str
    example: str
    result: str
    compute: Callable[..., Value] | None
    choices: Callable[[Sequence[Type]], Sequence[Type]] | None = None
    group: int = 0

    @property
    def usage(self) -> str:
        """How it is written, like `ROUND(number, [digits])`."""
        words = [f"[{p.name}]" if p.optional else p.name for p in self.parameters]
        return f"{self.name}({', '.join(words)}{', …' if self.group else ''})"

    def accepts_count(self, count: int) -> bool:
        """Whether it may be called with so many arguments."""
        required = sum(not parameter.optional for parameter in self.parameters)
        if self.group == 0:
            return required <= count <= len(self.parameters)
        return count >= required and (self.name == "SWITCH" or (count - required) % self.group == 0)

    def parameter(self, position: int) -> Parameter:
        """What the argument at a position, counted from 0, must be."""
        last = len(self.parameters)
        if position < last:
            return self.parameters[position]
        return self.parameters[last - self.group + (position - last) % self.group]


_TABLE: Final[list[FunctionSpec]] = []


def _section(title: str) -> Callable[..., None]:
    def add(
        name: str,
        signature: str,
        returns: Type,
        compute: Callable[..., Value] | None,
        doc: str,
        example: str,
        result: str,
        choices: Callable[[Sequence[Type]], Sequence[Type]] | None = None,
        group: int = 0,
    ) -> None:
        wanted = parameters(signature)
        _TABLE.append(
            FunctionSpec(
                name, title, wanted, returns, doc, example, result, compute, choices, group
            )
        )

    return add


def _all(types: Sequence[Type]) -> Sequence[Type]:
    return types


def _after_first(types: Sequence[Type]) -> Sequence[Type]:
    return types[1:]


def _every_second(types: Sequence[Type]) -> Sequence[Type]:
    return types[1::2]


def _switched(types: Sequence[Type]) -> Sequence[Type]:
    default = types[-1:] if len(types) % 2 == 0 else ()
    return (*types[2::2], *default)


_NUMBER, _TEXT, _BOOL, _DATE, _ANY = Type.NUMBER, Type.TEXT, Type.BOOL, Type.DATE, Type.ANY

# fmt: off
_add = _section("Choosing")
_add("IF", "condition:bool, then:any, [else]:any", _ANY, None,
     "The second value if the condition holds, otherwise the third (unknown if there is none).",
     'IF(3 > 2, "more", "less")', "more", _after_first)
_add("IFS", "condition:bool, value:any", _ANY, None,
     "The value after the first condition that holds; unknown if none does.",
     'IFS(7 >= 9, "high", 7 >= 5, "medium", true, "low")', "medium", _every_second, 2)
_add("SWITCH", "value:scalar, match:scalar, result:any", _ANY, None,
     "The result after the first match equal to the value; a last value alone is used if none is.",
     'SWITCH("b", "a", 10, "b", 20, 0)', "20", _switched, 2)
_add("AND", "condition:bool", _BOOL, None,
     "Whether all conditions hold; the same as writing `and` between them.",
     "AND(1 < 2, 2 < 3)", "true", None, 1)
_add("OR", "condition:bool", _BOOL, None,
     "Whether one of the conditions holds; the same as writing `or` between them.",
     "OR(1 > 2, 2 < 3)", "true", None, 1)
_add("KNOWN", "value:any", _BOOL, None,
     "Whether the value is known: the question was answered and nothing failed on the way.",
     "KNOWN(1 / 0)", "false")
_add("COALESCE", "value:any", _ANY, None,
     "The first of the values that is known.",
     "COALESCE(1 / 0, 5)", "5", _all, 1)

_add = _section("Numbers")
_add("ROUND", "number:number, [digits]:number", _NUMBER, digits.rounded,
     "Rounds to so many digits after the point (0 if not given), half away from zero.",
     "ROUND(2.675, 2)", "2.68")
_add("ROUNDUP", "number:number, [digits]:number", _NUMBER, digits.rounded_up,
     "Rounds away from zero.", "ROUNDUP(2.101, 1)", "2.2")
_add("ROUNDDOWN", "number:number, [digits]:number", _NUMBER, digits.rounded_down,
     "Rounds towards zero.", "ROUNDDOWN(-2.19, 1)", "-2.1")
_add("INT", "number:number", _NUMBER, digits.floor,
     "The next whole number at or below.", "INT(-2.5)", "-3")
_add("FLOOR", "number:number, [step]:number", _NUMBER, quantities.step_down,
     "The next multiple of the step (1 if not given) at or below.", "FLOOR(47, 10)", "40")
_add("CEILING", "number:number, [step]:number", _NUMBER, quantities.step_up,
     "The next multiple of the step (1 if not given) at or above.", "CEILING(41, 10)", "50")
_add("MOD", "number:number, divisor:number", _NUMBER, quantities.remainder,
     "The remainder of a division, with the divisor's sign.", "MOD(17, 5)", "2")
_add("ABS", "number:number", _NUMBER, math.fabs,
     "The number without its sign.", "ABS(-4)", "4")
_add("SIGN", "number:number", _NUMBER, quantities.sign,
     "-1 below zero, 0 at zero, 1 above.", "SIGN(-4)", "-1")
_add("CLAMP", "number:number|date, low:number|date, high:number|date", _NUMBER,
     quantities.clamped, "The number, held between a low and a high bound.",
     "CLAMP(120, 0, 100)", "100", _all)
_add("POWER", "base:number, exponent:number", _NUMBER, quantities.power,
     "The base raised to the exponent; the same as `base ^ exponent`.", "POWER(2, 10)", "1024")
_add("SQRT", "number:number", _NUMBER, math.sqrt, "The square root.", "SQRT(81)", "9")
_add("EXP", "number:number", _NUMBER, math.exp, "e raised to the number.", "EXP(0)", "1")
_add("LN", "number:number", _NUMBER, math.log, "The natural logarithm.", "LN(EXP(2))", "2")
_add("LOG", "number:number, [base]:number", _NUMBER, quantities.logarithm,
     "The logarithm to a base (10 if not given).", "LOG(8, 2)", "3")
_add("LOG10", "number:number", _NUMBER, math.log10, "The logarithm to base 10.", "LOG10(1000)", "3")
_add("PI", "", _NUMBER, quantities.pi, "The circle's number.", "ROUND(PI(), 5)", "3.14159")

_add = _section("Several numbers")
_add("SUM", "value:number|list", _NUMBER, quantities.total,
     "The sum of numbers and of the numbers in lists.", "SUM(1, 2, [3, 4])", "10", None, 1)
_add("AVERAGE", "value:number|list", _NUMBER, quantities.average,
     "Their mean.", "AVERAGE(2, 4, 9)", "5", None, 1)
_add("MEDIAN", "value:number|list", _NUMBER, quantities.median,
     "The middle one, or the mean of the two in the middle.", "MEDIAN(1, 9, 3)", "3", None, 1)
_add("MIN", "value:number|date|list", _NUMBER, quantities.least,
     "The smallest.", "MIN(4, 2, 8)", "2", _all, 1)
_add("MAX", "value:number|date|list", _NUMBER, quantities.greatest,
     "The largest.", "MAX(4, 2, 8)", "8", _all, 1)
_add("COUNT", "value:any", _NUMBER, quantities.count,
     "How many values there are; of a list, how many items (like the options ticked).",
     'COUNT(["seo", "ads"])', "2", None, 1)

_add = _section("Money")
_add("PMT", "rate:number, nper:number, pv:number, [fv]:number, [when]:number", _NUMBER,
     money.payment, "The payment each period for a loan of `pv` at a rate a period; negative, as "
     "it is paid. `fv` is what remains at the end, `when` is 1 for payments at the start.",
     "ROUND(PMT(6% / 12, 360, -200000), 2)", "1199.1")
_add("IPMT", "rate:number, per:number, nper:number, pv:number, [fv]:number, [when]:number",
     _NUMBER, money.interest_part, "The interest within payment number `per`.",
     "ROUND(IPMT(6% / 12, 1, 360, -200000), 2)", "1000")
_add("PPMT", "rate:number, per:number, nper:number, pv:number, [fv]:number, [when]:number",
     _NUMBER, money.principal_part, "What payment number `per` pays back of the loan.",
     "ROUND(PPMT(6% / 12, 1, 360, -200000), 2)", "199.1")
_add("FV", "rate:number, nper:number, pmt:number, [pv]:number, [when]:number", _NUMBER,
     money.future_value, "What regular payments, and a first sum `pv`, are worth at the end.",
     "ROUND(FV(5%, 10, -100), 2)", "1257.79")
_add("PV", "rate:number, nper:number, pmt:number, [fv]:number, [when]:number", _NUMBER,
     money.present_value, "What regular payments, and a last sum `fv`, are worth today.",
     "ROUND(PV(5%, 10, -100), 2)", "772.17")
_add("NPER", "rate:number, pmt:number, pv:number, [fv]:number, [when]:number", _NUMBER,
     money.periods, "How many payments pay a loan back.",
     "ROUND(NPER(1%, -100, 1000), 2)", "10.59")
_add("RATE", "nper:number, pmt:number, pv:number, [fv]:number, [when]:number", _NUMBER,
     money.interest_rate, "The rate a period at which a loan and its payments balance.",
     "ROUND(RATE(48, -200, 8000), 4)", "0.0077")

_add = _section("Text")
_add("LEN", "value:text|list", _NUMBER, quantities.size,
     "How many characters a text has, or items a list.", 'LEN("Łódź")', "4")
_add("CONTAINS", "text:text, part:text", _BOOL, texts.contains,
     "Whether a text contains another, capitals or not. For lists write `item in list`.",
     'CONTAINS("Head of Sales", "sales")', "true")
_add("STARTS", "text:text, part:text", _BOOL, texts.starts,
     "Whether a text begins with another, capitals or not.",
     'STARTS("Head of Sales", "head")', "true")
_add("ENDS", "text:text, part:text", _BOOL, texts.ends,
     "Whether a text ends with another, capitals or not.",
     'ENDS("ada@acme.example", ".example")', "true")
_add("EXACT", "text:text, other:text", _BOOL, texts.exact,
     "Whether two texts are the same with their capitals (`=` takes `Me` for `me`).",
     'EXACT("Me", "me")', "false")
_add("LOWER", "text:text", _TEXT, texts.lower, "In small letters.", 'LOWER("ACME")', "acme")
_add("UPPER", "text:text", _TEXT, texts.upper, "In capital letters.", 'UPPER("łódź")', "ŁÓDŹ")
_add("TRIM", "text:text", _TEXT, texts.trimmed,
     "Without spaces at its ends, and with single ones between words.",
     'TRIM("  Ada   Lovelace ")', "Ada Lovelace")
_add("LEFT", "text:text, [count]:number", _TEXT, texts.left,
     "The first characters (1 if not given).", 'LEFT("Lodestone", 4)', "Lode")
_add("RIGHT", "text:text, [count]:number", _TEXT, texts.right,
     "The last characters (1 if not given).", 'RIGHT("Lodestone", 5)', "stone")
_add("MID", "text:text, start:number, count:number", _TEXT, texts.middle,
     "So many characters from a place on; the first is 1.", 'MID("Lodestone", 3, 3)', "des")
_add("CONCAT", "value:text|number", _TEXT, texts.joined,
     "All values as one text; the same as writing `&` between them.",
     'CONCAT("Plan ", 3)', "Plan 3", None, 1)
_add("VALUE", "text:text|number", _NUMBER, texts.number_in,
     "The number a text spells with a decimal point; unknown for other texts.",
     'VALUE("12.5%")', "0.125")

_add = _section("Dates")
_add("TODAY", "", _DATE, None, "Today's date.", "YEAR(TODAY())", "2026")
_add("DATE", "year:number, month:number, day:number", _DATE, days.day_number,
     "A date from its parts.", "DATE(2026, 3, 1) - DATE(2026, 2, 1)", "28")
_add("YEAR", "date:date", _NUMBER, days.year, "Its year.", "YEAR(DATE(2026, 3, 1))", "2026")
_add("MONTH", "date:date", _NUMBER, days.month,
     "Its month, 1 to 12.", "MONTH(DATE(2026, 3, 1))", "3")
_add("DAY", "date:date", _NUMBER, days.day,
     "Its day of the month.", "DAY(DATE(2026, 3, 1) - 1)", "28")
_add("DAYS", "end:date, start:date", _NUMBER, days.days_between,
     "Days from the second date to the first.",
     "DAYS(DATE(2026, 12, 24), DATE(2026, 12, 1))", "23")
_add("EDATE", "date:date, months:number", _DATE, days.months_later,
     "The same day so many months later, or that month's last day.",
     "DAY(EDATE(DATE(2026, 1, 31), 1))", "28")
# fmt: on

FUNCTIONS: Final[Mapping[str, FunctionSpec]] = {spec.name: spec for spec in _TABLE}
