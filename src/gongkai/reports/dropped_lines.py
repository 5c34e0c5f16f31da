"""Telling a text whose repeated lines were dropped when it was collected (重复行去除的识别).

A statutory table written one cell a line repeats its zeros by the score. A text of that shape in which no line comes
twice, or never twice in a row, has lost figures for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gongkai.documents.blocks import Paragraph
from gongkai.reports.cell_values import printed_value

_FEWEST_LINES = 20


def lost_repeated_lines(lines: Sequence[Paragraph]) -> bool:
    """Tell whether the lines of a report's tables show that repeated lines were dropped (重复行被去除)."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    values = [text for text in texts if "\t" not in text and printed_value(text) is not None]
    if len(texts) < _FEWEST_LINES or not values:
        return False
    none_twice = len(set(texts)) == len(texts)
    none_twice_in_a_row = all(first != second for first, second in pairwise(texts))
    return none_twice or none_twice_in_a_row
