"""OLE2 compound files, as old Office files are."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_END, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to at least 4096 bytes so that no mini stream is needed."""
    chains: list[list[bytes]] = []
    entries = [("Root Entry", 5, _END, 0)]
    sectors: list[bytes] = []
    fat: list[int] = []
    for name, data in streams.items():
        padded = data.ljust(4096, b"\0")
        start = len(sectors)
        pieces = [padded[place : place + 512].ljust(512, b"\0") for place in range(0, len(padded), 512)]
        sectors += pieces
        fat += [*range(start + 1, start + len(pieces)), _END]
        chains.append(pieces)
        entries.append((name, 2, start, len(padded)))
    directory = b"".join(_entry(number, len(entries), *entry) for number, entry in enumerate(entries))
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    first = len(sectors)
    pieces = [directory[place : place + 512] for place in range(0, len(directory), 512)]
    sectors += pieces
    fat += [*range(first + 1, first + len(pieces)), _END]
    count = 1
    while (len(fat) + count) > count * 128:
        count += 1
    fat_start = len(sectors)
    fat += [_FAT_SECTOR] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * 512, b"\xff")
    sectors += [table[place : place + 512] for place in range(0, len(table), 512)]
    difat = [*range(fat_start, fat_start + count)]
    fields = (0x3E, 3, 0xFFFE, 9, 6, 0, count, first, 0, 4096, _END, 0, _END, 0)
    head = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *fields)
    return head + struct.pack("<109I", *difat, *[_FREE] * (109 - count)) + b"".join(sectors)


def _entry(number: int, total: int, name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    child = 1 if number == 0 and total > 1 else _FREE
    right = number + 1 if 0 < number < total - 1 else _FREE
    return struct.pack("<64sHBBIII16xI8x8xIQ", raw, len(raw) + 2, kind, 1, _FREE, right, child, 0, start, size)


def xls(rows: Sequence[Sequence[str | float | tuple[int, bytes]]]) -> bytes:
    """A workbook in the old format, of one sheet; a cell may be a record: its type, and what is after its style."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    name = b"\x06\x01" + "表一表一表一".encode("utf-16-le")
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)
    head = record(0x0809, begin)
    end = record(0x000A, b"")
    sheet_at = len(head) + 4 + 6 + len(name) + len(end)
    book = head + record(0x0085, struct.pack("<IBB", sheet_at, 0, 0) + name) + end
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                sheet += record(0x0204, place + text)
            elif isinstance(value, tuple):
                sheet += record(value[0], place + value[1])
            else:
                sheet += record(0x0203, place + struct.pack("<d", value))
    return compound_file({"Workbook": book + sheet + end})
