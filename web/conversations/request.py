"""What a visitor asks for at a turn, and how to tell that it was asked before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from bot.events import Answer, AnswerPage, Back, Edit, Event, Typed
from bot.model import Json
from web.conversations.errors import TooLarge

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode

#: Bytes of an answer as JSON. Long texts fit; files travel apart and are named by their id.
LARGEST = 20_000


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked of a conversation; `value` is a dict by slot for a page."""

    kind: Literal["answer", "text", "page", "back", "edit", "person", "resume"]
    slot: str | None = None
    value: Json = None

    def digest(self) -> str:
        """The same for the same request sent twice. Raises `TooLarge`."""
        if isinstance(self.value, str) and len(self.value) > LARGEST:
            raise TooLarge(LARGEST)
        text = _encode([self.kind, self.slot, self.value])
        sent = text.encode("utf-8", "surrogatepass")
        if len(sent) > LARGEST:
            raise TooLarge(LARGEST)
        return hashlib.blake2b(sent, digest_size=16).hexdigest()

    def event(self, asked: str | None) -> Event:
        """The bot's event; an answer without a slot is for the question `asked` now."""
        if self.kind == "text":
            return Typed(str(self.value))
        if self.kind == "page" and isinstance(self.value, dict):
            return AnswerPage(self.value)
        if self.kind == "edit":
            return Edit(self.slot or "", self.value)
        if self.kind == "back":
            return Back(one=self.value is True)
        return Answer(self.slot or asked or "", self.value)
