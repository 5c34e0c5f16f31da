"""The main text of a Word 97–2003 document, put together from its pieces (Word 97–2003 正文).

Each character keeps its position in the stream, for that is how formats refer to it.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.documents import limits
from gongkai.documents.problems import DocumentError

_PROPERTIES, _PIECE_TABLE = 1, 2
_COMPRESSED = 0x4000_0000
_POSITION = 0x3FFF_FFFF
_BYTES_PER_PIECE = 12

_NOT_CELL_MARK = re.compile("[^\x07]")

_TRUNCATED = "文件不完整或已损坏，正文无法读取。请重新下载或请提供方重新发送后再试。"
_EMPTY = "文档里没有文字。请确认文件是否完整，或内容是否都是图片。"
_TOO_LARGE = "文档的文字过多，超出可读取的范围。请拆分文件，或只保留年度报告部分后再试。"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that stands together in the stream (文本片段).

    ``start`` counts characters of the text; ``position`` and ``width`` are bytes, of the stream and a character.
    """

    start: int
    text: str
    position: int
    width: int


@dataclass(frozen=True, slots=True)
class MainText:
    """The main text and where its characters stand in the stream (正文)."""

    pieces: tuple[Piece, ...]

    def text(self) -> str:
        """Return the whole text (全文)."""
        return "".join(piece.text for piece in self.pieces)

    def position(self, index: int) -> int:
        """Return the position in the stream of the character ``index`` (字符位置)."""
        piece = self.pieces[bisect_right(self.pieces, index, key=lambda piece: piece.start) - 1]
        return piece.position + (index - piece.start) * piece.width

    def without(self, ranges: tuple[tuple[int, int], ...]) -> MainText:
        """Blank with NUL the characters in the sorted ``ranges`` of stream positions, cell marks kept (隐去文字)."""
        return MainText(tuple(_blanked(piece, ranges) for piece in self.pieces)) if ranges else self


def main_text(stream: bytes, piece_table: bytes, *, length: int) -> MainText:
    """Put the first ``length`` characters together from the pieces (拼接正文).

    Raises DocumentError: ``file.empty``, ``file.too_large``, ``file.truncated``.
    """
    if length > limits.MAX_TEXT_CHARACTERS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    try:
        pieces = tuple(_pieces(stream, _plain_table(piece_table), length))
    except struct.error as broken:
        raise DocumentError("file.truncated", _TRUNCATED) from broken
    if length < 1:
        raise DocumentError("file.empty", _EMPTY)
    if sum(len(piece.text) for piece in pieces) < length:
        raise DocumentError("file.truncated", _TRUNCATED)
    return MainText(pieces)


def _plain_table(table: bytes) -> bytes:
    """Skip the lists of properties that stand before the table of pieces."""
    at = 0
    while table[at : at + 1] == bytes((_PROPERTIES,)):
        (size,) = struct.unpack_from("<H", table, at + 1)
        at += 3 + size
    kind, size = struct.unpack_from("<BI", table, at)
    if kind != _PIECE_TABLE or len(table) < at + 5 + size:
        raise DocumentError("file.truncated", _TRUNCATED)
    return table[at + 5 : at + 5 + size]


def _pieces(stream: bytes, table: bytes, length: int) -> Iterator[Piece]:
    count = max(len(table) - 4, 0) // _BYTES_PER_PIECE
    starts = struct.unpack_from(f"<{count + 1}I", table, 0)
    at = 0
    for index in range(count):
        first, last = starts[index], min(starts[index + 1], length)
        if first != at or first >= last:
            continue
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)
        yield _piece(stream, first, last - first, place)
        at = last


def _piece(stream: bytes, start: int, count: int, place: int) -> Piece:
    is_narrow = bool(place & _COMPRESSED)
    width = 1 if is_narrow else 2
    position = (place & _POSITION) // (2 if is_narrow else 1)
    content = stream[position : position + count * width]
    if len(content) < count * width:
        raise DocumentError("file.truncated", _TRUNCATED)
    return Piece(start, _narrow(content) if is_narrow else _wide(content), position, width)


def _narrow(content: bytes) -> str:
    # Five bytes of Windows-1252 are no character; they must still take a place each.
    return content.decode("cp1252", "replace")


def _wide(content: bytes) -> str:
    """Decode UTF-16 so that each unit takes one place; the halves of a pair stay apart until their text is cut."""
    text = content.decode("utf-16-le", "surrogatepass")
    if len(text) == len(content) // 2:
        return text
    return "".join(map(chr, struct.unpack(f"<{len(content) // 2}H", content)))


def _blanked(piece: Piece, ranges: tuple[tuple[int, int], ...]) -> Piece:
    parts: list[str] = []
    done = 0
    index = max(bisect_left(ranges, (piece.position, 0)) - 1, 0)
    while index < len(ranges) and ranges[index][0] < piece.position + len(piece.text) * piece.width:
        first, last = (max(edge - piece.position, 0) // piece.width for edge in ranges[index])
        if last > done:
            first = max(first, done)
            parts += (piece.text[done:first], _NOT_CELL_MARK.sub("\0", piece.text[first:last]))
            done = last
        index += 1
    return Piece(piece.start, "".join((*parts, piece.text[done:])), piece.position, piece.width)
