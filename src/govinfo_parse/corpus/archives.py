"""Archives and standard input as sources.  Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from govinfo_parse.corpus import records
from govinfo_parse.corpus.selection import Selection
from govinfo_parse.corpus.source import Fault, Inline, Source, ZipMember
from govinfo_parse.errors import DamagedFile

_UTF_8_NAME = 0x800
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
_TAR_MARK = slice(257, 262)


def members_of_zip(path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The members of a zip archive; the process that reads a member opens the archive itself."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise DamagedFile(f"the zip archive cannot be opened ({error}); fetch it again") from error
    with archive:
        for index, info in enumerate(archive.infolist()):
            name = _printed(info)
            if not info.is_dir() and selection.takes(name):
                yield Source(f"{path}!{name}", f"{stamp} {index}", info.file_size, ZipMember(path, index))


def _printed(info: zipfile.ZipInfo) -> str:
    """A member's name as its writer saw it: archives made on Windows carry GBK names without saying so."""
    if info.flag_bits & _UTF_8_NAME:
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return info.filename


def members_of_tar(path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The members of a tar archive, plain or packed."""
    with Path(path).open("rb") as file:
        yield from _members(file, path, stamp, selection)


def _members(file: IO[bytes], path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    try:
        with tarfile.open(fileobj=file, mode="r|*") as archive:
            for index, member in enumerate(iter(archive.next, None)):
                archive.members.clear()  # type: ignore[attr-defined]  # else it keeps every member it has met
                name, mark = f"{path}!{member.name}", f"{stamp} {index} {member.size}"
                if not member.isfile() or not selection.takes(member.name.removeprefix("./")):
                    continue
                if member.size > selection.max_bytes:
                    fault = Fault("InputTooLarge", f"there are more than {selection.max_bytes:,} bytes")
                    yield Source(name, mark, member.size, None, fault)
                    continue
                content = archive.extractfile(member)
                data = content.read() if content else b""
                yield Source(name, mark, member.size, Inline(data))
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        fault = Fault("DamagedFile", f"the tar archive ends or breaks here ({error}); what came before was read")
        yield Source(path, stamp, None, None, fault)


def stream(file: BinaryIO, selection: Selection) -> Iterator[Source]:
    """Standard input: a tar archive, JSON Lines, or one report.

    What a stream holds is known by its hash alone, as there is no time of modification.
    """
    head = file.peek(512) if hasattr(file, "peek") else b""
    if head.startswith(_PACKED) or head[_TAR_MARK] == b"ustar":
        for source in _members(file, "-", "", selection):
            yield _by_content(source)
    elif head.lstrip()[:1] in (b"{", b'"'):
        for source in records.lines_of(file, "-", "", selection):
            yield _by_content(source)
    else:
        data = file.read(selection.max_bytes + 1)
        yield Source("-", _hash(data), len(data), Inline(data))


def _by_content(source: Source) -> Source:
    if not isinstance(source.place, Inline):
        return source
    content = source.place.content
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Source(source.name, _hash(data), source.size, source.place)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
