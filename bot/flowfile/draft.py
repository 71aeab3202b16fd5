"""Pass 2, links: one file on its way to a `Flow`. Texts and formulas are compiled here.

Everything compiles on through errors with stand-ins, so that all problems of a file are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.flowfile.pin import pin
from bot.flowfile.problems import Report, hint, nearest
from bot.flowfile.reading import Reading
from bot.flowfile.templates import parse_template, references
from bot.flowfile.tree import Node, Path, Place, Scalar, find, key_place, place_of
from bot.flowfile.where import where
from bot.formula import Formula, FormulaError, Type, parse
from bot.texts import Template, Text

#: Stands in for a formula that cannot be used, in a file that will not be published. Its spelling
#: is nobody's, so that it is told from a FALSE that an author wrote.
NO_FORMULA = parse("  FALSE  ")


@dataclass(frozen=True, slots=True)
class UsedText:
    """A text shown to visitors and where it stands, for the checks of languages and lengths."""

    path: Path
    words: str | dict[str, str]
    text: Text


@dataclass(frozen=True, slots=True)
class UsedFormula:
    """A formula and where it stands."""

    path: Path
    formula: Formula


@dataclass(slots=True)
class Draft:
    """One file in pass 2.

    `types` are the names that formulas may use, `lost` the words of parts that were left out.
    """

    reading: Reading
    root: Node
    report: Report
    language: str
    currency: str | None = None
    types: dict[str, Type] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    texts: list[UsedText] = field(default_factory=list)
    formulas: list[UsedFormula] = field(default_factory=list)
    strict: bool = True  # not: axes are not known, for want of lead.yml
    stand_ins: int = 0  # formulas and targets that could not be used
    bad_targets: int = 0

    @property
    def whole(self) -> bool:
        """True when nothing was left out and nothing stands in for something broken."""
        return not self.lost and not self.stand_ins

    # ------------------------------------------------------------ problems

    def error(self, path: Path, message: str, *, offset: int | None = None) -> None:
        """An error at the value at `path`, or at a character of it."""
        place = self._place(path, offset)
        self.report.error(place.line, place.column, where(self.root, path), message)

    def key_error(self, path: Path, message: str) -> None:
        """An error at the key (or list item) at `path`."""
        place = key_place(self.root, path)
        self.report.error(place.line, place.column, where(self.root, path), message)

    def warning(self, path: Path, message: str) -> None:
        """A warning at the value at `path`."""
        place = self._place(path, None)
        self.report.warning(place.line, place.column, where(self.root, path), message)

    def key_warning(self, path: Path, message: str) -> None:
        """A warning at the key (or list item) at `path`."""
        place = key_place(self.root, path)
        self.report.warning(place.line, place.column, where(self.root, path), message)

    def line(self, path: Path) -> int:
        """The line of what stands at `path`."""
        return key_place(self.root, path).line

    def _place(self, path: Path, offset: int | None) -> Place:
        if offset is None:
            return place_of(self.root, path)
        node, _ = find(self.root, path)
        if isinstance(node, Scalar):
            return pin(self.reading.lines, node, offset)
        return node.place

    # ------------------------------------------------------------ formulas

    def formula(self, path: Path, source: str, want: Type | None = None) -> Formula:
        """The formula at `path`, its names and types checked; a stand-in when it is wrong."""
        try:
            formula = parse(source)
            result = formula.check(self._types_for(formula.names))
        except FormulaError as problem:
            self.error(path, problem.message, offset=problem.column - 1)
            self.stand_ins += 1
            return NO_FORMULA
        if want is Type.BOOL and result not in (Type.BOOL, Type.ANY):
            self.error(path, _no_condition(source, result))
            self.stand_ins += 1
            return NO_FORMULA
        self.formulas.append(UsedFormula(path, formula))
        return formula

    def condition(self, path: Path, source: str | None) -> Formula | None:
        """The formula of an `if`; None when there is none."""
        return None if source is None else self.formula(path, source, Type.BOOL)

    def _types_for(self, names: Iterable[str]) -> dict[str, Type]:
        types = dict(self.types)
        types.update({name: Type.ANY for name in names if self.is_lost(name) and name not in types})
        return types

    def is_lost(self, name: str) -> bool:
        """True for a name of a part that was left out because it is broken."""
        return name in self.lost or (not self.strict and name.startswith("points."))

    def target(self, path: Path, name: str | None, labels: Mapping[str, int]) -> int | None:
        """The position of the step called `name`; None when there is none (reported)."""
        if name is None:
            return None
        if name not in labels:
            self.stand_ins += 1
            self.bad_targets += 1
            if not self.is_lost(name):
                steps = [label for label in labels if "~" not in label]
                self.error(path, f"no step called '{name}'.{hint(name, steps, 'Steps')}")
            return None
        return labels[name]

    # ------------------------------------------------------------ texts

    def text(self, path: Path, words: str | dict[str, str]) -> Text:
        """The text at `path`, its references checked."""
        written = words if isinstance(words, dict) else {self.language: words}
        if isinstance(words, dict) and self.language not in words:
            self.error(path, f"the text lacks '{self.language}', the flow's first language")
        templates: dict[str, Template] = {}
        for language, one in written.items():
            place = (*path, language) if isinstance(words, dict) else path
            templates[language] = self._template(place, one)
        text = Text(templates, self.language)
        self.texts.append(UsedText(path, words, text))
        return text

    def optional_text(self, path: Path, words: str | dict[str, str] | None) -> Text | None:
        """`text`, or None when there is none."""
        return None if words is None else self.text(path, words)

    def _template(self, path: Path, words: str) -> Template:
        template, problems = parse_template(words)
        for problem in problems:
            self.error(path, problem.message, offset=problem.offset)
        for name, offset in references(words):
            if name not in self.types and not self.is_lost(name):
                self.error(path, self.nothing_called(name), offset=offset)
        return template

    def nothing_called(self, name: str) -> str:
        """The message about a name that stands for nothing."""
        meant = nearest(name, self.types)
        ending = f" Did you mean '{meant}'?" if meant else ""
        return f"nothing is called '{name}': no question asks it and no `set` computes it.{ending}"


def _no_condition(source: str, result: Type) -> str:
    shown = source if len(source) <= 40 else f"{source[:37]}…"
    return (
        f"'{shown}' is {result.value}, not a condition; compare it, like budget > 100, "
        "or ask KNOWN(budget)"
    )
