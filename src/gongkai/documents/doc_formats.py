"""Paragraph and character formats of a Word 97–2003 document, by position in the stream (Word 97–2003 格式页).

Formats stand in pages of 512 bytes. A page begins with the positions where each run starts and ends with their number.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator

_PAGE = 512
_LAST = _PAGE - 1
_PAGE_NUMBER = 0x3F_FFFF
_BYTES_PER_PARAGRAPH = 13
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_SHAPES = frozenset((0xD608, 0xD606))
_TABS, _LONG = 0xC615, 255
_ELSEWHERE = frozenset((0x6645, 0x6646, 0x646B))
_DELETED, _HIDDEN = 0x0800, 0x083C
_ON = frozenset((b"\x01", b"\x81"))
_HIDING = re.compile(rb"[\x00\x3c]\x08[\x01\x81]")
_REFERRING = re.compile(rb"[\x45\x46]\x66|\x6b\x64")
"""What must be in the bytes of a page or a list for it to be worth taking apart."""
_MAX_PAGES = 20_000


def properties(encoded: bytes) -> Iterator[tuple[int, bytes]]:
    """Take a list of properties apart into codes and operands; one that is cut off ends it (属性列表)."""
    at = 0
    while at + 2 < len(encoded):
        (code,) = struct.unpack_from("<H", encoded, at)
        at += 2
        prefix, size = _extent(code, encoded, at)
        at += prefix
        if at + size > len(encoded):
            return
        yield code, encoded[at : at + size]
        at += size


def _extent(code: int, encoded: bytes, at: int) -> tuple[int, int]:
    """Return how many bytes say the size of the operand at ``at``, and that size."""
    kind = code >> 13
    if kind in _SIZES:
        return 0, _SIZES[kind]
    if code in _TABLE_SHAPES:
        size = int.from_bytes(encoded[at : at + 2], "little")
        return 2, max(size - 1, 0)
    size = encoded[at]
    if code == _TABS and size == _LONG and at + 1 < len(encoded):
        deleted = encoded[at + 1]
        added = encoded[at + 2 + 4 * deleted] if at + 2 + 4 * deleted < len(encoded) else 0
        size = 2 + 4 * deleted + 3 * added
    return 1, size


class ParagraphFormats:
    """The formats of paragraphs, looked up by the position of any of their characters (段落格式)."""

    __slots__ = ("_numbers", "_overflow", "_pages", "_starts", "_stream")

    def __init__(self, *, stream: bytes, index: bytes, overflow: bytes) -> None:
        """Read the index of pages; ``overflow`` is the stream for long properties. Raises struct.error when cut off."""
        self._stream = stream
        self._overflow = overflow
        self._starts, self._numbers = _index(index)
        self._pages: dict[int, tuple[int, ...]] = {}

    def at(self, position: int) -> bytes | None:
        """Return the encoded properties of the paragraph at ``position``; None where none are given (取段落属性)."""
        place = bisect_right(self._starts, position) - 1
        if not 0 <= place < len(self._numbers):
            return None
        page = self._numbers[place] * _PAGE
        starts = self._pages.get(page)
        if starts is None:
            starts = self._pages[page] = _run_starts(self._stream, page)
        run = bisect_right(starts, position) - 1
        if not 0 <= run < len(starts) - 1:
            return None
        return self._resolved(self._encoded(page, page + 4 * len(starts) + _BYTES_PER_PARAGRAPH * run))

    def _encoded(self, page: int, pointer: int) -> bytes:
        offset = 2 * self._stream[pointer]
        if not offset:
            return b""
        at = page + offset
        half = self._stream[at]
        begin, size = (at + 1, 2 * half - 1) if half else (at + 2, 2 * self._stream[at + 1])
        # Two bytes of style number precede the properties.
        return self._stream[begin + 2 : min(begin + size, page + _LAST)]

    def _resolved(self, encoded: bytes) -> bytes:
        """Follow the reference to properties too long for a page, kept in the data stream."""
        for code, operand in properties(encoded) if _REFERRING.search(encoded) else ():
            if code in _ELSEWHERE:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._overflow[at : at + 2], "little")
                return encoded + self._overflow[at + 2 : at + 2 + size]
        return encoded


def hidden_ranges(*, stream: bytes, index: bytes) -> tuple[tuple[int, int], ...]:
    """Return the sorted ranges of positions whose characters are hidden or struck as deleted (隐藏或已删除的文字)."""
    try:
        _, numbers = _index(index)
        pages = sorted(set(numbers))[:_MAX_PAGES]
        return tuple(sorted(hidden for number in pages for hidden in _hidden(stream, number * _PAGE)))
    except (struct.error, IndexError):
        return ()


def _hidden(stream: bytes, page: int) -> Iterator[tuple[int, int]]:
    content = stream[page : page + _PAGE]
    if not _HIDING.search(content):
        return
    starts = _run_starts(stream, page)
    for run in range(len(starts) - 1):
        offset = 2 * content[4 * len(starts) + run]
        encoded = content[offset + 1 : offset + 1 + content[offset]] if offset else b""
        if any(code in (_DELETED, _HIDDEN) and operand in _ON for code, operand in properties(encoded)):
            yield starts[run], starts[run + 1]


def _index(index: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    count = max(len(index) - 4, 0) // 8
    starts = struct.unpack_from(f"<{count + 1}I", index, 0)
    numbers = struct.unpack_from(f"<{count}I", index, 4 * (count + 1))
    return starts, tuple(number & _PAGE_NUMBER for number in numbers)


def _run_starts(stream: bytes, page: int) -> tuple[int, ...]:
    count = stream[page + _LAST]
    return struct.unpack_from(f"<{count + 1}I", stream, page)
