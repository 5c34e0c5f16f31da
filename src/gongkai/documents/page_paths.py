"""The straight strokes of a PDF page: lines, thin filled boxes and the sides of drawn boxes (PDF 线条).

Walks the page's objects once, into form objects too, and also tells whether there is a picture among them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from gongkai.documents.page_ruling import Segment
from gongkai.documents.problems import DocumentError

MOST_OBJECTS = 60_000
MOST_SEGMENTS = 200_000
_LARGEST_DRAWING = 4_000
_DEEPEST_FORM = 8
_THIN = 3.2
_STRAIGHT = 0.8
_BOX_SEGMENTS = 5

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_UPRIGHT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Strokes: TypeAlias = tuple[list[Segment], list[Segment], bool]


class _Bounds(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


class _Point(NamedTuple):
    x: float
    y: float


class _Walk:
    """What has been found on a page so far, and how much was asked for."""

    __slots__ = ("across", "down", "has_image", "number", "objects", "segments")

    def __init__(self, number: int) -> None:
        self.number = number
        self.across: list[Segment] = []
        self.down: list[Segment] = []
        self.has_image = False
        self.objects = 0
        self.segments = 0

    def count(self, *, objects: int = 0, segments: int = 0) -> None:
        self.objects += objects
        self.segments += segments
        if self.objects > MOST_OBJECTS or self.segments > MOST_SEGMENTS:
            message = f"PDF 第{self.number}页的图形数量远超正常页面，已停止读取。"
            raise DocumentError("file.hostile", message)


def strokes(page: pdfium.FPDF_PAGE, *, number: int) -> _Strokes:
    """Return horizontal strokes, vertical strokes, and whether the page shows a picture (提取线条).

    In the page's own coordinates: y grows upward. ``number`` is for messages. Raises DocumentError (file.hostile).
    """
    walk = _Walk(number)
    count = pdfium.FPDFPage_CountObjects(page)
    walk.count(objects=max(count, 0))
    for index in range(count):
        _visit(pdfium.FPDFPage_GetObject(page, index), _UPRIGHT, 0, walk)
    return walk.across, walk.down, walk.has_image


def _visit(shape: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, depth: int, walk: _Walk) -> None:
    kind = pdfium.FPDFPageObj_GetType(shape)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _visit_path(shape, matrix, walk)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        walk.has_image = True
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        count = pdfium.FPDFFormObj_CountObjects(shape)
        walk.count(objects=max(count, 0))
        inner = _times(_matrix(shape), matrix)
        for index in range(count):
            _visit(pdfium.FPDFFormObj_GetObject(shape, index), inner, depth + 1, walk)


def _visit_path(path: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, walk: _Walk) -> None:
    bounds = _bounds(path, matrix)
    if bounds is None:
        return
    if bounds.top - bounds.bottom <= _THIN or bounds.right - bounds.left <= _THIN:
        _add_box(bounds, walk)
        return
    segments = pdfium.FPDFPath_CountSegments(path)
    walk.count(segments=max(segments, 0))
    if not 2 <= segments <= _LARGEST_DRAWING:
        return
    stroked = _is_stroked(path)
    if not stroked and segments <= _BOX_SEGMENTS:
        return
    outlines = _outlines(path, segments, _times(_matrix(path), matrix))
    for outline in outlines:
        if stroked:
            _add_sides(outline, walk)
        else:
            _add_box(_extent(outline), walk)


def _bounds(shape: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> _Bounds | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(shape, *(ctypes.byref(edge) for edge in edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    if matrix is _UPRIGHT:
        return _Bounds(left, bottom, right, top)
    return _extent([_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)])


def _add_box(box: _Bounds, walk: _Walk) -> None:
    """Add a box that is thin as the line it shows; a dot and a broad box show none."""
    width, height = box.right - box.left, box.top - box.bottom
    if height <= _THIN < width:
        walk.across.append(Segment((box.top + box.bottom) / 2, box.left, box.right))
    elif width <= _THIN < height:
        walk.down.append(Segment((box.left + box.right) / 2, box.bottom, box.top))


def _add_sides(outline: list[_Point], walk: _Walk) -> None:
    for start, end in pairwise(outline):
        box = _extent([start, end])
        if min(box.right - box.left, box.top - box.bottom) <= _STRAIGHT:
            _add_box(box, walk)


def _extent(points: list[_Point]) -> _Bounds:
    xs, ys = [point.x for point in points], [point.y for point in points]
    return _Bounds(min(xs), min(ys), max(xs), max(ys))


def _is_stroked(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _outlines(path: pdfium.FPDF_PAGEOBJECT, segments: int, matrix: _Matrix) -> Iterator[list[_Point]]:
    """Yield the polygons of a path; a curve counts as its end points."""
    outline: list[_Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = []
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        outline.append(_moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _matrix(shape: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, ctypes.byref(found)):
        return _UPRIGHT
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    """Return the matrix that applies ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(x: float, y: float, matrix: _Matrix) -> _Point:
    a, b, c, d, e, f = matrix
    return _Point(a * x + c * y + e, b * x + d * y + f)
