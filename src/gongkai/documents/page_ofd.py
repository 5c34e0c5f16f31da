"""An OFD page as text pieces and ruling lines (OFD 页面元素).

Lengths in the file are millimetres with y growing downward; pieces are in points.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from lxml import etree

from gongkai.documents.page_marks import PageMarks, Piece
from gongkai.documents.page_ruling import Segment, rule_up
from gongkai.documents.problems import DocumentError

MOST_MARKS = 200_000
"""Characters and path steps on one page."""
_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_THIN = 3.2
_STRAIGHT = 0.8
_ASCENT = 0.82
_DESCENT = 0.1
_WIDE_GAP = 0.6
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Box: TypeAlias = tuple[float, float, float, float]
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is measured: its box in millimetres and its layers, templates first (版面页)."""

    box: Box | None
    layers: tuple[etree._Element, ...]
    has_image: bool


def page_box(parent: etree._Element | None) -> Box | None:
    """Return the physical box told in a page area, x, y, width and height in millimetres (页面区域)."""
    told = None if parent is None else parent.findtext("{*}PageArea/{*}PhysicalBox") or _area_of(parent)
    numbers = _numbers(told or "")
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3]


def marks(sheet: Sheet, *, number: int) -> PageMarks:
    """Return the text and the lines of a page. Raises DocumentError (file.hostile) past all reason (一页的版面元素)."""
    box = sheet.box or _A4
    pieces: list[Piece] = []
    across: list[Segment] = []
    down: list[Segment] = []
    count = 0
    for layer in sheet.layers:
        for shape in layer.iter("{*}TextObject", "{*}PathObject"):
            if str(shape.tag).endswith("TextObject"):
                fresh = list(_text_pieces(shape))
                count += sum(len(piece.text) for piece in fresh)
                pieces.extend(fresh)
            else:
                count += _add_lines(shape, across, down, MOST_MARKS - count)
            if count > MOST_MARKS:
                raise DocumentError("file.hostile", f"OFD 第{number}页的文字或图形数量远超正常页面，已停止读取。")
    ruling = rule_up(across=across, down=down)
    return PageMarks(number, box[2] * _POINTS, box[3] * _POINTS, tuple(pieces), ruling)


def _area_of(parent: etree._Element) -> str | None:
    return parent.findtext("{*}Area/{*}PhysicalBox")


def _numbers(text: str) -> list[float]:
    found = []
    for word in text.split():
        try:
            number = float(word)
        except ValueError:
            return []
        if not math.isfinite(number):
            return []
        found.append(number)
    return found


def _placement(shape: etree._Element) -> _Matrix:
    """Return the matrix from an object's own coordinates to those of the page."""
    boundary = _numbers(shape.get("Boundary", "")) or [0.0, 0.0]
    ctm = _numbers(shape.get("CTM", ""))
    a, b, c, d, e, f = ctm if len(ctm) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + boundary[0], f + (boundary[1] if len(boundary) > 1 else 0.0)


def _text_pieces(shape: etree._Element) -> Iterator[Piece]:
    matrix = _placement(shape)
    if _slants(matrix):
        return
    size = (_numbers(shape.get("Size", "")) or [3.5])[0]
    x = y = 0.0
    for code in shape.iterfind("{*}TextCode"):
        x = (_numbers(code.get("X", "")) or [x])[0]
        y = (_numbers(code.get("Y", "")) or [y])[0]
        text = code.text or ""
        steps = (_deltas(code.get("DeltaX", ""), len(text)), _deltas(code.get("DeltaY", ""), len(text)))
        yield from _runs(text, (x, y), steps, size=size, matrix=matrix)


def _slants(matrix: _Matrix) -> bool:
    """Tell whether text runs askew, as a watermark does."""
    quarters = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
    return abs(quarters - round(quarters)) > 0.06


def _deltas(told: str, most: int) -> list[float]:
    """Return the steps between characters; ``g 3 2.5`` stands for three steps of 2.5."""
    words = told.split()
    steps: list[float] = []
    index = 0
    while index < len(words) and len(steps) < most:
        if words[index] == "g" and index + 2 < len(words):
            repeat = _numbers(words[index + 1])
            step = _numbers(words[index + 2])
            if repeat and step:
                steps.extend(step * min(int(repeat[0]), most))
            index += 3
        else:
            steps.extend(_numbers(words[index]))
            index += 1
    return steps


def _runs(
    text: str,
    start: tuple[float, float],
    steps: tuple[Sequence[float], Sequence[float]],
    *,
    size: float,
    matrix: _Matrix,
) -> Iterator[Piece]:
    """Yield the words of a text code: parted at blanks, at wide gaps and where a character stands below another."""
    run: list[Piece] = []
    x, y = start
    for index, character in enumerate(text):
        step = steps[0][index] if index < len(steps[0]) else None
        drop = steps[1][index] if index < len(steps[1]) else 0.0
        width = _width(character, size, step)
        box = Piece(character, *_spread(x, y, width, size, matrix))
        if run and (character.isspace() or _apart(run[-1], box)):
            yield _word(run)
            run = []
        if not character.isspace():
            run.append(box)
        x += width if step is None and not drop else (step or 0.0)
        y += drop
    if run:
        yield _word(run)


def _width(character: str, size: float, step: float | None) -> float:
    own = size * (0.5 if character.isascii() else 1.0)
    return min(own, step) if step else own


def _spread(x: float, y: float, width: float, size: float, matrix: _Matrix) -> Box:
    corners = [(x + dx, y + dy) for dx in (0.0, width) for dy in (-_ASCENT * size, _DESCENT * size)]
    a, b, c, d, e, f = matrix
    xs = [(a * px + c * py + e) * _POINTS for px, py in corners]
    ys = [(b * px + d * py + f) * _POINTS for px, py in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _apart(before: Piece, after: Piece) -> bool:
    em = before.bottom - before.top
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    return after.left - before.right > _WIDE_GAP * em or overlap < em / 2 or after.right < before.left


def _word(run: Sequence[Piece]) -> Piece:
    return Piece(
        "".join(piece.text for piece in run),
        min(piece.left for piece in run),
        min(piece.top for piece in run),
        max(piece.right for piece in run),
        max(piece.bottom for piece in run),
    )


def _add_lines(shape: etree._Element, across: list[Segment], down: list[Segment], most: int) -> int:
    """Add the straight lines of a path; return how many steps it has."""
    a, b, c, d, e, f = _placement(shape)
    steps = 0
    filled_only = shape.get("Stroke", "true") == "false"
    for outline in _outlines(shape.findtext("{*}AbbreviatedData") or ""):
        points = [((a * x + c * y + e) * _POINTS, (b * x + d * y + f) * _POINTS) for x, y in outline]
        steps += len(points)
        if steps > most:
            break
        extent = _extent(points)
        if _line(extent, across, down, thin=_THIN) or filled_only:
            continue
        for start, end in pairwise(points):
            _line(_extent([start, end]), across, down, thin=_STRAIGHT)
    return steps


def _outlines(told: str) -> Iterator[list[tuple[float, float]]]:
    outline: list[tuple[float, float]] = []
    operator, operands = "", list[float]()
    for word in _words(told):
        if word.isalpha():
            operator, operands = word.upper(), []
            if operator == "C" and outline:
                outline.append(outline[0])
            continue
        operands.append(float(word))
        if len(operands) < (_OPERANDS.get(operator) or len(operands) + 1):
            continue
        if operator in "SM":
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append((operands[-2], operands[-1]))
        operands = []
    if len(outline) > 1:
        yield outline


def _words(told: str) -> Iterable[str]:
    return (found.group() for found in _STEP.finditer(told))


def _extent(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _line(extent: Box, across: list[Segment], down: list[Segment], *, thin: float) -> bool:
    """Add a thin box as the line it shows, and tell whether it was thin."""
    left, top, right, bottom = extent
    if bottom - top <= thin < right - left:
        across.append(Segment((top + bottom) / 2, left, right))
        return True
    if right - left <= thin < bottom - top:
        down.append(Segment((left + right) / 2, top, bottom))
        return True
    return False
