"""Tables of texts as sources: JSON Lines and Parquet with a column of text or bytes."""

from __future__ import annotations

import base64
import codecs
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from govinfo_parse.corpus.sources.selection import Selection
from govinfo_parse.corpus.sources.source import Content, Fault, Inline, Source
from govinfo_parse.errors import DamagedFile, GovinfoError

COLUMNS = ("text", "content", "html", "body", "markdown", "bytes", "data")
"""Where the content is looked for, in this order, when no column is named."""

BASE64 = "base64"
"""JSON has no bytes: a column whose name ends with this holds them in Base64."""

_BATCH = 64
_BLANK = 1 << 20
"""Bytes of white space in a row after which lines are not read on: a small packed file may hold hours of it."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NoContent(GovinfoError, ValueError):
    """A row or a table has no column that could hold a report."""


def stamp_with_column(stamp: str, selection: Selection) -> str:
    """The stamp of what is read from a table's column: another column is another version of every row."""
    return f"{stamp} {selection.column}" if selection.column else stamp


def json_lines(path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The lines of a JSON Lines file: objects with a column of text, or plain strings."""
    packed = path.lower().endswith(".gz")
    with Path(path).open("rb") as file:
        yield from lines_of(gzip.GzipFile(fileobj=file) if packed else file, path, stamp, selection)


def lines_of(file: BinaryIO | gzip.GzipFile, path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The same as ``json_lines``, from a file that is open."""
    longest = 2 * selection.max_bytes  # JSON escapes and Base64 are longer than the characters they stand for
    number = blank = 0
    while line := file.readline(longest):
        number += 1
        blank = 0 if line.strip() else blank + len(line)
        if blank > _BLANK:
            fault = Fault("DamagedFile", "from here on there is nothing but white space, so the rest is not read")
            yield Source(f"{path}#{number}", f"{stamp} {number}", None, None, fault)
            return
        if number == 1 and (line.startswith(_UTF_16) or b"\0" in line):
            # UTF-16 that is cut at its line ends can be JSON of other characters.
            yield Source(path, stamp, None, None, Fault("DamagedFile", "JSON Lines are UTF-8, and this is not"))
            return
        name, mark = f"{path}#{number}", f"{stamp} {number}"
        if not line.endswith(b"\n") and len(line) == longest:
            while not line.endswith(b"\n") and (line := file.readline(longest)):
                pass
            yield Source(name, mark, None, None, Fault("InputTooLarge", f"the line has more than {longest:,} bytes"))
        elif line.strip():
            try:
                content = _content_of_line(json.loads(line.decode("utf-8-sig", "surrogatepass")), selection.column)
            except (ValueError, RecursionError, NoContent) as error:
                fault = Fault.of(error) if isinstance(error, NoContent) else Fault("DamagedFile", f"not JSON: {error}")
                yield Source(name, mark, len(line), None, fault)
            else:
                yield Source(name, mark, len(content), Inline(content))


def _content_of_line(record: Any, column: str | None) -> Content:
    if isinstance(record, str):
        return record
    if not isinstance(record, dict):
        raise NoContent("the line is neither an object nor a string")
    names = (column,) if column else (*COLUMNS, *(name for name in record if name.endswith(BASE64)))
    found = next((name for name in names if isinstance(record.get(name), str)), None)
    if found is None:
        raise NoContent(f"the line has no text in {' or '.join(names)}; name its column")
    if found.endswith(BASE64):
        return base64.b64decode(record[found], validate=True)
    return str(record[found])


def parquet_rows(path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The rows of a Parquet file; needs the extra ``corpus``."""
    from govinfo_parse.readers.extras import from_extra

    with from_extra("corpus"):
        from pyarrow import ArrowException, parquet
    try:
        with parquet.ParquetFile(path, memory_map=False) as file:
            column = _suited_column(file.schema_arrow, selection.column)
            number = 0
            for batch in file.iter_batches(_BATCH, columns=[column], use_threads=False):
                for value in batch.column(0):
                    number += 1
                    name, mark = f"{path}#{number}", f"{stamp} {number}"
                    content = value.as_py()
                    if content is None:
                        fault = Fault("NoContent", f"the column {column!r} is null here")
                        yield Source(name, mark, None, None, fault)
                    else:
                        yield Source(name, mark, len(content), Inline(content))
    except ArrowException as error:
        raise DamagedFile(f"the Parquet file cannot be read ({error})") from error


def holds_content(kind: Any) -> bool:
    """Whether an Arrow type is one of texts or bytes, in whatever way they are stored."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    texts = (types.is_string, types.is_large_string, types.is_string_view)
    bytes_ = (types.is_binary, types.is_large_binary, types.is_binary_view, types.is_fixed_size_binary)
    return any(fits(kind) for fits in (*texts, *bytes_))


def _suited_column(schema: Any, asked: str | None) -> str:
    suited = [field.name for field in schema if holds_content(field.type)]
    names = (asked,) if asked else (*COLUMNS, *(suited if len(suited) == 1 else ()))
    found: str | None = next((name for name in names if name in suited), None)
    if found is None:
        raise NoContent(f"there is no column of text or bytes named {' or '.join(map(str, names))}; name its column")
    return found
