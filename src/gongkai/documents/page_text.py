"""Pieces of text become visual lines, and lines the text of a cell or of a paragraph (文字成行).

Boxes are those of the ink, so that a dash or a comma is much lower than the characters beside it; pieces belong to one
line where their heights overlap, not where their middles agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.documents.page_marks import Piece

_SMALLEST_EM = 6.0
_WORD_GAP = 0.18
_WIDE_GAP = 0.5
_COLUMN_GAP = 1.6
_NUMBER_COLUMN_GAP = 0.9
_SENTENCE_MARKS = "。；，、："
_NUMERIC = re.compile(r"[-+−－＋]?[\d０-９][\d０-９,，.．]*%?|[-—–/／－―]+")
DIGITS = re.compile(r"[-+−－＋]?[\d０-９][\d０-９,，.．]*")
_MORE_DIGITS = re.compile(r"[\d０-９][\d０-９,，.．]*")


class Line(NamedTuple):
    """One visual line, its pieces from left to right (行)."""

    pieces: tuple[Piece, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def em(self) -> float:
        """The size of its characters, near enough, in points (字号)."""
        return max(_SMALLEST_EM, max(piece.bottom - piece.top for piece in self.pieces))


def visual_lines(pieces: Iterable[Piece]) -> tuple[Line, ...]:
    """Return the lines that pieces form, from top to bottom (归并成行)."""
    ordered = sorted(pieces, key=_middle)
    if len(ordered) == 1:
        return (_line(ordered),)
    lines: list[Line] = []
    current: list[Piece] = []
    top = bottom = 0.0
    for piece in ordered:
        if current and not _overlap(piece, top, bottom):
            lines.append(_line(current))
            current = []
        if current:
            top, bottom = min(top, piece.top), max(bottom, piece.bottom)
        else:
            top, bottom = piece.top, piece.bottom
        current.append(piece)
    if current:
        lines.append(_line(current))
    return tuple(lines)


def cell_text(line: Line) -> str:
    """Return a line of a cell: words parted by one space, Chinese characters spread out closed up (单元格行)."""
    return _joined(line, column_mark=" ")


def flow_text(line: Line) -> str:
    """Return a line outside tables, with a tab for each gap that is as wide as between columns (正文行)."""
    return _joined(line, column_mark="\t")


def is_number(text: str) -> bool:
    """Tell whether a cell says a number, or by a dash or a stroke that there is none (是否数字)."""
    return _NUMERIC.fullmatch(text) is not None


def wrapped_number(first: str, rest: str) -> str | None:
    """Return the number that two pieces of digits make, or None where they cannot be one number (断行数字).

    A number does not begin with a zero, so that 0 above 5 stays two lines.
    """
    if not (DIGITS.fullmatch(first) and _MORE_DIGITS.fullmatch(rest)):
        return None
    bare = first.lstrip("-+−－＋")
    if bare in {"0", "０"} and rest[0] not in ".．":
        return None
    if (first + rest).count(".") + (first + rest).count("．") > 1:
        return None
    return first + rest


def joined_lines(texts: Sequence[str]) -> str:
    """Return the text of a cell from its lines: a number that was wrapped is made whole again (合并断行)."""
    if len(texts) == 1:
        return texts[0]
    merged: list[str] = []
    for text in texts:
        whole = wrapped_number(merged[-1], text) if merged else None
        if whole is None:
            merged.append(text)
        else:
            merged[-1] = whole
    return "\n".join(merged)


def _middle(piece: Piece) -> float:
    return piece.top + piece.bottom


def _overlap(piece: Piece, top: float, bottom: float) -> bool:
    shared = min(piece.bottom, bottom) - max(piece.top, top)
    return shared >= 0.5 * min(piece.bottom - piece.top, bottom - top)


def _line(pieces: list[Piece]) -> Line:
    if len(pieces) == 1:
        return Line((pieces[0],), *pieces[0][1:])
    pieces.sort(key=_left)
    return Line(
        tuple(pieces),
        pieces[0].left,
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
    )


def _left(piece: Piece) -> float:
    return piece.left


def _joined(line: Line, *, column_mark: str) -> str:
    if len(line.pieces) == 1:
        return line.pieces[0].text
    em = line.em
    parts: list[str] = [line.pieces[0].text]
    edge = line.pieces[0].right
    for before, after in zip(line.pieces, line.pieces[1:], strict=False):
        parts.append(_separator(before.text, after.text, (after.left - edge) / em, column_mark))
        parts.append(after.text)
        edge = max(edge, after.right)
    return "".join(parts)


def _separator(before: str, after: str, gap: float, column_mark: str) -> str:
    if before[-1] in _SENTENCE_MARKS:
        return " " if gap > _COLUMN_GAP else ""
    numeric = is_number(before) or is_number(after)
    if gap > (_NUMBER_COLUMN_GAP if numeric else _COLUMN_GAP):
        return column_mark
    if gap > _WIDE_GAP:
        return " "
    western = before[-1].isascii() and after[0].isascii()
    return " " if western and gap > _WORD_GAP else ""
