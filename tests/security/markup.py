"""What a page is made of, read with html.parser: elements, attributes, links, scripts, forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_URL_ATTRIBUTES = frozenset({"href", "src", "action", "formaction", "srcset", "poster", "data"})
_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_NOT_TYPED = frozenset({"submit", "button", "image", "file"})


@dataclass(slots=True)
class Form:
    """A form as a browser without script would send it."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of every control, chosen or not


class Markup(HTMLParser):
    """One page, parsed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pairs: set[tuple[str, str]] = set()  # element, attribute; attribute "" for itself
        self.urls: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[tuple[str, str]] = []  # type, content
        self.comments: list[str] = []
        self.words: list[str] = []
        self.forms: list[Form] = []
        self._inside: list[str] = []
        self._script_type: str | None = None
        self._area = ""
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All words shown."""
        return " ".join(" ".join(self.words).split())

    # ------------------------------------------------------------ parsing

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.pairs.add((tag, ""))
        for name, value in given.items():
            self.pairs.add((tag, name))
            self.attributes.append((tag, name, value))
            if name in _URL_ATTRIBUTES:
                self.urls.append(value)
        if tag == "script":
            self._script_type = given.get("type", "")
            self.scripts.append((self._script_type, ""))
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        if tag in ("input", "select", "textarea", "button"):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name"), given.get("type", "text")
        if not name or not self.forms or "form" in given:
            return
        form = self.forms[-1]
        form.names.append(name)
        if tag != "input" or kind in _NOT_TYPED:
            return
        if kind not in ("checkbox", "radio") or "checked" in given:
            form.fields.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script_type = None

    def handle_data(self, data: str) -> None:
        if self._script_type is not None:
            kind, content = self.scripts[-1]
            self.scripts[-1] = (kind, content + data)
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def unsafe_urls(page: Markup) -> list[str]:
    """Addresses that could run script, read as leniently as browsers do."""
    found = []
    for url in page.urls:
        bare = re.sub(r"[\x00-\x20]", "", url)
        scheme = bare.split(":", 1)[0].lower() if re.match(r"[A-Za-z][\w+.-]*:", bare) else ""
        if scheme not in _SAFE_SCHEMES and bare != "data:,":  # which is no icon at all
            found.append(url)
    return found


def leaves_site(location: str, here: str = "http://localhost") -> bool:
    """Whether a redirect leads to another site, as a browser would read it."""
    tamed = re.sub(r"[\t\r\n]", "", location).replace("\\", "/")
    return urlsplit(urljoin(here + "/studio/sign-in", tamed)).netloc != urlsplit(here).netloc
