"""Many reports: their sources, the processes that read them, and the dataset made from them.

This package needs the extra ``corpus`` (pyarrow) only for what writes or reads tables; ``parse_many`` works without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govinfo_parse.corpus.many import parse_many
from govinfo_parse.corpus.records.contents import Reading
from govinfo_parse.corpus.sources.selection import Selection
from govinfo_parse.corpus.sources.source import Fault, Source
from govinfo_parse.corpus.unfinished import DatasetError, WorkerFailed

if TYPE_CHECKING:
    from govinfo_parse.corpus.building import Progress, build
    from govinfo_parse.corpus.dataset.summary import Summary

__all__ = [
    "DatasetError",
    "Fault",
    "Progress",
    "Reading",
    "Selection",
    "Source",
    "Summary",
    "WorkerFailed",
    "build",
    "parse_many",
]

_LATER = {
    "Progress": "building",
    "Summary": "dataset.summary",
    "build": "building",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from govinfo_parse.readers.extras import from_extra

    with from_extra("corpus"):
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
