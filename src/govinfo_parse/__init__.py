"""China's government-information-disclosure annual reports (政府信息公开工作年度报告) as typed, checked records.

``parse_report`` reads a text, ``parse_file`` a file of any format; ``check`` gives the relations (勾稽关系) between
the numbers, ``to_json`` and others write a report down, and ``render`` writes it as text again.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from govinfo_parse._version import __version__
from govinfo_parse.errors import (
    ArchiveOfSeveral,
    ConverterFailed,
    ConverterMissing,
    DamagedFile,
    GovinfoError,
    GrammarError,
    InputTooLarge,
    MissingExtra,
    NoTextLayer,
    PasswordProtected,
    RenderError,
    ReviewError,
    SerializationError,
    UndecodableText,
    UnsupportedFormat,
)
from govinfo_parse.model import (
    Cell,
    Diagnostic,
    Fact,
    FactKind,
    Finding,
    FurtherCell,
    Outcome,
    Report,
    Severity,
    Span,
    State,
    Statistics,
    StatisticsRow,
)
from govinfo_parse.model.showing import WAYS

if TYPE_CHECKING:
    from govinfo_parse.checks import check
    from govinfo_parse.corpus.many import parse_many
    from govinfo_parse.file_parsing import parse_document, parse_file
    from govinfo_parse.form_cells import cells
    from govinfo_parse.parser import Parser, parse_report
    from govinfo_parse.readers import Document, SourceCell, read_document
    from govinfo_parse.rendering import render
    from govinfo_parse.reviewing import review
    from govinfo_parse.serialize import flat, from_dict, from_json, json_schema, to_dict, to_json

__all__ = [
    "ArchiveOfSeveral",
    "Cell",
    "ConverterFailed",
    "ConverterMissing",
    "DamagedFile",
    "Diagnostic",
    "Document",
    "Fact",
    "FactKind",
    "Finding",
    "FurtherCell",
    "GovinfoError",
    "GrammarError",
    "InputTooLarge",
    "MissingExtra",
    "NoTextLayer",
    "Outcome",
    "Parser",
    "PasswordProtected",
    "RenderError",
    "Report",
    "ReviewError",
    "SerializationError",
    "Severity",
    "SourceCell",
    "Span",
    "State",
    "Statistics",
    "StatisticsRow",
    "UndecodableText",
    "UnsupportedFormat",
    "__version__",
    "cells",
    "check",
    "flat",
    "from_dict",
    "from_json",
    "json_schema",
    "parse_document",
    "parse_file",
    "parse_many",
    "parse_report",
    "read_document",
    "render",
    "review",
    "to_dict",
    "to_json",
]

# What a call needs is loaded when it is first used: a program that only reads JSON back waits for no grammar.
_MODULES = {
    "check": "checks",
    "parse_document": "file_parsing",
    "parse_file": "file_parsing",
    "cells": "form_cells",
    "Parser": "parser",
    "parse_many": "corpus.many",
    "parse_report": "parser",
    "Document": "readers",
    "SourceCell": "readers",
    "read_document": "readers",
    "render": "rendering",
    "review": "reviewing",
    "flat": "serialize",
    "from_dict": "serialize",
    "from_json": "serialize",
    "json_schema": "serialize",
    "to_dict": "serialize",
    "to_json": "serialize",
}
# How records are shown to people: the words for that are in packages above the records, loaded when first needed.
_SHOWING = {
    "cell": "descriptions.cell",
    "diagnostic": "descriptions.diagnostic",
    "explained in Chinese": "checks.explain.chinese_sentence",
    "explained in English": "checks.explain.english_sentence",
    "finding": "descriptions.finding",
    "report": "descriptions.report",
    "tables": "reviewing.notebook.tables",
}
# Parts that need an extra, reached as attributes too.
_PARTS = frozenset({"arrow", "corpus", "panel"})


def _way_to_show(way: str) -> Callable[[Any], str]:
    module, _, name = _SHOWING[way].rpartition(".")
    return lambda record: str(getattr(import_module(f"{__name__}.{module}"), name)(record))


WAYS.update((way, _way_to_show(way)) for way in _SHOWING)


def __getattr__(name: str) -> Any:
    if name in _PARTS:
        return import_module(f"{__name__}.{name}")
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_PARTS})
