"""What a mail says, before it is a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A link among others. `counted` is the address that is counted and leads on to `url`; the
    plain part, which people read as it is, has the plain one."""

    words: str
    url: str
    counted: str = ""

    @property
    def followed(self) -> str:
        """The address behind the words."""
        return self.counted or self.url


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said. `text` is plain, paragraphs apart by an empty line; the button comes after it,
    then `links` under their title, `small` below all. `headers` are further ones of the message,
    `mark` the address of the picture that shows that it was opened; "" for none."""

    subject: str
    text: str
    language: str
    button: tuple[str, str] | None = None  # words, address
    small: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    links_title: str = ""
    links: tuple[Link, ...] = ()
    mark: str = ""
