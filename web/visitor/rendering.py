"""From a `Page` to HTML: the whole document or the fragment that flow.js swaps in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask import current_app, render_template, url_for

from bot.display import percent
from bot.model import Flow
from bot.texts import plain_text
from web.markdown import render, render_inline
from web.visitor.charts import charts_of, lines_beside_charts
from web.visitor.page import Page
from web.words import word

_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", ""})


@dataclass(frozen=True, slots=True)
class Share:
    """One category's part of a result."""

    label: str
    shown: str
    size: float


def document(page: Page) -> str:
    """The whole HTML page."""
    return render_template("visitor/document.html", p=page, **_helpers(page))


def fragment(page: Page) -> str:
    """`<main id="flow">…</main>`, to be swapped in place."""
    return render_template("visitor/flow.html", p=page, **_helpers(page))


def media(name: str) -> str:
    """The address of a file in flows/media; whole addresses stay as they are."""
    if urlsplit(name).scheme in ("http", "https"):
        return name
    return "/media/" + quote(name.removeprefix("/media/").lstrip("/"))


def link(url: str) -> str:
    """A link's address; a scheme that could run script leads nowhere."""
    return url if urlsplit(url.strip()).scheme.lower() in _SAFE_SCHEMES else "#"


def asset(name: str) -> str:
    """The address of a static file, with a mark that changes when the file does."""
    path = Path(str(current_app.static_folder)) / name
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return url_for("static", filename=name, v=_mark(path, changed))


@lru_cache(maxsize=64)
def _mark(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if changed else "0"


def _helpers(page: Page) -> Mapping[str, Any]:
    language = page.language
    return {
        "t": partial(_word, language),
        "markdown": render,
        "inline_markdown": render_inline,
        "media": media,
        "link": link,
        "asset": asset,
        "charts": charts_of,
        "lines_beside_charts": lines_beside_charts,
        "flow_url": partial(_flow_url, page),
        "percent": lambda value: percent(value / 100, language, 0),
        "shares": lambda categories: _shares(page.flow, categories, language),
    }


def _word(language: str, key: str, **values: object) -> str:
    return word(key, language, **values)


def _flow_url(page: Page, flow: str) -> str:
    """Another flow on the same surface, in the same language."""
    end = "/frame" if page.surface == "frame" else ""
    return f"/f/{quote(flow)}{end}?language={quote(page.language)}"


def _shares(flow: Flow, categories: Mapping[str, float], language: str) -> Sequence[Share]:
    """Categories as parts of the whole, the greatest first; those without points left out."""
    whole = sum(points for points in categories.values() if points > 0)
    if not whole:
        return ()
    found = []
    for name, points in sorted(categories.items(), key=lambda item: -item[1]):
        if points > 0:
            label = flow.category_labels.get(name)
            shown = percent(points / whole, language, 0)
            found.append(
                Share(
                    plain_text(label, language) if label else name,
                    shown,
                    round(100 * points / whole, 2),
                )
            )
    return found


__all__ = ["asset", "document", "fragment", "link", "media"]
