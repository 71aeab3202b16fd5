"""Visitors' values in authors' texts: plain and safe in Markdown, without gaps where unknown."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from bot.engine.piping import escape, fill, take_apart, without_markdown
from bot.texts import Reference
from tests.bot.building import flow, text
from tests.bot.talking import Talk


def said(words: str, **values: str) -> tuple[str, str]:
    def look(reference: Reference) -> str:
        return values.get(reference.name, "")

    return tuple(fill(take_apart(text(words), "en"), look))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Hello, {name}!", "Hello!"),
        ("Hello {name}, welcome", "Hello, welcome"),
        ("{name}, how are you?", "How are you?"),
        ("So {name} it is", "So it is"),
        ("Mail: {name}", "Mail"),
        ("({name})", "()"),
        ("{name}", ""),
        ("{name} {other}.", "."),
    ],
)
def test_an_unknown_value_leaves_no_gap(words: str, plain: str) -> None:
    assert said(words)[0] == plain


def test_a_known_value_stands_where_it_is_named() -> None:
    assert said("Hello, {name}!", name="Ada") == ("Hello, Ada!", "Hello, Ada!")


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[x](javascript:1)",
        "**b** _i_ `c`",
        "# h",
        "a\n\n- b",
        "1. x",
        "&amp; \\",
    ],
)
def test_visitors_words_never_become_markdown(words: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).render(f"So: {escape(words)}")
    inside = html.removeprefix("<p>So: ").removesuffix("</p>\n")
    assert "<" not in inside
    flat = " ".join(words.split())
    unescaped = (
        inside.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )
    assert unescaped == flat


def test_the_authors_markdown_is_kept_and_left_out_of_plain_text() -> None:
    plain, markdown = said("## Your **{plan}** plan, see [here](https://a.b) or `x`", plan="A*B")
    assert plain == "Your A*B plan, see here or x"
    assert markdown == "## Your **A\\*B** plan, see [here](https://a.b) or `x`"


def test_arithmetic_and_names_are_no_emphasis() -> None:
    assert without_markdown("2 * 3 * 4 snake_case_name") == "2 * 3 * 4 snake_case_name"


def test_values_are_written_by_their_type_or_the_format_asked_for() -> None:
    asks = flow(
        "chat",
        [
            {"ask": "cost", "type": "number"},
            {"ask": "kind", "type": "choice", "options": [{"value": "a", "label": "Kind A"}]},
            {"ask": "day", "type": "date"},
            {
                "ask": "grid",
                "type": "matrix",
                "rows": ["r"],
                "columns": [{"value": "c", "label": "Good"}],
            },
            {
                "set": {
                    "twice": "cost * 2",
                    "next": "day + 1",
                    "big": "cost > 3",
                    "part": "cost / 10000",
                }
            },
            {
                "say": "{cost} {cost | money} {kind} {day} {grid.r} {twice} "
                "{next} {big} {part | percent} {twice | text}"
            },
        ],
        [{"id": "end"}],
        currency="EUR",
    )
    talk = Talk(asks).answer(cost=1250.5, kind="a", day="2026-01-31", grid={"r": "c"})
    assert talk.said == [
        "1,250.5 €1,250.50 Kind A January 31, 2026 Good 2,501 February 1, 2026 Yes 12.51% 2,501"
    ]
