"""What the parent has made before it forks, for its children to share instead of making again."""

from __future__ import annotations

from flask import Flask

app: Flask | None = None
