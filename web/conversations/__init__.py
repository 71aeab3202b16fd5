"""The turn's path: what pages, API and channels call to play conversations. No HTTP inside."""

from web.conversations.visit import Reply, Visit, new_token

__all__ = ["Reply", "Visit", "new_token"]
