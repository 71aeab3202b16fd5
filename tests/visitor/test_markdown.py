"""Flow texts become HTML that holds nothing but text."""

from __future__ import annotations

import pytest

from web.markdown import render, render_inline


def test_the_subset_is_rendered() -> None:
    html = render("**Hi** *you*\nnew line\n\n- one\n- [two](https://acme.example)")
    assert "<strong>Hi</strong> <em>you</em><br>" in html
    assert '<a href="https://acme.example" target="_top" rel="noopener">two</a>' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://tracker.example/p.png)",
        '<a href="https://x" onclick="alert(1)">x</a>',
    ],
)
def test_nothing_runs(hostile: str) -> None:
    for html in (render(hostile), render_inline(hostile)):
        assert not any(tag in html for tag in ("<script", "<img", 'href="javascript', 'href="data'))
        assert "<a href" not in html or "onclick" not in html.split("<a href")[1]


def test_headings_stand_below_the_pages_own() -> None:
    assert render("# Big") == "<h4>Big</h4>\n"
