"""The HTML part of a mail: one narrow card, light and dark, that holds without any of its styles.

Mail programs strip or rewrite much: colours of the light scheme stand on the elements, those of the
dark one in a style sheet that overrides them where it is kept. Everything said is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from outreach.letter import Letter, Link

_BODY = (
    "margin:0;padding:24px 16px;background:#f6f7f9;color:#14171f;"
    "font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
)
_CARD = (
    "box-sizing:border-box;max-width:34rem;margin:0 auto;padding:28px;background:#fff;"
    "border:1px solid #e1e4ea;border-radius:14px;overflow-wrap:anywhere"
)
_BUTTON = (
    "display:inline-block;padding:12px 22px;border-radius:14px;background:#3d55d6;color:#fff;"
    "text-decoration:none;font-weight:600"
)
#: Beside links that the mail is read for, the button stands back.
_QUIET = (
    "display:inline-block;padding:11px 21px;border-radius:14px;border:1px solid #868d9b;"
    "color:#14171f;text-decoration:none;font-weight:600"
)
_LINK = (
    "display:block;padding:14px 18px;border-radius:14px;background:#edeffa;color:#3d55d6;"
    "font-weight:600"
)
_LIST = "list-style:none;margin:0;padding:0"
_ITEM = "margin:0 0 8px;padding:0"
_SMALL = (
    "margin:24px 0 0;padding:16px 0 0;border-top:1px solid #e1e4ea;color:#545b69;font-size:14px"
)

_DARK = (
    "body{background:#0e1015!important;color:#edeff4!important}"
    ".card{background:#171a21!important;border-color:#2b303b!important}"
    ".link{background:#212949!important;color:#8aa3ff!important}"
    ".quiet{color:#edeff4!important;border-color:#757d8c!important}"
    ".small{color:#a5acba!important;border-color:#2b303b!important}"
)
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    f"<style>:root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{_DARK}}}</style>"
)


def html_of(letter: Letter) -> str:
    """The letter as an HTML document; its links are those that are counted, where it has such."""
    body = _paragraphs(letter.text)
    if letter.button:
        body += _button(*letter.button, quiet=bool(letter.links))
    body += _links(letter.links_title, letter.links)
    if letter.small:
        body += f'<p class="small" style="{_SMALL}">{escape(letter.small)}</p>'
    return (
        f'<!doctype html><html lang="{escape(letter.language)}"><head>{_HEAD}'
        f"<title>{escape(letter.subject)}</title></head>"
        f'<body style="{_BODY}"><div class="card" style="{_CARD}">{body}</div>'
        f"{_mark(letter.mark)}</body></html>"
    )


def _paragraphs(text: str) -> str:
    return "".join(
        f'<p style="margin:{"0" if number == 0 else "16px 0 0"}">'
        f"{escape(part).replace(chr(10), '<br>')}</p>"
        for number, part in enumerate(text.split("\n\n"))
    )


def _links(title: str, links: Iterable[Link]) -> str:
    items = "".join(
        f'<li style="{_ITEM}"><a class="link" style="{_LINK}" href="{escape(one.followed)}">'
        f"{escape(one.words)}</a></li>"
        for one in links
    )
    if not items:
        return ""
    heading = f'<h2 style="margin:28px 0 12px;font-size:17px;line-height:1.3">{escape(title)}</h2>'
    return f'{heading}<ul style="{_LIST}">{items}</ul>'


def _button(words: str, url: str, *, quiet: bool) -> str:
    look = f'class="quiet" style="{_QUIET}"' if quiet else f'style="{_BUTTON}"'
    return f'<p style="margin:24px 0 0"><a {look} href="{escape(url)}">{escape(words)}</a></p>'


def _mark(url: str) -> str:
    """The picture that shows that the mail was opened; it says and takes nothing."""
    if not url:
        return ""
    return f'<img src="{escape(url)}" alt="" width="1" height="1" style="display:block;border:0">'
