"""A PDF page as text pieces and ruling lines, through PDFium's own C interface (PDF 页面元素).

A call into the library costs as much as some Python, so the text of a page is fetched whole and only words are
measured; single characters are measured where a word might stand in two cells.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce
from itertools import groupby
from typing import NamedTuple

import pypdfium2.raw as pdfium

from gongkai.documents.page_marks import PageMarks, Piece
from gongkai.documents.page_paths import strokes
from gongkai.documents.page_ruling import Ruling, Segment, rule_up
from gongkai.documents.problems import DocumentError

MOST_CHARACTERS = 60_000
"""Characters on one page; a page set solid in small type has a tenth of it."""
_WORD = re.compile(r"[^\s\x00]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HYPHEN = re.compile("[\x02\ufffe]")
_UNREADABLE = "\ufffd"
_TALL = 1.6
_FLAT = 0.1
_PARTS_UNKNOWN = 2
_CELL_GAP = 0.15
_FEW_CHARACTERS = 12
_FULL_PAGE_SHARE = 0.4


class Legibility(Enum):
    """Whether the text of a page can be had from it (可读程度).

    TEXT: as far as there is any. PICTURE: the page is an image. GARBLED: its font does not say which characters it
    draws, and these came out as U+FFFD.
    """

    TEXT = auto()
    PICTURE = auto()
    GARBLED = auto()


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The marks of a page, and whether its text is there (读出的页面)."""

    marks: PageMarks
    legibility: Legibility


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class _Word(NamedTuple):
    start: int
    text: str
    box: _Box
    quarter: int
    parts: int


def read_page(document: pdfium.FPDF_DOCUMENT, index: int) -> ReadPage:
    """Return the page at ``index`` (from 0). Raises DocumentError where it is larger than any honest page (读一页)."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise DocumentError("file.truncated", f"PDF 第{index + 1}页已损坏，无法读取；请重新导出或下载后再试。")
    text_page = None
    try:
        across, down, has_image = strokes(page, number=index + 1)
        text_page = pdfium.FPDFText_LoadPage(page)
        return _read(page, text_page, number=index + 1, lines=(across, down), has_image=has_image)
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _read(
    page: pdfium.FPDF_PAGE,
    text_page: pdfium.FPDF_TEXTPAGE,
    *,
    number: int,
    lines: tuple[list[Segment], list[Segment]],
    has_image: bool,
) -> ReadPage:
    words = list(_words(text_page, _text(text_page, number=number)))
    turn = _reading_turn(words)
    visible = _visible_box(page)
    frame = _turned(visible, turn, visible)
    ruling = _turned_ruling(lines, turn, visible)
    pieces: list[Piece] = []
    for word in words:
        pieces.extend(_pieces(text_page, word, turn, visible, ruling))
    inside = tuple(piece for piece in pieces if _is_inside(piece, frame))
    marks = PageMarks(number, max(frame.right, 1.0), max(frame.bottom, 1.0), inside, ruling)
    return ReadPage(marks, _legibility(inside, has_image=has_image))


def _text(text_page: pdfium.FPDF_TEXTPAGE, *, number: int) -> str:
    """Return the characters of a page, one for each index of the library."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    if count > MOST_CHARACTERS:
        raise DocumentError("file.hostile", f"PDF 第{number}页含有{count}个字符，远超正常页面，已停止读取。")
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) == count and not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


def _words(text_page: pdfium.FPDF_TEXTPAGE, text: str) -> Iterator[_Word]:
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    refs = [ctypes.byref(edge) for edge in (left, top, right, bottom)]
    count_rects, get_rect = pdfium.FPDFText_CountRects, pdfium.FPDFText_GetRect
    for match in _WORD.finditer(text):
        parts = count_rects(text_page, match.start(), match.end() - match.start())
        if parts < 1 and not _lacks_glyphs(text_page, match.start(), match.group()):
            continue
        for start, word, quarter in _runs(text_page, match, parts):
            if len(word) != match.end() - match.start():
                parts = count_rects(text_page, start, len(word))
            get_rect(text_page, 0, *refs)
            box = _Box(left.value, top.value, right.value, bottom.value)
            for index in range(1, parts):
                if get_rect(text_page, index, *refs):
                    box = _around(box, _Box(left.value, top.value, right.value, bottom.value))
            if _lacks_glyphs(text_page, start, word):
                box, parts = _loose(text_page, start, len(word)), _PARTS_UNKNOWN
            yield _Word(start, _HYPHEN.sub("-", word), box, quarter, parts + (_HYPHEN.search(word) is not None))


def _lacks_glyphs(text_page: pdfium.FPDF_TEXTPAGE, start: int, word: str) -> bool:
    """Tell whether the machine lacks the font of a word's Chinese: its glyphs are flat then, and drop out of boxes."""
    chinese = _CHINESE.search(word)
    if chinese is None:
        return False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    edges = [ctypes.byref(edge) for edge in (left, right, bottom, top)]
    pdfium.FPDFText_GetCharBox(text_page, start + chinese.start(), *edges)
    return min(abs(top.value - bottom.value), abs(right.value - left.value)) < _FLAT


def _loose(text_page: pdfium.FPDF_TEXTPAGE, start: int, count: int) -> _Box:
    """Return the box of a run by the measures of its font instead of its glyphs."""
    box, found = pdfium.FS_RECTF(), []
    for index in range(start, start + count):
        if pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            found.append(_Box(box.left, box.top, box.right, box.bottom))
    return reduce(_around, found, found[0] if found else _Box(0.0, 0.0, 0.0, 0.0))


def _runs(text_page: pdfium.FPDF_TEXTPAGE, match: re.Match[str], parts: int) -> Iterable[tuple[int, str, int]]:
    """Return the runs of a word that are printed in one direction, without those on a slant.

    One text object has one font and one direction; a word made of several is looked at character by character.
    """
    start, word = match.start(), match.group()
    if parts == 1:
        angle = pdfium.FPDFText_GetCharAngle(text_page, start)
        quarter = 0 if angle == 0 else _quarter(angle)
        if quarter is None:
            return ()
        return ((start, _UNREADABLE * len(word) if _garbled(text_page, start) else word, quarter),)
    return _mixed_runs(text_page, start, word)


def _mixed_runs(text_page: pdfium.FPDF_TEXTPAGE, start: int, word: str) -> Iterator[tuple[int, str, int]]:
    quarters = [_quarter(pdfium.FPDFText_GetCharAngle(text_page, start + offset)) for offset in range(len(word))]
    for quarter, group in groupby(range(len(word)), key=quarters.__getitem__):
        if quarter is not None:
            offsets = list(group)
            run = (_UNREADABLE if _garbled(text_page, start + offset) else word[offset] for offset in offsets)
            yield start + offsets[0], "".join(run), quarter


def _garbled(text_page: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    """Tell whether the font does not say which character this is, so that its code would be taken for one."""
    return bool(pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1)


def _around(first: _Box, second: _Box) -> _Box:
    """Return the box around two, in coordinates that grow upward."""
    return _Box(
        min(first.left, second.left),
        max(first.top, second.top),
        max(first.right, second.right),
        min(first.bottom, second.bottom),
    )


def _quarter(angle: float) -> int | None:
    """Return a character's turn in quarters, against the clock, or None for slanting text, which is a watermark."""
    if angle < 0:
        return 0
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    return -nearest % 4 if abs(quarters - nearest) < 0.06 else None


def _reading_turn(words: list[_Word]) -> int:
    """Return the turn most of the text has: a page laid on its side is read along its text."""
    weights: Counter[int] = Counter()
    for word in words:
        weights[word.quarter] += len(word.text)
    return weights.most_common(1)[0][0] if weights else 0


def _visible_box(page: pdfium.FPDF_PAGE) -> _Box:
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return _Box(box.left, box.top, box.right, box.bottom)
    return _Box(0.0, pdfium.FPDF_GetPageHeightF(page), pdfium.FPDF_GetPageWidthF(page), 0.0)


def _turned(box: _Box, turn: int, page: _Box) -> _Box:
    """Return a box of the page as it stands when the text is upright, with y growing downward from the page's top."""
    left, right = box.left - page.left, box.right - page.left
    low, high = box.bottom - page.bottom, box.top - page.bottom
    width, height = page.right - page.left, page.top - page.bottom
    if turn == 0:
        return _Box(left, height - high, right, height - low)
    if turn == 1:
        return _Box(low, left, high, right)
    if turn == 2:
        return _Box(width - right, low, width - left, high)
    return _Box(height - high, width - right, height - low, width - left)


def _turned_ruling(lines: tuple[list[Segment], list[Segment]], turn: int, page: _Box) -> Ruling:
    across: list[Segment] = []
    down: list[Segment] = []
    for y, start, end in lines[0]:
        box = _turned(_Box(start, y, end, y), turn, page)
        if turn % 2:
            down.append(Segment(box.left, box.top, box.bottom))
        else:
            across.append(Segment(box.top, box.left, box.right))
    for x, start, end in lines[1]:
        box = _turned(_Box(x, end, x, start), turn, page)
        if turn % 2:
            across.append(Segment(box.top, box.left, box.right))
        else:
            down.append(Segment(box.left, box.top, box.bottom))
    return rule_up(across=across, down=down)


def _is_inside(piece: Piece, frame: _Box) -> bool:
    x, y = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _pieces(text_page: pdfium.FPDF_TEXTPAGE, word: _Word, turn: int, page: _Box, ruling: Ruling) -> Iterable[Piece]:
    """Return a word whole, or in parts where it runs over a line of the table."""
    left, top, right, bottom = _turned(word.box, turn, page)
    if len(word.text) > 1:
        walls = ruling.walls(left=left + 1, right=right - 1, middle=(top + bottom) / 2)
        shelves = ruling.shelves(top=top + 1, bottom=bottom - 1, middle=(left + right) / 2)
        if walls or shelves or (word.parts > 1 and bottom - top > _TALL * _em(word)):
            return _split(_characters(text_page, word, turn, page), walls, shelves)
    return (Piece(word.text, left, top, right, bottom),)


def _em(word: _Word) -> float:
    return max(6.0, (word.box.right - word.box.left) / len(word.text))


def _characters(text_page: pdfium.FPDF_TEXTPAGE, word: _Word, turn: int, page: _Box) -> Iterator[Piece]:
    box = pdfium.FS_RECTF()
    for offset, character in enumerate(word.text):
        if pdfium.FPDFText_GetLooseCharBox(text_page, word.start + offset, ctypes.byref(box)):
            yield Piece(character, *_turned(_Box(box.left, box.top, box.right, box.bottom), turn, page))


def _split(characters: Iterator[Piece], walls: tuple[float, ...], shelves: tuple[float, ...]) -> Iterator[Piece]:
    """Yield runs of characters, parted by lines of text, and by ruling lines only where there is a gap at the line.

    Characters that run through a ruling line without a gap are one text too wide for its cell: it stays whole.
    """
    run: list[Piece] = []
    for character in characters:
        if run and _parted(run[-1], character, walls, shelves):
            yield _run(run)
            run = []
        run.append(character)
    if run:
        yield _run(run)


def _parted(before: Piece, after: Piece, walls: tuple[float, ...], shelves: tuple[float, ...]) -> bool:
    em = max(before.bottom - before.top, 1.0)
    x_before, x_after = (before.left + before.right) / 2, (after.left + after.right) / 2
    y_before, y_after = (before.top + before.bottom) / 2, (after.top + after.bottom) / 2
    if after.right < before.left or y_after - y_before > em / 2 or any(y_before < y < y_after for y in shelves):
        return True
    return after.left - before.right > _CELL_GAP * em and any(x_before < x < x_after for x in walls)


def _run(run: list[Piece]) -> Piece:
    return Piece(
        "".join(piece.text for piece in run),
        min(piece.left for piece in run),
        min(piece.top for piece in run),
        max(piece.right for piece in run),
        max(piece.bottom for piece in run),
    )


def _legibility(pieces: tuple[Piece, ...], *, has_image: bool) -> Legibility:
    characters = sum(len(piece.text) for piece in pieces)
    if any(_UNREADABLE in piece.text for piece in pieces):
        return Legibility.GARBLED
    if has_image and characters <= _FEW_CHARACTERS:
        return Legibility.PICTURE
    return Legibility.TEXT
