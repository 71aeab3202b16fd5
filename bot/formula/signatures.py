"""Parameters of functions, read from lines like `number:number, [digits]:number`."""

from dataclasses import dataclass
from typing import Final

from bot.formula.values import Type

_KINDS: Final[dict[str, frozenset[Type]]] = {
    "number": frozenset({Type.NUMBER}),
    "text": frozenset({Type.TEXT}),
    "bool": frozenset({Type.BOOL}),
    "date": frozenset({Type.DATE}),
    "list": frozenset({Type.LIST}),
    "scalar": frozenset({Type.NUMBER, Type.TEXT, Type.BOOL, Type.DATE}),
    "any": frozenset({Type.NUMBER, Type.TEXT, Type.BOOL, Type.DATE, Type.LIST}),
}

CLASSES: Final[dict[Type, type]] = {
    Type.NUMBER: float,
    Type.DATE: float,
    Type.TEXT: str,
    Type.BOOL: bool,
    Type.LIST: tuple,
}
"""What values of a type are at run time."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name for authors, the types it takes, the classes those are."""

    name: str
    types: frozenset[Type]
    classes: frozenset[type]
    optional: bool

    @property
    def wanted(self) -> str:
        """The types in words, like `a number or a list`."""
        return " or ".join(kind.value for kind in Type if kind in self.types)


def parameters(signature: str) -> tuple[Parameter, ...]:
    """The parameters of a signature; `[x]` may be left out, `a|b` takes either type."""
    return tuple(_parameter(part) for part in signature.split(", ") if part)


def _parameter(part: str) -> Parameter:
    name, kinds = part.split(":")
    types = frozenset[Type]().union(*(_KINDS[kind] for kind in kinds.split("|")))
    classes = frozenset(CLASSES[kind] for kind in types)
    return Parameter(name.strip("[]"), types, classes, name.startswith("["))
