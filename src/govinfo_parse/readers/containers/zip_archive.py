"""Zip archives, read in memory and within bounds.  Nothing is ever unpacked to disk."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from govinfo_parse.errors import DamagedFile, InputTooLarge, PasswordProtected, UnsupportedFormat
from govinfo_parse.readers.limits import (
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FREE_BYTES,
)

_CHUNK = 256 * 1024
_LITTLE = 4096
_HEAD = struct.Struct("<4s2xHH16xHH")
"""What is before a member: the mark of such a head, its flags, how it is packed, how long its name and an extra are."""
_HARMLESS = 0x80E
"""Flags that say nothing of what has to be done: how well it is packed, sizes after it, names in UTF-8."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, RuntimeError, ValueError, OverflowError, MemoryError),
)


class Archive:
    """The members of a zip archive by name.

    The sizes that the archive declares are not trusted: members are read piece by piece, and every byte is counted.

    Attributes:
        data: the bytes of the archive.

    Raises:
        DamagedFile: the archive is cut short or broken.
        InputTooLarge: it has too many members.
    """

    @staticmethod
    def of(data: bytes | Archive) -> Archive:
        """The archive of some bytes, or one that is open already."""
        return data if isinstance(data, Archive) else Archive(data)

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        except (*_BROKEN, NotImplementedError) as error:
            raise DamagedFile(f"the zip archive cannot be opened ({error}); fetch the file again") from error
        if len(self._zip.infolist()) > MAX_MEMBERS:
            raise InputTooLarge(f"the archive has more than {MAX_MEMBERS:,} members")
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        """The members' names, directories left out, in the archive's order."""
        return list(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of one member.

        Raises:
            DamagedFile: there is no such member, or it does not unpack.
            InputTooLarge: it unpacks beyond the limits.
            PasswordProtected: it is encrypted.
        """
        if (info := self._members.get(name)) is None:
            raise DamagedFile(f"the file has no part {name!r}; it is cut short or was not saved whole")
        if info.flag_bits & 0x1:
            raise PasswordProtected(f"{name!r} is encrypted; save a copy without a password")
        if (content := self._read_plain(info)) is not None:
            self._unpacked += len(content)
            self._check(name, len(content), info.compress_size)
            return content
        pieces: list[bytes] = []
        size = 0
        try:
            for piece in self._pieces(info):
                size += len(piece)
                self._unpacked += len(piece)
                self._check(name, size, info.compress_size)
                pieces.append(piece)
        except InputTooLarge:
            raise
        except NotImplementedError as error:
            raise UnsupportedFormat(f"{name!r} is packed by a method that Python cannot unpack") from error
        except _BROKEN as error:
            raise DamagedFile(f"{name!r} does not unpack ({error}); fetch the file again") from error
        return b"".join(pieces)

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a member, piece by piece."""
        if info.compress_type == zipfile.ZIP_BZIP2:
            yield from self._pieces_of_bzip2(info)
            return
        # zipfile bounds what it unpacks of deflated data, and of LZMA how much it takes of what is packed.
        most = _CHUNK if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else _LITTLE
        with self._zip.open(info) as member:
            while piece := member.read(most):
                yield piece

    def _pieces_of_bzip2(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The same for bzip2, of which zipfile would unpack a gigabyte out of a kilobyte at once."""
        packed, unpacker, check = self._packed(info), bz2.BZ2Decompressor(), 0
        if packed is None:
            raise zipfile.BadZipFile("its head is broken")
        while not unpacker.eof:
            piece = unpacker.decompress(packed, _CHUNK)
            if not piece and unpacker.needs_input:
                raise EOFError("it ends too early")
            packed, check = b"", zlib.crc32(piece, check)
            yield piece
        if check != info.CRC:
            raise zipfile.BadZipFile("its checksum is wrong")

    def _packed(self, info: zipfile.ZipInfo) -> bytes | None:
        """The bytes of a member as they are packed, if nothing in its head is unusual or broken."""
        name, start = info.orig_filename, info.header_offset
        begin = start + _HEAD.size
        if info.flag_bits & ~_HARMLESS or not name.isascii() or start < 0 or begin > len(self.data):
            return None
        mark, flags, packing, name_length, extra_length = _HEAD.unpack_from(self.data, start)
        if mark != b"PK\3\4" or flags & ~_HARMLESS or packing != info.compress_type:
            return None
        if self.data[begin : begin + name_length] != name.encode():
            return None
        begin += name_length + extra_length
        return self.data[begin : begin + info.compress_size]

    def _read_plain(self, info: zipfile.ZipInfo) -> bytes | None:
        """The bytes of a small member in which nothing is unusual or broken, as nearly all are; None for any other.

        Reading it through ``zipfile`` takes several times as long.
        """
        if info.file_size > _CHUNK or (content := self._packed(info)) is None:
            return None
        if info.compress_type == zipfile.ZIP_DEFLATED:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = unpacker.decompress(content, info.file_size + 1)
            except zlib.error:
                return None
            if not unpacker.eof:
                return None
        elif info.compress_type != zipfile.ZIP_STORED:
            return None
        return content if len(content) == info.file_size and zlib.crc32(content) == info.CRC else None

    def check_all(self) -> None:
        """Unpack every member once, for libraries that open the archive by themselves.

        Raises:
            DamagedFile, InputTooLarge, PasswordProtected: as for ``read``.
        """
        for name in self._members:
            self.read(name)

    def _check(self, name: str, size: int, packed: int) -> None:
        if size > MAX_MEMBER_BYTES or self._unpacked > MAX_UNPACKED_BYTES:
            raise InputTooLarge(f"{name!r} unpacks beyond {MAX_MEMBER_BYTES >> 20} MiB; this is no annual report")
        if size > RATIO_FREE_BYTES and size > MAX_RATIO * max(packed, 1):
            raise InputTooLarge(f"{name!r} unpacks to more than {MAX_RATIO} times its size; this is a zip bomb")
