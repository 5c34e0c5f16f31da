"""Lay a report out on A4 pages: lines of text and ruled tables, for carriers that hold only marks on paper (排版).

All lengths are millimetres from the upper left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from gongkai.reports.writers.outline import Outline
from gongkai.reports.writers.printed import PrintedCell, PrintedTable

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
_LEFT, _TOP, _BOTTOM, _WIDTH = 28.0, 37.0, 262.0, 156.0
_TITLE, _TEXT, _SMALL = 7.76, 5.64, 3.17
"""22, 16 and 9 points."""
_LEADING, _SMALL_LEADING, _PADDING = 10.2, 4.0, 0.6
_UNBROKEN = re.compile(r"[0-9.]+|.")
_HANGING = "，。、；：）”》"
"""A number is never parted, and these may stand outside the margin rather than open a line."""
_COLUMNS = {"proactive": (48, 36, 36, 36), "applications": (9, 16, 47, *[12] * 7), "remedies": (10.4,) * 15}


@dataclass(frozen=True)
class Text:
    """One line of text: where its baseline begins, and the height of its characters (文字)."""

    x: float
    y: float
    size: float
    text: str

    def advances(self) -> list[float]:
        """Return the width of every character: a Chinese one is as wide as it is high."""
        return [_advance(character) * self.size for character in self.text]


@dataclass(frozen=True)
class Rule:
    """One ruling line (框线)."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass
class Page:
    """One page of marks (页)."""

    texts: list[Text] = field(default_factory=list)
    rules: set[Rule] = field(default_factory=set)


def lay_out(plan: Outline) -> list[Page]:
    """Set the report on pages, each with its number at the foot (排版)."""
    press = _Press()
    for line in _wrapped(plan.title, _WIDTH, _TITLE):
        press.line(line, size=_TITLE, x=_centred(line, _LEFT, _WIDTH, _TITLE))
    for text in plan.preface:
        press.paragraph(text)
    for part in plan.parts:
        for text in (part.heading, *part.paragraphs):
            press.paragraph(text)
        if part.table is not None:
            press.table(part.table)
    for line in plan.signature:
        press.line(line, size=_TEXT, x=_LEFT + _WIDTH - _width(line, _TEXT) - 2 * _TEXT)
    for number, page in enumerate(press.pages, 1):
        foot = f"— {number} —"
        page.texts.append(Text(_centred(foot, _LEFT, _WIDTH, 4.94), 274, 4.94, foot))
    return press.pages


class _Press:
    """Where the next line goes, and the pages so far."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self.y = _TOP

    def line(self, text: str, *, size: float, x: float) -> None:
        self._room(_LEADING)
        self.y += _LEADING
        self.pages[-1].texts.append(Text(x, self.y - (_LEADING - size) / 2 - 0.12 * size, size, text))

    def paragraph(self, text: str) -> None:
        for number, line in enumerate(_wrapped(text, _WIDTH, _TEXT, indent=2 * _TEXT)):
            self.line(line, size=_TEXT, x=_LEFT + (2 * _TEXT if number == 0 else 0))

    def table(self, table: PrintedTable) -> None:
        edges = [_LEFT, *(_LEFT + edge for edge in accumulate(_COLUMNS[table.key]))]
        heights = [_height(row, edges) for row in table.rows]
        first = 0
        while first < len(heights):
            self._room(heights[first])
            last = first + 1
            while last < len(heights) and self.y + sum(heights[first : last + 1]) <= _BOTTOM:
                last += 1
            self._segment(table, range(first, last), edges, heights)
            first = last
        self.y += _LEADING / 2

    def _segment(self, table: PrintedTable, rows: range, edges: Sequence[float], heights: Sequence[float]) -> None:
        edges_down = accumulate(heights[rows.start : rows.stop], initial=self.y)
        tops = dict(zip(range(rows.start, rows.stop + 1), edges_down, strict=True))
        for cell in table.cells:
            above, below = max(cell.row, rows.start), min(cell.row + cell.rowspan, rows.stop)
            if above < below:
                left, right = edges[cell.column], edges[cell.column + cell.colspan]
                self.pages[-1].rules.update(_box(left, tops[above], right, tops[below]))
                if cell.row >= rows.start:
                    self.pages[-1].texts.extend(_cell_texts(cell, left, right, (tops[above] + tops[below]) / 2))
        self.y = tops[rows.stop]

    def _room(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.pages.append(Page())
            self.y = _TOP


def _cell_texts(cell: PrintedCell, left: float, right: float, middle: float) -> Iterator[Text]:
    lines = _cell_lines(cell, right - left)
    top = middle - len(lines) * _SMALL_LEADING / 2
    for number, line in enumerate(lines, 1):
        x = left + _PADDING if cell.scope == "row" else _centred(line, left, right - left, _SMALL)
        yield Text(x, top + number * _SMALL_LEADING - 0.9, _SMALL, line)


def _height(row: Sequence[PrintedCell], edges: Sequence[float]) -> float:
    flat = (cell for cell in row if cell.rowspan == 1)
    lines = max(len(_cell_lines(cell, edges[cell.column + cell.colspan] - edges[cell.column])) for cell in flat)
    return max(lines, 1) * _SMALL_LEADING + 2 * _PADDING


def _cell_lines(cell: PrintedCell, width: float) -> list[str]:
    return list(_wrapped(cell.text, width - 2 * _PADDING, _SMALL)) if cell.text else []


def _box(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    yield from (Rule(left, y, right, y) for y in (top, bottom))
    yield from (Rule(x, top, x, bottom) for x in (left, right))


def _wrapped(text: str, width: float, size: float, *, indent: float = 0) -> Iterator[str]:
    line, room = "", width - indent
    for piece in _UNBROKEN.findall(text):
        advance = _width(piece, size)
        if room < advance and line and piece not in _HANGING:
            yield line
            line, room = "", width
        line, room = line + piece, room - advance
    yield line


def _centred(text: str, left: float, width: float, size: float) -> float:
    return left + (width - _width(text, size)) / 2


def _width(text: str, size: float) -> float:
    return sum(map(_advance, text)) * size


def _advance(character: str) -> float:
    return 0.5 if ord(character) < 0x100 else 1.0
