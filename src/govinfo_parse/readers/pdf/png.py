"""PNG pictures of sixteen greys: small files, and the same bytes for the same picture."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HIGH = bytes(value & 0xF0 for value in range(256))
_LOW = bytes(value >> 4 for value in range(256))


def grey(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A picture of one byte for each pixel, from black to white, as a PNG file.

    Args:
        pixels: the rows of the picture, the highest first.
        width: how many pixels a row has.
        height: how many rows there are.
        stride: how many bytes a row takes.
    """
    size = (width + 1) // 2
    rows = bytearray()
    for start in range(0, height * stride, stride):
        row = pixels[start : start + width] + b"\xff" * (width % 2)
        high, low = row[0::2].translate(_HIGH), row[1::2].translate(_LOW)
        rows += b"\0" + (int.from_bytes(high) | int.from_bytes(low)).to_bytes(size)
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return b"".join([_SIGNATURE, _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b"")])


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
