"""The reference of the functions, written from their table into docs/formulas.md."""

from pathlib import Path
from typing import Final

from bot.formula.functions import FUNCTIONS

PAGE: Final = Path(__file__).parents[2] / "docs" / "formulas.md"
_BEGIN: Final = "<!-- functions: written by `python -m bot.formula` -->\n"
_END: Final = "<!-- end of functions -->\n"


def functions_in_markdown() -> str:
    """One table a section, one row a function."""
    sections: dict[str, list[str]] = {}
    for spec in FUNCTIONS.values():
        row = f"| `{spec.usage}` | {spec.doc} | `{spec.example}` | `{spec.result}` |"
        sections.setdefault(spec.section, []).append(row)
    heads = "| Function | Meaning | Example | Gives |\n|---|---|---|---|\n"
    return "\n".join(
        f"### {title}\n\n{heads}" + "\n".join(rows) + "\n" for title, rows in sections.items()
    )


def page_with_functions(page: str) -> str:
    """The page with its tables as the functions now are."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{functions_in_markdown()}\n{_END}{after}"
