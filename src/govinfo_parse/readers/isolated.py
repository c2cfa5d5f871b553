"""Work on a file in a process of its own, with a limit on memory and time.

For libraries that cannot be bounded from inside: if such a process does not survive a file, that is an error here.
Memory and processor time are bounded by the system where it can do so (not on Windows); the time by the clock is
bounded everywhere.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from govinfo_parse import errors
from govinfo_parse.readers.document import Document, document_as_data, document_from_data
from govinfo_parse.readers.limits import (
    ISOLATED_BYTES,
    ISOLATED_SECONDS,
    ISOLATED_WAIT,
    RECOGNITION_BYTES,
    RECOGNITION_SECONDS,
)

_PROGRAM = """
import sys
sys.path[:] = {path!r}
from govinfo_parse.readers import isolated
isolated.main({module!r}, {name!r}, {format!r}, {seconds!r}, ocr={ocr!r})
"""
_inside = False


def is_inside() -> bool:
    """Whether this is such a process."""
    return _inside


def read_isolated(data: bytes, format: str | None, *, ocr: bool = False) -> Document:
    """Read the bytes of a file in a process of its own.

    Args:
        data: the bytes.
        format: the format; without it, the content decides.
        ocr: whether pictures are read by recognition, which gets more memory and time.

    Raises:
        InputTooLarge: it takes more memory or time than it gets, or the library crashes.
        GovinfoError: as the reader of the format raises it.
    """
    seconds = RECOGNITION_SECONDS if ocr else ISOLATED_SECONDS
    return document_from_data(run_isolated(plain_document, data, format, seconds, ocr=ocr))


def run_isolated(
    work: Callable[..., Any], data: bytes, format: str | None, seconds: int = ISOLATED_SECONDS, *, ocr: bool = False
) -> Any:
    """The result of a function that is called in a process of its own; errors are those of :func:`read`.

    Args:
        work: the function, which is in a module and gives data that JSON can hold; it is called with ``data``,
            ``format`` and ``ocr``.
        data: the bytes of a file.
        format: the format; without it, the content decides.
        seconds: how much processor time it gets.
        ocr: whether pictures are read by recognition, which gets more memory.
    """
    module, name = work.__module__, work.__name__
    program = _PROGRAM.format(path=sys.path, module=module, name=name, format=format, seconds=seconds, ocr=ocr)
    wait = ISOLATED_WAIT + seconds - ISOLATED_SECONDS
    try:
        done = subprocess.run(  # noqa: S603 - the program is this Python with a text of our own
            [sys.executable, "-c", program], input=data, capture_output=True, timeout=wait, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_costly(f"{wait:g} seconds") from error
    if done.returncode == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        raise _too_costly(f"{seconds} seconds of processor time")
    if done.returncode:
        size = _memory_bound(ocr=ocr)
        raise _too_costly(f"{size >> 20} MiB of memory, or its library broke down ({_how_it_ended(done.returncode)})")
    found = json.loads(done.stdout)
    if isinstance(found, dict) and "error" in found:
        raise _error_of_data(found)
    return found


def _too_costly(limit: str) -> errors.InputTooLarge:
    return errors.InputTooLarge(f"reading the file takes more than {limit}; this is no annual report, or a damaged one")


def _how_it_ended(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def plain_document(data: bytes, format: str | None, *, ocr: bool) -> Any:
    """A document as data that JSON can hold; read in this process."""
    from govinfo_parse.readers import read_bytes

    return document_as_data(read_bytes(data, format, ocr=ocr))


def main(module: str, name: str, format: str | None, seconds: int, *, ocr: bool = False) -> None:
    """Do the work on a file from standard input, and write what is found to standard output."""
    global _inside  # noqa: PLW0603 - this never changes within a process
    _inside = True
    data = sys.stdin.buffer.read()
    try:
        _bound_this_process(seconds, ocr=ocr)
        found = getattr(import_module(module), name)(data, format, ocr=ocr)
    except errors.GovinfoError as error:
        found = {"error": type(error).__name__, "message": str(error), "pages": getattr(error, "pages", ())}
    sys.stdout.write(json.dumps(found))


def _memory_bound(*, ocr: bool) -> int:
    """The memory that such a process has."""
    return RECOGNITION_BYTES if ocr else ISOLATED_BYTES


def _bound_this_process(seconds: int, *, ocr: bool) -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, _memory_bound(ocr=ocr)), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _error_of_data(found: dict[str, Any]) -> errors.GovinfoError:
    kind: type[errors.GovinfoError] = getattr(errors, found["error"])
    if kind is errors.NoTextLayer:
        return errors.NoTextLayer(found["message"], tuple(found["pages"]))
    if kind is errors.MissingExtra:
        return errors.MissingExtra(found["message"])
    return kind(found["message"])
