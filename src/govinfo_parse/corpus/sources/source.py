"""One source of a corpus: its name, and where its content is."""

from __future__ import annotations

import hashlib
import lzma
import os
import tarfile
import zipfile
import zlib
from functools import lru_cache
from typing import Protocol, cast

import attrs

from govinfo_parse.errors import DamagedFile, InputTooLarge, PasswordProtected, UnsupportedFormat
from govinfo_parse.readers.limits import MAX_RATIO, RATIO_FREE_BYTES, read_within

Content = bytes | str
"""What a source holds: the bytes of a file, or text."""


UNPACKING = (zlib.error, lzma.LZMAError, EOFError, tarfile.TarError, zipfile.BadZipFile)
"""The errors that packed data raises when it is damaged or cut short, besides an ``OSError`` without a number."""


@attrs.frozen
class Fault:
    """Why a source cannot be read.

    Attributes:
        error: the name of the error, such as ``DamagedFile`` or ``TimeLimit``.
        message: one English sentence.
    """

    error: str
    message: str

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        """The fault that an exception means."""
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        told = " ".join(told.split()) or type(error).__name__
        # The system's own errors have a number; those without come from what unpacks.
        if isinstance(error, UNPACKING) or (isinstance(error, OSError) and error.errno is None):
            return cls("DamagedFile", f"it does not unpack ({told}); what was read of it before may be damaged too")
        return cls(type(error).__name__, told)


class Location(Protocol):
    """Where content is, in a form that can be sent to another process."""

    def read(self, max_bytes: int) -> Content:
        """The content.

        Raises:
            OSError, GovinfoError: it cannot be read, or is longer than ``max_bytes``.
        """


@attrs.frozen
class Source:
    """One source of a corpus.

    Attributes:
        name: what it is called in every table: a path, ``archive!member``, ``file#line``.
        stamp: something that changes when the content of that name changes: size, modification time.
        size: the size in bytes; None where it is known only after reading.
        place: where the content is; None for a source with a fault.
        fault: why it cannot be read, where that is known beforehand.
    """

    name: str
    stamp: str
    size: int | None
    place: Location | None
    fault: Fault | None = None

    @property
    def content(self) -> Content:
        """The content that is sent along with the source; empty where it is fetched."""
        return self.place.content if isinstance(self.place, Inline) else b""

    @property
    def key(self) -> bytes:
        """Sixteen bytes that identify this version of this source."""
        return digest(self.name, self.stamp)

    @property
    def weight(self) -> int:
        """About how many bytes the source takes on its way to another process."""
        return 200 + (self.size or 0 if isinstance(self.place, Inline) else 0)

    def burden(self, *, ocr: bool) -> int:
        """The weight; where pictures are read, about how many bytes of pictures there may be, as each takes seconds."""
        return max(self.weight, self.size or 0) if ocr else self.weight


@attrs.frozen
class File:
    """A file of the file system."""

    path: str

    def read(self, max_bytes: int) -> bytes:
        """The file's bytes."""
        with open(self.path, "rb", buffering=0) as file:  # noqa: PTH123  half the time of Path.open
            return cast(bytes, read_within(file, max_bytes))


@attrs.frozen
class ZipMember:
    """A member of a zip archive, which is never unpacked to disk.

    Attributes:
        path: the archive's path.
        index: the member's place among the archive's entries, since names may be there twice.
        stamp: the stamp of the archive when it was listed: with another stamp the places hold other members.
    """

    path: str
    index: int
    stamp: str

    def read(self, max_bytes: int) -> bytes:
        """The member's bytes; the size that the archive declares is not trusted."""
        archive = _open_zip(self.path, self.stamp)
        info = archive.infolist()[self.index]
        if info.flag_bits & 0x1:
            raise PasswordProtected("the archive's member is encrypted")
        try:
            with archive.open(info) as member:
                data = member.read(max_bytes + 1)
        except NotImplementedError as error:
            raise UnsupportedFormat("the member is packed by a method that Python cannot unpack") from error
        except (*UNPACKING, RuntimeError, ValueError, OSError) as error:
            raise DamagedFile(f"the member does not unpack ({error})") from error
        if len(data) > RATIO_FREE_BYTES and len(data) > MAX_RATIO * max(info.compress_size, 1):
            raise InputTooLarge(f"the member unpacks to more than {MAX_RATIO} times its size; this is a zip bomb")
        return _refuse_if_longer(data, max_bytes)


@attrs.frozen
class Inline:
    """Content that is sent along with the source: it comes from a stream, which can be read only once."""

    content: Content

    def read(self, max_bytes: int) -> Content:
        """The content itself."""
        return self.content if isinstance(self.content, str) else _refuse_if_longer(self.content, max_bytes)


def digest(*parts: str) -> bytes:
    """Sixteen bytes that identify these strings."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(data) + data)
    return hashed.digest()


def _refuse_if_longer(data: bytes, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise InputTooLarge(f"there are more than {max_bytes:,} bytes; this is no annual report")
    return data


@lru_cache(maxsize=2)
def _open_zip(path: str, stamp: str) -> zipfile.ZipFile:
    """The archive, kept open: neighbouring sources are members of the same one."""
    archive = zipfile.ZipFile(path)
    if stamp_of(os.stat(path)) != stamp:  # noqa: PTH116  a third of the time of Path.stat
        archive.close()
        raise DamagedFile("the archive changed while it was read")
    return archive


def stamp_of(status: os.stat_result) -> str:
    """Something that changes when a file is written again."""
    return f"{status.st_size} {status.st_mtime_ns}"
