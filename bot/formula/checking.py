"""The static check: every name known, nothing mixed that does not fit."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.formula.digits import spelled
from bot.formula.errors import FormulaError, suggestion
from bot.formula.functions import FUNCTIONS, FunctionSpec
from bot.formula.nodes import Call, Items, Literal, Name, Node
from bot.formula.values import Type

_NUMBER, _TEXT, _BOOL, _DATE = Type.NUMBER, Type.TEXT, Type.BOOL, Type.DATE
_LIST, _ANY = Type.LIST, Type.ANY

_PURPOSES: Final = {
    "+": "adds",
    "-": "subtracts",
    "*": "multiplies",
    "/": "divides",
    "^": "raises",
    "neg": "negates",
    "pos": "takes",
    "%": "takes a percentage of",
}
_WRITTEN: Final = {"neg": "-", "pos": "+"}
_DATE_SUMS: Final = {
    ("+", _DATE, _NUMBER): _DATE,
    ("+", _NUMBER, _DATE): _DATE,
    ("-", _DATE, _NUMBER): _DATE,
    ("-", _DATE, _DATE): _NUMBER,
}


def check(node: Node, types: Mapping[str, Type]) -> Type:
    """The type of a formula's result; raises FormulaError at the first thing that does not fit."""
    if isinstance(node, Literal):
        if isinstance(node.value, bool):
            return _BOOL
        return _TEXT if isinstance(node.value, str) else _NUMBER
    if isinstance(node, Name):
        return _name(node, types)
    if isinstance(node, Items):
        for item in node.items:
            if check(item, types) is _LIST:
                raise FormulaError("A list cannot hold another list.", item.column)
        return _LIST
    kinds = [check(argument, types) for argument in node.arguments]
    if node.name in FUNCTIONS:
        return _function(FUNCTIONS[node.name], node, kinds)
    return _operator(node, kinds)


def _name(node: Name, types: Mapping[str, Type]) -> Type:
    kind = types.get(node.name)
    if kind is not None:
        return kind
    if node.name.upper() in FUNCTIONS:
        usage = FUNCTIONS[node.name.upper()].usage
        raise FormulaError(f"'{node.name}' is a function. Write {usage}.", node.column)
    hint = suggestion(node.name, types)
    quoted = "" if hint or "." in node.name else f' If it is a text, write "{node.name}".'
    raise FormulaError(f"Nothing is called '{node.name}' here.{hint}{quoted}", node.column)


def _function(spec: FunctionSpec, node: Call, kinds: Sequence[Type]) -> Type:
    for position, (argument, kind) in enumerate(zip(node.arguments, kinds, strict=True)):
        parameter = spec.parameter(position)
        if kind is not _ANY and kind not in parameter.types:
            raise FormulaError(
                f"The '{parameter.name}' of {spec.name} must be {parameter.wanted}, "
                f"but {_named(argument)} is {kind.value}.{_function_hint(spec, kind)}",
                argument.column,
            )
    if spec.name == "SWITCH":
        for position in range(1, len(kinds) - 1, 2):
            _same_kind(node.arguments[0], kinds[0], node.arguments[position], kinds[position])
    if spec.choices is None:
        return spec.returns
    return _common(spec.choices(kinds), spec.returns)


def _function_hint(spec: FunctionSpec, kind: Type) -> str:
    if spec.name == "CONTAINS" and kind is _LIST:
        return ' Write "item" in list.'
    if kind is _TEXT and _NUMBER in spec.parameters[0].types:
        return " VALUE(text) reads a number from a text."
    return ""


def _common(kinds: Sequence[Type], otherwise: Type) -> Type:
    """One type for values of which one will be chosen."""
    found = {otherwise if kind is _LIST and otherwise is _NUMBER else kind for kind in kinds}
    return found.pop() if len(found) == 1 else _ANY


def _operator(node: Call, kinds: Sequence[Type]) -> Type:
    if node.name in {"and", "or", "not"}:
        return _logical(node, kinds)
    if node.name in {"in", "not in"}:
        return _membership(node, kinds)
    if node.name in {"=", "<>", "<", "<=", ">", ">="}:
        return _comparison(node, kinds)
    if node.name == "&":
        return _join(node, kinds)
    return _arithmetic(node, kinds)


def _logical(node: Call, kinds: Sequence[Type]) -> Type:
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind not in (_BOOL, _ANY):
            raise FormulaError(
                f"'{node.name}' takes conditions, but {_named(argument)} is {kind.value}. "
                'Compare it, like budget > 100 or need = "volume".',
                argument.column,
            )
    return _BOOL


def _membership(node: Call, kinds: Sequence[Type]) -> Type:
    item, items = node.arguments
    if kinds[1] not in (_LIST, _ANY):
        hint = " CONTAINS(text, part) looks within a text." if kinds[1] is _TEXT else ""
        raise FormulaError(
            f'After \'{node.name}\' must come a list, like ["a", "b"], '
            f"but {_named(items)} is {kinds[1].value}.{hint}",
            items.column,
        )
    if kinds[0] is _LIST:
        raise FormulaError(
            f"Before '{node.name}' must come a single value, but {_named(item)} is a list.",
            item.column,
        )
    if isinstance(items, Items):
        for other in items.items:
            if isinstance(other, Literal):
                _same_kind(item, kinds[0], other, check(other, {}))
    return _BOOL


def _comparison(node: Call, kinds: Sequence[Type]) -> Type:
    left, right = node.arguments
    if _LIST in kinds:
        many, one = (left, right) if kinds[0] is _LIST else (right, left)
        item = "item" if _LIST is kinds[0] is kinds[1] else _named(one)
        raise FormulaError(
            f"Lists cannot be compared with '{node.name}'. Write {item} in {_named(many)}.",
            node.column,
        )
    _same_kind(left, kinds[0], right, kinds[1])
    if _BOOL in kinds and node.name not in {"=", "<>"}:
        raise FormulaError(
            f"'{node.name}' does not compare true and false; = and <> do.", node.column
        )
    return _BOOL


def _same_kind(left: Node, left_kind: Type, right: Node, right_kind: Type) -> None:
    if left_kind is right_kind or _ANY in (left_kind, right_kind):
        return
    hint = ""
    if _DATE in (left_kind, right_kind):
        hint = " A date is written DATE(year, month, day)."
    elif {left_kind, right_kind} == {_NUMBER, _TEXT}:
        hint = " Numbers are written without quotes, texts with them."
    raise FormulaError(
        f"{_named(left)} is {left_kind.value} and {_named(right)} is {right_kind.value}: "
        f"they cannot be compared.{hint}",
        right.column,
    )


def _join(node: Call, kinds: Sequence[Type]) -> Type:
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind not in (_TEXT, _NUMBER, _ANY):
            raise FormulaError(
                f"'&' joins texts and numbers, but {_named(argument)} is {kind.value}.",
                argument.column,
            )
    return _TEXT


def _arithmetic(node: Call, kinds: Sequence[Type]) -> Type:
    dated = _DATE_SUMS.get((node.name, kinds[0], kinds[-1])) if len(kinds) == 2 else None
    if dated is not None:
        return dated
    if node.name in {"+", "-"} and _DATE in kinds and _ANY in kinds:
        return _ANY
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind not in (_NUMBER, _ANY):
            raise FormulaError(_arithmetic_problem(node, argument, kind), argument.column)
    return _NUMBER


def _arithmetic_problem(node: Call, argument: Node, kind: Type) -> str:
    sign = _WRITTEN.get(node.name, node.name)
    hint = ""
    if kind is _TEXT:
        hint = " Texts are joined with &." if sign == "+" else " VALUE(text) reads a number."
    elif kind is _LIST:
        hint = " SUM(list) adds its numbers, COUNT(list) counts its items."
    elif kind is _DATE:
        hint = " Days may be added to a date, and dates subtracted from each other."
    elif kind is _BOOL:
        hint = " IF(condition, 1, 0) makes it a number."
    return f"'{sign}' {_PURPOSES[node.name]} numbers, but {_named(argument)} is {kind.value}.{hint}"


def _named(node: Node) -> str:
    """The node in the author's words."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Items):
        return "the list"
    if isinstance(node, Call):
        spec = FUNCTIONS.get(node.name)
        return f"the result of {spec.name if spec else repr(_WRITTEN.get(node.name, node.name))}"
    if isinstance(node.value, float):
        return spelled(node.value)
    return f'"{node.value}"' if isinstance(node.value, str) else str(node.value).lower()
