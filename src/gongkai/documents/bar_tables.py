"""Tables drawn in text with bars: Markdown pipes, ``+---+`` frames and box-drawing characters (竖线表格).

Lines become blocks: a run of lines with bars becomes a grid, every other line a paragraph. Bars that make only one
column are left as lines, for a bar may also be a mere separator between cells set one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple, TypeAlias

from gongkai.documents import limits
from gongkai.documents.blocks import Block, Grid, Paragraph, Place
from gongkai.documents.problems import DocumentError


class Line(NamedTuple):
    """One line of a text and its number in the file, from 1 (文本行)."""

    number: int
    text: str


class _Kind(Enum):
    """What a line is to a drawn table (行的作用)."""

    TEXT = "text"
    BLANK = "blank"
    ROW = "row"
    BORDER = "border"


_Cells: TypeAlias = "tuple[str, ...]"

_BARS = "|│┃║｜￨"
_STROKES = "=─━═┄┈-"
_JOINTS = "+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝┯┷┿┠┨┝┥"
_DRAWN = re.compile(f"[{_BARS}+─━═]")
_BAR = re.compile(rf"(?<!\\)[{_BARS}]")
_FRAME = re.compile(rf"[\s:{_BARS}{_JOINTS}{_STROKES}]+")
_RULE = re.compile(f"[{_STROKES}]{{2,}}")
_JOINT = re.compile(f"[{_JOINTS}]")
_ALIGNED = re.compile(rf"\s*:?[{_STROKES}]+:?\s*")
_LONG_RULE = re.compile(rf"\s*:?[{_STROKES}]{{3,}}:?\s*")
_OVERHANG = re.compile(rf"[{_BARS}{_JOINTS}]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d[\d,.]*")
_MAX_BLANKS = 2
"""Blank lines that may stand between two rows of one table."""
_MIN_FRAMED_GROUPS = 3
"""From so many groups of lines between borders on, each group is one row; fewer are a head and a body."""

_TOO_LARGE = "文本的行数或表格过大，远超一份年度报告的篇幅。请只保留报告正文后再试。"


def is_drawn(text: str) -> bool:
    """Tell whether ``text`` holds any character that tables are drawn with (是否含表格线)."""
    return _DRAWN.search(text) is not None


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Turn lines into paragraphs and the tables drawn among them into grids (文本行转文本块).

    ``place.line`` of a grid is the line of its first row or border, and ``place.table`` counts grids from 1. Raises
    DocumentError (``file.too_large``) for more lines and cells than any report has.
    """
    tables = units = 0
    for run in _runs(lines):
        if len(run) == 1 and not _BAR.search(run[0].text):
            units += 1
            yield Paragraph(run[0].text, Place(line=run[0].number))
            continue
        rows = _rows(run)
        units += max(sum(map(len, rows)), len(run))
        if units > limits.MAX_CELLS:
            raise DocumentError("file.too_large", _TOO_LARGE)
        if _is_table(run, rows):
            tables += 1
            yield Grid(rows, place=Place(line=run[0].number, table=tables))
        else:
            yield from (Paragraph(line.text, Place(line=line.number)) for line in run)


def _is_table(run: list[Line], rows: tuple[_Cells, ...]) -> bool:
    if not rows or max(map(len, rows)) < 2:
        return False
    return len(rows) > 1 or _is_closed(run[0].text)


def _kind(text: str) -> _Kind:
    if not text or text.isspace():
        return _Kind.BLANK
    if not _DRAWN.search(text):
        return _Kind.TEXT
    if _is_border(text):
        return _Kind.BORDER
    return _Kind.ROW if _BAR.search(text) else _Kind.TEXT


def _is_border(text: str) -> bool:
    """Tell a border from a row of dashes: it has joints, or long strokes in every cell."""
    if not _FRAME.fullmatch(text):
        return False
    if _JOINT.search(text):
        return bool(_RULE.search(text))
    return all(_LONG_RULE.fullmatch(part) for part in _parts(text))


def _is_alignment(text: str) -> bool:
    return all(_ALIGNED.fullmatch(part) for part in _parts(text))


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Group lines: the lines of one table together, every other line alone."""
    run: list[Line] = []
    blanks = 0
    for line in lines:
        kind = _kind(line.text)
        if kind is _Kind.BLANK:
            blanks += 1
            continue
        if run and (kind is _Kind.TEXT or not _continues(run[-1].text, line.text, blanks)):
            yield run
            run = []
        blanks = 0
        if kind is _Kind.TEXT:
            yield [line]
        else:
            run.append(line)
    if run:
        yield run


def _continues(above: str, below: str, blanks: int) -> bool:
    """Tell whether the line ``below`` belongs to the table of ``above``, ``blanks`` blank lines between them."""
    if not blanks:
        return True
    if blanks > _MAX_BLANKS or not (_is_closed(above) and _is_closed(below)):
        return False
    return len(_parts(above)) == len(_parts(below))


def _is_closed(text: str) -> bool:
    """Tell whether bars stand at both ends of a line."""
    stripped = text.strip()
    return len(stripped) > 1 and stripped[0] in _BARS and stripped[-1] in _BARS


def _parts(text: str) -> list[str]:
    parts = _BAR.split(text.strip())
    if len(parts) > 1 and not parts[0]:
        del parts[0]
    if len(parts) > 1 and not parts[-1]:
        del parts[-1]
    return parts


def _cells(text: str) -> _Cells:
    return tuple(_BREAK.sub("\n", part.replace("\\|", "|")).strip() for part in _parts(text))


def _rows(run: list[Line]) -> tuple[_Cells, ...]:
    """Return the rows of one drawn table, the lines of a wrapped cell joined where frames show them."""
    groups: list[list[_Cells]] = [[]]
    for index, line in enumerate(run):
        if _is_border(line.text) or (index == 1 and _is_alignment(line.text)):
            groups.append([])
        elif _JOINT.search(line.text) and _RULE.search(line.text):
            groups[-1].extend(filter(any, (_overhang(line.text),)))
            groups.append([])
        else:
            groups[-1].append(_cells(line.text))
    filled = [group for group in groups if group]
    if len(filled) < _MIN_FRAMED_GROUPS:
        return tuple(row for group in filled for row in group)
    return tuple(row for group in filled for row in _unwrapped(group))


def _overhang(text: str) -> _Cells:
    """Read a border that a cell spans: the words in it belong to the row above."""
    parts = _OVERHANG.split(text.strip().strip(_BARS + _JOINTS))
    return tuple("" if _ALIGNED.fullmatch(part) else part.strip() for part in parts)


def _unwrapped(group: list[_Cells]) -> Iterator[_Cells]:
    """Join the lines of one framed row, unless they are rows of their own."""
    if len(group) > 1 and not any(map(_are_two_rows, group, group[1:])):
        yield tuple("\n".join(filter(None, column)) for column in zip(*group, strict=True))
    else:
        yield from group


def _are_two_rows(above: _Cells, below: _Cells) -> bool:
    """Tell two rows from two lines of one: more than one column holds a number in both, or the columns differ."""
    if len(above) != len(below):
        return True
    pairs = zip(above, below, strict=True)
    return sum(bool(_NUMBER.fullmatch(upper) and _NUMBER.fullmatch(lower)) for upper, lower in pairs) > 1
