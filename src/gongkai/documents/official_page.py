"""The official page: its size, margins and type sizes, in one place for every writer (公文版面).

GB/T 9704-2012: A4; margins that leave 156 by 225 mm; 22 lines of 28 characters in 3号. Lengths are millimetres, sizes
points.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

POINTS_PER_MM = 72 / 25.4
TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with the margins of official documents (版心). Millimetres."""

    width: float = 210
    height: float = 297
    top: float = 37
    right: float = 26
    bottom: float = 35
    left: float = 28
    page_number_gap: float = 7
    """From the text down to the page number."""


PAGE = Page()

TEXT_SIZE = 16
"""3号, points."""
TITLE_SIZE = 22
"""2号, points."""
PAGE_NUMBER_SIZE = 14
"""4号, points."""
LINE_PITCH = 29
"""From line to line, points: 22 lines in 225 mm."""
TITLE_PITCH = 35
TRACKING = -0.25
"""Between characters, points: 28 of 16 points fit in 156 mm only when set a little closer."""
RED = "E60012"
DATE_INDENT = 4
"""Characters that stay free to the right of the date of a sealed letter."""


def width_in_characters(text: str) -> float:
    """Return how wide a text is, a Chinese character being one and a Latin one a half (字宽)."""
    return sum(1 if east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def signature_indents(organ: str, day: str) -> tuple[float, float]:
    """Return how many characters stay free to the right of the signature and of the date (署名和日期的右空字数).

    The date keeps four; the signature is centred over it; where that would run over the edge, the date gives way.
    """
    over = (width_in_characters(organ) - width_in_characters(day)) / 2
    date_indent = max(DATE_INDENT, over)
    return date_indent - over, date_indent


def twips(millimetres: float) -> int:
    """Return a length in the unit of Word, twentieths of a point (缇)."""
    return round(millimetres * POINTS_PER_MM * TWIPS_PER_POINT)
