"""What sites of one process make of the same files is made once: templates and flow files.

Hundreds of tests build a site of their own. What a template or a flow file becomes depends on its
text alone, is known by it, and is not changed by anybody; a text that changed is a new one.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePath
from types import CodeType
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from werkzeug.routing import Rule

from bot.flowfile import bundle, checking, definition
from bot.flowfile.compiling import Compiled
from bot.flowfile.parsing import Parsed, parse_file
from bot.flowfile.problems import Report
from bot.library import library
from store.database import Database


class _Templates(BytecodeCache):
    """Jinja's compiled templates, by name and text."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


class _FlowFiles:
    """Flow files without a fault, as read; what is wrong with one is told with the file's path."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bytes, type], Parsed[Any]] = {}

    def parse(self, file: str, source: bytes, model: type[Any]) -> Parsed[Any]:
        """What `parse_file` gives."""
        key = (PurePath(file).name, source, model)
        if key not in self._known:
            parsed = parse_file(file, source, model)
            if parsed.report.problems:
                return parsed
            self._known[key] = parsed
        return dataclasses.replace(self._known[key], report=Report(file))


class _Checker(checking.Checker):
    """Knows the flows without a fault that other checkers have compiled."""

    def check(
        self,
        sources: Mapping[str, bytes],
        media: Collection[str] | None = None,
        *,
        strict: bool = True,
    ) -> checking.Checked:
        checked = super().check(sources, media, strict=strict)
        for key, compiled in self._compiled.items():
            if compiled is not None and not compiled.report.problems:
                _flows.setdefault(self._among_all(key), compiled)
        return checked

    def remembered(self, key: object) -> tuple[bool, Compiled | None]:
        known, compiled = super().remembered(key)
        found = _flows.get(self._among_all(key))
        if known or found is None:
            return known, compiled
        report = Report(f"{self.folder}/{PurePath(found.report.file).name}")
        draft = dataclasses.replace(found.draft, report=report)
        return True, dataclasses.replace(found, report=report, draft=draft)

    def _among_all(self, key: object) -> object:
        actions = None if self.actions is None else frozenset(self.actions)
        return key, actions, self.run_test


_flows: dict[object, Compiled] = {}


def _when_first_built(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """What builds a rule's addresses, compiled when the first is built: a test builds a few of the
    site's hundred and more, and all took a tenth of a second an app."""
    made: list[Callable[..., tuple[str, str]]] = []

    def build(self: Rule, **values: Any) -> tuple[str, str]:
        if not made:
            made.append(_compile_builder(rule, append_unknown))
        return made[0](self, **values)

    return build


_compile_builder = Rule._compile_builder


class _Statements(dict[Any, Any]):
    """Statements as SQL for one kind of database, whichever engine they were first sent to."""


_statements: defaultdict[str, _Statements] = defaultdict(_Statements)


def _engine_that_shares(*given: Any) -> Engine:
    engine = _make_engine(*given)
    engine._compiled_cache = _statements[engine.dialect.name]
    return engine


def _same_dialect(one: DefaultDialect, other: object) -> bool:
    """All engines of the site are configured alike: what one dialect writes, the other does."""
    return type(one) is type(other)


_make_engine = Database._make_engine


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """For the whole run."""
    parse = _FlowFiles().parse
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": _Templates()})
        patch.setattr(Rule, "_compile_builder", _when_first_built)
        for module in (checking, bundle, definition):
            patch.setattr(module, "parse_file", parse)
        patch.setattr(library, "Checker", _Checker)
        patch.setattr(Database, "_make_engine", _engine_that_shares)
        patch.setattr(DefaultDialect, "__eq__", _same_dialect)
        patch.setattr(DefaultDialect, "__hash__", lambda dialect: hash(type(dialect)))
        yield
