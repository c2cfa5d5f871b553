"""Reading a file in a process of its own, which has so much memory and time and no more.

For libraries that cannot be bounded from inside: what such a process does not live through is an error here.  Memory
and processor time are bounded by the system where it can do so (not on Windows); the time by the clock is everywhere.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

from govinfo_parse import errors
from govinfo_parse.readers.document import Document, from_plain, plain
from govinfo_parse.readers.limits import (
    ISOLATED_BYTES,
    ISOLATED_SECONDS,
    ISOLATED_WAIT,
    RECOGNITION_BYTES,
    RECOGNITION_SECONDS,
    RECOGNITION_WAIT,
)

_PROGRAM = (
    "import sys; sys.path[:] = {path!r}; from govinfo_parse.readers import isolated; "
    "isolated.main({format!r}, ocr={ocr!r})"
)
_inside = False


def is_inside() -> bool:
    """Whether this is such a process."""
    return _inside


def read(data: bytes, format: str | None, *, ocr: bool = False) -> Document:
    """Read the bytes of a file in a process of its own.

    Args:
        data: the bytes.
        format: the format; without it the content tells.
        ocr: whether pictures are read by recognition, which is given more memory and time.

    Raises:
        InputTooLarge: it takes more memory or time than is given, or the library breaks down over it.
        GovinfoError: as the reader of the format raises it.
    """
    program = _PROGRAM.format(path=sys.path, format=format, ocr=ocr)
    size, seconds, wait = _limits(ocr=ocr)
    try:
        done = subprocess.run(  # noqa: S603 - the program is this Python with a text of our own
            [sys.executable, "-c", program], input=data, capture_output=True, timeout=wait, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(f"{wait:g} seconds") from error
    if done.returncode == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        raise _too_large(f"{seconds} seconds of processor time")
    if done.returncode:
        raise _too_large(f"{size >> 20} MiB of memory, or its library broke down ({_end(done.returncode)})")
    found: dict[str, Any] = json.loads(done.stdout)
    if "error" in found:
        raise _error(found)
    return from_plain(found)


def _too_large(limit: str) -> errors.InputTooLarge:
    return errors.InputTooLarge(f"reading the file takes more than {limit}; this is no annual report, or a damaged one")


def _end(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def main(format: str | None, *, ocr: bool = False) -> None:
    """Read a file from standard input, and write what is found to standard output."""
    global _inside  # noqa: PLW0603 - what the process is does not change
    _inside = True
    data = sys.stdin.buffer.read()
    try:
        _bound(ocr=ocr)
        from govinfo_parse.readers import read_bytes

        found = plain(read_bytes(data, format, ocr=ocr))
    except errors.GovinfoError as error:
        found = {"error": type(error).__name__, "message": str(error), "pages": getattr(error, "pages", ())}
    sys.stdout.write(json.dumps(found))


def _limits(*, ocr: bool) -> tuple[int, int, float]:
    """Bytes, seconds of processor time and seconds by the clock that such a process has."""
    if ocr:
        return RECOGNITION_BYTES, RECOGNITION_SECONDS, RECOGNITION_WAIT
    return ISOLATED_BYTES, ISOLATED_SECONDS, ISOLATED_WAIT


def _bound(*, ocr: bool) -> None:
    try:
        import resource
    except ImportError:
        return
    size, seconds, _ = _limits(ocr=ocr)
    for kind, limit in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _error(found: dict[str, Any]) -> errors.GovinfoError:
    kind: type[errors.GovinfoError] = getattr(errors, found["error"])
    if kind is errors.NoTextLayer:
        return errors.NoTextLayer(found["message"], tuple(found["pages"]))
    if kind is errors.MissingExtra:
        return errors.MissingExtra(found["message"])
    return kind(found["message"])
