"""Short ways to write Python syntax trees."""

import ast
from collections.abc import Sequence
from typing import Final

from bot.formula.texts import lower, upper
from bot.formula.values import LARGEST, MAX_TEXT, Type

_LEAST: Final = -LARGEST
_CLASSES: Final = {Type.NUMBER: "float", Type.TEXT: "str", Type.BOOL: "bool"}


def load(name: str) -> ast.expr:
    """A variable."""
    return ast.Name(name, ast.Load())


def constant(value: object) -> ast.expr:
    """A constant of any kind the compiler takes."""
    return ast.Constant(value)  # type: ignore[arg-type]


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """A call of a function by its name."""
    return ast.Call(load(function), list(arguments), [])


def chain(first: ast.expr, *rest: tuple[ast.cmpop, ast.expr]) -> ast.expr:
    """A comparison like `0 <= x < 9`."""
    return ast.Compare(first, [sign for sign, _ in rest], [value for _, value in rest])


def finite(value: ast.expr) -> ast.expr:
    """Whether a float is neither infinite nor not a number."""
    return chain(constant(_LEAST), (ast.LtE(), value), (ast.LtE(), constant(LARGEST)))


def choice(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """`then if test else otherwise`."""
    return ast.IfExp(test, then, otherwise)


def logical(sign: ast.boolop, *parts: ast.expr) -> ast.expr:
    """`a and b` or `a or b`."""
    return ast.BoolOp(sign, list(parts))


def negated(value: ast.expr) -> ast.expr:
    """`not value`."""
    return ast.UnaryOp(ast.Not(), value)


def bounds(sign: str, value: ast.expr, again: ast.expr, low: float, high: float) -> ast.expr:
    """Compares a value with a constant that stands for all doubles from low to high.

    Never true for infinities and for what is not a number. `again` is the value once more.
    """
    at_least, below = ast.LtE(), ast.Lt()
    least, most = constant(_LEAST), constant(LARGEST)
    first, last = constant(low), constant(high)
    match sign:
        case "=":
            return chain(first, (at_least, value), (at_least, last))
        case "<>":
            under = chain(least, (at_least, value), (below, first))
            return logical(ast.Or(), under, chain(last, (below, again), (at_least, most)))
        case "<":
            return chain(least, (at_least, value), (below, first))
        case "<=":
            return chain(least, (at_least, value), (at_least, last))
        case ">":
            return chain(last, (below, value), (at_least, most))
        case _:
            return chain(first, (at_least, value), (at_least, most))


def alike(first: ast.expr, again: ast.expr, text: str) -> ast.expr:
    """Whether a text is the same as a constant one, capitals or not.

    Letters change one for one, so that only a text as long as the constant needs a closer look.
    """
    small = lower(text)
    equal = chain(first, (ast.Eq(), constant(text)))
    if small == upper(text):
        return equal
    as_long = chain(call("len", again), (ast.Eq(), constant(len(text))))
    small_alike = chain(call("lower", again), (ast.Eq(), constant(small)))
    return logical(ast.Or(), equal, logical(ast.And(), as_long, small_alike))


def finite_result(value: ast.expr) -> list[ast.stmt]:
    """Returns a number, None for one that is not finite; adding 0 takes the sign from -0."""
    kept: ast.stmt = ast.Assign([ast.Name("result", ast.Store())], value)
    unsigned = ast.BinOp(load("result"), ast.Add(), constant(0.0))
    return [kept, ast.Return(choice(finite(load("result")), unsigned, constant(None)))]


def fetched(variable: str, name: str, kind: Type, *, strict: bool) -> list[ast.stmt]:
    """`variable = values[name]`, made fit for its use by the kind's guard.

    Strict guards also refuse infinite numbers and long texts; others leave that to the use.
    """
    store: ast.expr = ast.Name(variable, ast.Store())
    value = ast.Subscript(load("values"), constant(name), ast.Load())
    mended = ast.Assign([store], call(f"guard {kind.name}", load(variable)))
    test = _unfit(variable, kind, strict=strict)
    guard: ast.stmt = mended if test is None else ast.If(test, [mended], [])
    return [ast.Assign([store], value), guard]


def is_a(variable: str, kind: str) -> ast.expr:
    """`variable.__class__ is kind`."""
    return chain(ast.Attribute(load(variable), "__class__", ast.Load()), (ast.Is(), load(kind)))


def _unfit(variable: str, kind: Type, *, strict: bool) -> ast.expr | None:
    if kind is Type.LIST:
        return None
    fit = is_a(variable, _CLASSES.get(kind, "float"))
    if strict and kind in (Type.NUMBER, Type.ANY):
        fit = logical(ast.And(), fit, finite(load(variable)))
    if strict and kind is Type.TEXT:
        short = chain(call("len", load(variable)), (ast.LtE(), constant(MAX_TEXT)))
        fit = logical(ast.And(), fit, short)
    return negated(fit)


def guarded_function(body: Sequence[ast.stmt]) -> ast.Module:
    """A module with `evaluate(values)`: the body, or `plain(values)` if anything is unusual."""
    caught = ast.Tuple(
        [load(name) for name in ("KeyError", "TypeError", "ValueError", "ArithmeticError")],
        ast.Load(),
    )
    rescue: list[ast.stmt] = [ast.Return(call("plain", load("values")))]
    attempt = ast.Try(list(body), [ast.ExceptHandler(caught, None, rescue)], [], [])
    takes = ast.arguments([], [ast.arg("values")], None, [], [], None, [])
    # Python 3.12 added a field; left out, it counts as empty.
    function = ast.FunctionDef("evaluate", takes, [attempt], [])  # type: ignore[call-arg,unused-ignore]
    return ast.fix_missing_locations(ast.Module([function], []))
