"""Flows out of a folder, checked, published and kept up to date."""

from bot.library.library import Library, Published

__all__ = ["Library", "Published"]
