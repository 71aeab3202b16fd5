"""Answers to what visitors ask: retrieval over the variants of answers.yml, without a model."""

from bot.answers.book import Book, Found, book_of, index_of
from bot.answers.index import Index, Match

__all__ = ["Book", "Found", "Index", "Match", "book_of", "index_of"]
