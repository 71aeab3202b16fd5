"""`python -m bot.formula` writes the functions into their reference."""

from bot.formula.reference import PAGE, page_with_functions

if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page_with_functions(page), encoding="utf-8")
