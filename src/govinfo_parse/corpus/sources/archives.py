"""Archives and standard input as sources.  Nothing is unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Self

from govinfo_parse.corpus.sources import texts
from govinfo_parse.corpus.sources.selection import Selection
from govinfo_parse.corpus.sources.source import UNPACKING, Fault, Inline, Source, ZipMember
from govinfo_parse.errors import ArchiveOfSeveral, DamagedFile, GovinfoError
from govinfo_parse.readers.sniff import unwrapped

_UTF_8_NAME = 0x800
_ZIP = b"PK\x03\x04"
_PACKINGS: dict[bytes, Callable[[Any], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
"""How streams may be packed, by the bytes that each kind begins with."""
_PIECE = 1 << 20
_BEFORE_JSON = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""Byte order marks, the zeros of UTF-16, and white space."""


def members_of_zip(path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The members of a zip archive; the process that reads a member opens the archive itself."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise DamagedFile(f"the zip archive cannot be opened ({error}); fetch it again") from error
    with archive:
        for index, info in enumerate(archive.infolist()):
            name = _member_name(info)
            if not info.is_dir() and selection.takes(name):
                yield Source(f"{path}!{name}", f"{stamp} {index}", info.file_size, ZipMember(path, index, stamp))


def _member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as its writer saw it: archives made on Windows have names in GBK without saying so."""
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


def count_of_zip(path: str, selection: Selection) -> int:
    """How many members of a zip archive are sources."""
    with zipfile.ZipFile(path) as archive:
        return sum(not info.is_dir() and selection.takes(_member_name(info)) for info in archive.infolist())


def count_of_tar(path: str, selection: Selection) -> int:
    """How many members of a tar archive are sources; the archive is read through for it."""
    with Path(path).open("rb") as file, tarfile.open(fileobj=_unpacked(file), mode="r|", tarinfo=_Header) as archive:
        count = 0
        for member in iter(archive.next, None):
            archive.members.clear()  # type: ignore[attr-defined]  # else it keeps every member it has met
            count += not member.isdir() and selection.takes(member.name.removeprefix("./"))
        return count


def members_of_tar(path: str, stamp: str, selection: Selection) -> Iterator[Source]:
    """The members of a tar archive, plain or packed; those that are hard links to others come last.

    A stream cannot go back, so the targets of hard links are read in a second pass.
    """
    links: dict[str, _Links] = {}
    with Path(path).open("rb") as file:
        yield from _tar_members(file, path, stamp, selection, links)
    if links:
        with Path(path).open("rb") as file:
            yield from _linked_members(file, path, selection, links)


_Links = list[tuple[str, str]]
"""The names and stamps of the hard links to one member."""


def _linked_members(file: Any, path: str, selection: Selection, links: dict[str, _Links]) -> Iterator[Source]:
    """The targets of hard links, under the names of the links."""
    wanted = dict(links)
    for member, size, data in _contents_of_members(_unpacked(file), set(links), selection.max_bytes):
        for name, mark in wanted.pop(member, ()):
            place = None if data is None else Inline(data)
            yield Source(name, mark, size, place, None if place else _too_large_fault(selection))
    for target, left in wanted.items():
        for name, mark in left:
            told = f"a hard link to {target}, which is no file of {path}"
            yield Source(name, mark, None, None, Fault("UnsupportedFormat", told))


def _contents_of_members(file: Any, names: set[str], max_bytes: int) -> Iterator[tuple[str, int, bytes | None]]:
    """The first member of each of these names: its name, size, and content, or None where that is too large."""
    with suppress(*UNPACKING, OSError), tarfile.open(fileobj=file, mode="r|", tarinfo=_Header) as archive:
        for member in iter(archive.next, None):
            archive.members.clear()  # type: ignore[attr-defined]  # else it keeps every member it has met
            if member.name in names and member.isfile():
                names.remove(member.name)
                content = archive.extractfile(member)
                data = content.read() if content and member.size <= max_bytes else None
                yield member.name, member.size, data


def _too_large_fault(selection: Selection) -> Fault:
    return Fault("InputTooLarge", f"there are more than {selection.max_bytes:,} bytes")


def _tar_members(
    file: Any, path: str, stamp: str, selection: Selection, links: dict[str, _Links] | None = None
) -> Iterator[Source]:
    """The members of an archive.  Where ``links`` is given, hard links are entered there by what they lead to."""
    leads: dict[str, str] = {}
    try:
        file = _unpacked(file)
        with tarfile.open(fileobj=file, mode="r|", tarinfo=_Header) as archive:
            for index, member in enumerate(iter(archive.next, None)):
                archive.members.clear()  # type: ignore[attr-defined]  # else it keeps every member it has met
                name, mark = f"{path}!{member.name}", f"{stamp} {index} {member.size}"
                if member.isdir() or not selection.takes(member.name.removeprefix("./")):
                    continue
                if member.islnk() and links is not None:
                    target = leads[member.name] = leads.get(member.linkname, member.linkname)
                    links.setdefault(target, []).append((name, mark))
                    continue
                if not member.isfile():
                    yield Source(name, mark, None, None, _no_file_fault(member))
                    continue
                if member.size > selection.max_bytes:
                    yield Source(name, mark, member.size, None, _too_large_fault(selection))
                    continue
                content = archive.extractfile(member)
                data = content.read() if content else b""
                yield Source(name, mark, member.size, Inline(data))
        while file.read(_PIECE):  # the checksum of packed data comes last
            pass
    except (*UNPACKING, OSError) as error:
        told = f"the tar archive ends or breaks here ({error}); what came before was read, and may be damaged too"
        fault = Fault("DamagedFile", told)
        yield Source(path, stamp, None, None, fault)


class _Header(tarfile.TarInfo):
    """A header of a member: where it is broken, ``tarfile`` alone would take the archive to end there."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if not buf.strip(b"\0"):  # nothing, or the zeros of the end
                raise
            raise tarfile.ReadError(str(error)) from error


def _unpacked(file: Any) -> Any:
    """The stream, or what is packed in it."""
    if not hasattr(file, "peek"):
        file = io.BufferedReader(file)
    head = _next_bytes(file)
    unpack = next((opened for mark, opened in _PACKINGS.items() if head.startswith(mark)), None)
    return unpack(file) if unpack else file


def _no_file_fault(member: tarfile.TarInfo) -> Fault:
    if member.islnk() or member.issym():
        told = f"a link to {member.linkname}; what it leads to is read only where it is a member itself"
        return Fault("UnsupportedFormat", told)
    return Fault("UnsupportedFormat", "neither a file nor a folder")


def stream(file: BinaryIO, selection: Selection) -> Iterator[Source]:
    """Standard input: a tar archive, JSON Lines, or one report; plain or packed.

    The content of a stream is identified by its hash alone, as there is no time of modification.
    """
    try:
        for source in _streamed(file, selection):
            yield _by_content(source)
    except (*UNPACKING, OSError) as error:
        yield Source("-", "", None, None, Fault.of(error))


def _streamed(file: Any, selection: Selection) -> Iterator[Source]:
    file = _unpacked(file)
    head = _next_bytes(file)
    if _is_tar(head):
        yield from _tar_members(file, "-", "", selection)
    elif head.lstrip(_BEFORE_JSON)[:1] in {b"{", b'"'}:
        yield from texts.lines_of(file, "-", texts.stamp_with_column("", selection), selection)
    else:
        data = file.read(selection.max_bytes + 1)
        fault = _archive_fault(data, selection) if head.startswith(_ZIP) else None
        yield Source("-", _content_hash(data), len(data), None if fault else Inline(data), fault)


def _next_bytes(file: Any) -> bytes:
    """The next bytes, which stay in the stream."""
    return bytes(file.peek(tarfile.BLOCKSIZE))[: tarfile.BLOCKSIZE]


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def _archive_fault(data: bytes, selection: Selection) -> Fault | None:
    """Why a zip archive is not read from a stream: its list of members is at its end.  A single report is read."""
    try:
        if len(data) <= selection.max_bytes:
            unwrapped(data)
            return None
    except ArchiveOfSeveral:
        pass
    except GovinfoError as error:
        return Fault.of(error)
    return Fault("ArchiveOfSeveral", "a zip archive of several reports is not read from standard input; give its path")


def _by_content(source: Source) -> Source:
    if not isinstance(source.place, Inline):
        return source
    content = source.place.content
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Source(source.name, _content_hash(data), source.size, source.place)


def _content_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
