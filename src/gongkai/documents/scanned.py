"""Pages that are only pictures, made out by an optional engine whose models come with it (扫描页识别).

The engine is imported only when a page needs it. What it reads may be wrong, so tables from here are never taken for
ruled ones: the arithmetic of the form has to confirm them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2 as pdfium

from gongkai.documents.page_marks import PageMarks, Piece
from gongkai.documents.page_ruling import Ruling, Segment, rule_up

MOST_PAGES = 20
"""Pages made out in one file; each takes seconds."""
_ENGINE = "rapidocr_onnxruntime"
_DOTS_PER_POINT = 2.5
_MOST_DOTS = 4_000
_DARK = 200
_SHORTEST_RULE = 40
_LEAST_CONFIDENCE = 0.6
_UNREADABLE = "\ufffd"

_Dots: TypeAlias = Any
"""A grey picture as an array of height by width, 0 black to 255 white; its library is part of the optional engine."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: its size in points and its dots, ``scale`` of them to a point (页面图像)."""

    number: int
    width: float
    height: float
    scale: float
    dots: _Dots


def available() -> bool:
    """Tell whether the engine is installed (识别组件是否可用)."""
    return find_spec(_ENGINE) is not None


def pictures(content: bytes, *, pages: tuple[int, ...]) -> tuple[Picture, ...]:
    """Return the given pages (from 1) as pictures, at most ``MOST_PAGES`` of them (渲染扫描页)."""
    document = pdfium.PdfDocument(content)
    try:
        return tuple(_picture(document[number - 1], number) for number in pages[:MOST_PAGES])
    finally:
        document.close()


def _picture(page: Any, number: int) -> Picture:
    width, height = page.get_size()
    scale = min(_DOTS_PER_POINT, _MOST_DOTS / max(width, height, 1.0))
    dots = page.render(scale=scale, grayscale=True).to_numpy()
    return Picture(number, width, height, scale, (dots[:, :, 0] if dots.ndim == 3 else dots).copy())


def made_out(picture: Picture) -> PageMarks:
    """Return the text and the lines of a page, made out from its picture; takes seconds (识别扫描页)."""
    ruling = ruling_of(picture.dots, scale=picture.scale)
    found, _ = _engine()(picture.dots, use_cls=False)
    pieces = tuple(piece for told in found or () for piece in _pieces(told, picture.scale, ruling))
    return PageMarks(picture.number, picture.width, picture.height, pieces, ruling, recognised=True)


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def ruling_of(picture: _Dots, *, scale: float) -> Ruling:
    """Return the ruling lines of a picture: dark runs far longer than any stroke of a character (图中表格线)."""
    dark = picture < _DARK
    return rule_up(across=_dark_runs(dark, scale), down=_dark_runs(dark.T, scale))


def _dark_runs(dark: _Dots, scale: float) -> Iterator[Segment]:
    """Yield the long dark runs along the rows of a picture, in points."""
    shortest = int(_SHORTEST_RULE * scale / _DOTS_PER_POINT * 2)
    for number in (dark.sum(axis=1) >= shortest).nonzero()[0].tolist():
        edges = _edges(dark[number])
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= shortest:
                yield Segment(number / scale, start / scale, end / scale)


def _edges(row: _Dots) -> list[int]:
    """Return where a row of dots turns dark and light again, in turns."""
    ends: list[int] = (row[1:] != row[:-1]).nonzero()[0].tolist()
    edges = [end + 1 for end in ends]
    if bool(row[0]):
        edges.insert(0, 0)
    if bool(row[-1]):
        edges.append(len(row))
    return edges


def _pieces(told: Any, scale: float, ruling: Ruling) -> Iterator[Piece]:
    """Yield one text as found, parted where it runs over lines of the table."""
    corners, text, confidence = told
    xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    text = str(text).strip()
    if not text:
        return
    if float(confidence) < _LEAST_CONFIDENCE and re.search(r"\d", text):
        text = _UNREADABLE * len(text)
    trim = (bottom - top) * 0.2
    walls = ruling.walls(left=left + trim, right=right - trim, middle=(top + bottom) / 2)
    yield from _parted(Piece(text, left, top + trim, right, bottom - trim), walls)


def _parted(piece: Piece, walls: tuple[float, ...]) -> Iterator[Piece]:
    """Yield the parts of a text between lines, by even widths; figures cannot be parted by guess and are lost."""
    text, left, top, right, bottom = piece
    if not walls:
        yield piece
        return
    if re.search(r"\d", text):
        text = _UNREADABLE * len(text)
    bounds = [left, *walls, right]
    step = (right - left) / len(text)
    for start, end in pairwise(bounds):
        part = "".join(text[i] for i in range(len(text)) if start <= left + (i + 0.5) * step < end)
        if part:
            yield Piece(part, start + 0.5, top, end - 0.5, bottom)
