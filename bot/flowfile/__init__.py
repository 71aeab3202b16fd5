"""Reading, checking and compiling flow files. Never imports the engine."""

from bot.flowfile.analyses.languages import Coverage
from bot.flowfile.bundle import Bundle, compile_bundle
from bot.flowfile.checking import Checked, Checker, RunTest, check_sources
from bot.flowfile.definition import lead_definition_of, source_version
from bot.flowfile.problems import Problem
from bot.flowfile.schema import answers_schema, schema

__all__ = [
    "Bundle",
    "Checked",
    "Checker",
    "Coverage",
    "Problem",
    "RunTest",
    "answers_schema",
    "check_sources",
    "compile_bundle",
    "lead_definition_of",
    "schema",
    "source_version",
]
