"""What the parent has made before it forks, for its children to share without making it again."""

from __future__ import annotations

from bot.library import Library

library: Library | None = None
