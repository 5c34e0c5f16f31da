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
_LONGEST_ROW = 200


def lost_repeated_lines(lines: Sequence[Paragraph]) -> bool:
    """Tell whether the lines of a report's tables show that repeated lines were dropped (重复行被去除)."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    values = [text for text in texts if printed_value(text) is not None]
    if len(texts) < _FEWEST_LINES or not values or any(map(_holds_a_row, texts)):
        return False
    none_twice = len(set(texts)) == len(texts)
    none_twice_in_a_row = all(first != second for first, second in pairwise(texts))
    return none_twice or none_twice_in_a_row


def _holds_a_row(line: str) -> bool:
    """Tell whether a line holds several values: then it is not a text of one cell a line."""
    return len(line) < _LONGEST_ROW and sum(printed_value(part) is not None for part in line.split()) > 1
