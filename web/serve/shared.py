"""What the parent has made before it forks, for its children to share instead of making again."""

from __future__ import annotations

import mmap

from flask import Flask

app: Flask | None = None

#: One byte that parent and children see alike.
_stopping = mmap.mmap(-1, 1)


def stop() -> None:
    """Let every process know that the site stops: nobody need wait for news any longer."""
    _stopping[0] = 1


def stops() -> bool:
    """Whether the site is stopping."""
    return _stopping[0] == 1
