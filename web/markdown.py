"""The Markdown subset of flow texts, as HTML that is safe to put on a page.

HTML in the source stays text, and what comes out is cleaned once more against a short allow-list.
"""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True, "typographer": False}).enable(
    "strikethrough"
)

_TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "a", "code", "blockquote", "h3", "h4"}
_ATTRIBUTES = {"a": {"href", "title", "target"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=4096)
def render(markdown: str) -> Markup:
    """Paragraphs, lists, emphasis and links; links open outside the frame that holds the page."""
    return _cleaned(_PARSER.render(_tame_headings(markdown)))


@lru_cache(maxsize=4096)
def render_inline(markdown: str) -> Markup:
    """The same without paragraphs, for headings and labels."""
    return _cleaned(_PARSER.renderInline(markdown.replace("\n", " ")))


def _tame_headings(markdown: str) -> str:
    """Headings of a text stand below the page's own: the outline has one h1 and its h2s."""
    lines = markdown.split("\n")
    return "\n".join(f"###{line}" if line.startswith(("# ", "## ")) else line for line in lines)


def _cleaned(html: str) -> Markup:
    return Markup(  # noqa: S704 - nh3 has just cleaned it
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            set_tag_attribute_values={"a": {"target": "_top"}},
            link_rel="noopener",
        )
    )
