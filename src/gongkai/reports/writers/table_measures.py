"""How wide the columns of the printed tables are, and how large a figure is set in them (表格尺寸).

The text of the page is 156 mm wide; the standard leaves the type of tables to the printer: 小五, 9 points.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.documents.official_page import TWIPS_PER_POINT
from gongkai.reports.writers.printed import PrintedCell

TABLE_POINTS = 9.0
PADDING = 20
"""Left and right of the text of a cell, twips."""
LABEL_INDENT = 40
"""What the label of a row keeps from the line at its left besides, twips."""
WIDTHS: Mapping[str, tuple[int, ...]] = {
    "proactive": (2844, 2000, 2000, 2000),
    "applications": (440, 840, 2524, *[720] * 7),
    "remedies": (589,) * 15,
}
"""Column widths in twips; the text is 8844 twips (156 mm) wide."""

_DIGIT = 0.66
"""How wide a digit is at most in the fonts that tables are set in, in sizes of type."""


def width_of(cell: PrintedCell, widths: tuple[int, ...]) -> int:
    """Return the width of a cell with what it spans, twips (单元格宽度)."""
    return sum(widths[cell.column : cell.column + cell.colspan])


def points_of(cell: PrintedCell, widths: tuple[int, ...]) -> float:
    """Return the size in which a cell is set: a figure always stands on one line (单元格字号)."""
    if cell.path is None or not cell.text:
        return TABLE_POINTS
    room = (width_of(cell, widths) - 2 * PADDING) / TWIPS_PER_POINT
    # Half points are the steps of Word.
    return min(TABLE_POINTS, int(2 * room / (len(cell.text) * _DIGIT)) / 2)
