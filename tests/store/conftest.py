"""Every test of the store runs on both databases."""

from tests.databases import app, database_url  # noqa: F401
