"""OLE2 compound files (.doc, .xls, .wps, encrypted Office files): their streams, as far as they are needed to tell
these formats apart.

Source: [MS-CFB] Compound File Binary File Format.
"""

from __future__ import annotations

import struct

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers.limits import MAX_MEMBER_BYTES, MAX_MEMBERS

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above: not a sector
_STREAM, _ROOT = 2, 5


class CompoundFile:
    """The streams of a compound file by name.

    Raises:
        DamagedFile: the file is cut short or its chains of sectors are broken.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, OverflowError) as error:
            raise DamagedFile("the OLE2 file is cut short or broken; fetch the file again") from error

    def _open(self) -> None:
        head = struct.unpack_from("<8s16x5H6x9I", self._data)
        shift, mini_shift, directory = head[4], head[5], head[8]
        self._cutoff, mini_start, difat_sector = head[10], head[11], head[13]
        if head[0] != MAGIC or shift not in (9, 12) or mini_shift > shift:
            raise DamagedFile("the OLE2 header is broken; fetch the file again")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        per_sector = self._size // 4
        difat = list(struct.unpack_from("<109I", self._data, 76))
        seen = 0
        while difat_sector < _END and seen <= len(self._data) // self._size:
            entries = struct.unpack_from(f"<{per_sector}I", self._sector(difat_sector))
            difat.extend(entries[:-1])
            difat_sector = entries[-1]
            seen += 1
        table = b"".join(self._sector(sector) for sector in difat if sector < _END)
        self._fat = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        mini = self._chain(mini_start)
        self._mini_fat = struct.unpack(f"<{len(mini) // 4}I", mini[: len(mini) // 4 * 4])
        self._mini_stream = b""
        self._entries: dict[str, tuple[int, int]] = {}
        entries_bytes = self._chain(directory)
        for offset in range(0, min(len(entries_bytes), MAX_MEMBERS * 128) - 127, 128):
            raw_name, length, kind = struct.unpack_from("<64sHB", entries_bytes, offset)
            start, size = struct.unpack_from("<IQ", entries_bytes, offset + 116)
            if kind == _ROOT:
                self._mini_stream = self._chain(start)
            elif kind == _STREAM:
                name = raw_name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                self._entries.setdefault(name, (start, size & 0xFFFFFFFF))

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        limit = len(self._data) // self._size + 1
        while sector < _END:
            pieces.append(self._sector(sector))
            if len(pieces) > limit:
                raise DamagedFile("a chain of sectors in the OLE2 file runs in a circle; fetch the file again")
            sector = self._fat[sector]
        return b"".join(pieces)

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams, of all storages together."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a stream, as many as the file still has.

        Raises:
            DamagedFile: there is no such stream, or its chain is broken.
            InputTooLarge: it is over the limit of a member.
        """
        try:
            start, size = self._entries[name]
            if size > MAX_MEMBER_BYTES:
                raise InputTooLarge(f"the stream {name!r} has more than {MAX_MEMBER_BYTES >> 20} MiB")
            if size >= self._cutoff:
                return self._chain(start)[:size]
            pieces: list[bytes] = []
            while start < _END and len(pieces) * self._mini_size < size:
                pieces.append(self._mini_stream[start * self._mini_size : (start + 1) * self._mini_size])
                start = self._mini_fat[start]
            return b"".join(pieces)[:size]
        except (KeyError, IndexError) as error:
            raise DamagedFile(f"the stream {name!r} of the OLE2 file cannot be read") from error
