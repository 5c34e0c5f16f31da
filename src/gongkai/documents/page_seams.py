"""Where a table goes on over the end of a page: is the first row there a new one, or the rest of the last (跨页行).

A wrong number is far worse than none. Two halves are put together only on evidence; where the evidence is weak the
rows stay apart and the seam is called doubtful, so that the arithmetic of the form has to decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from gongkai.documents.page_text import is_number, wrapped_number

_ENUMERATOR = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．，]")


class Seam(Enum):
    """What the first row of the next page is to the last row of this one (接缝).

    NEW: a row of its own. REST: the remainder of the same row. DOUBTFUL: either, and nothing tells which.
    """

    NEW = auto()
    REST = auto()
    DOUBTFUL = auto()


@dataclass(frozen=True, slots=True)
class Pair:
    """The cell above a page end and the cell of the same width below it (上下两格).

    ``full`` says that the last line above leaves no room; ``matched`` that there is a cell above at all.
    """

    above: str
    below: str
    full: bool
    matched: bool = True

    @property
    def numeric(self) -> bool:
        """Tell whether neither half holds words (是否数值格)."""
        return all(not text or is_number(text) for text in (self.above, self.below))

    @property
    def overlap(self) -> bool:
        """Tell whether both halves hold something (两半皆有字)."""
        return bool(self.above and self.below)


def begins_item(text: str) -> bool:
    """Tell whether a label begins with a number of its own: （四）, 2., 四、 (是否新编号)."""
    return _ENUMERATOR.match(text) is not None


def judge(pairs: Sequence[Pair], *, edge_open: bool) -> Seam:
    """Decide what the first row of a page is, from its cells and those above them, left to right (判断接缝).

    ``edge_open`` says that no line closes the row above nor opens the one below, while the columns go on.
    """
    cut = len(pairs)
    while cut and pairs[cut - 1].numeric:
        cut -= 1
    labels, values = pairs[:cut], pairs[cut:]
    if any(not pair.matched for pair in values) or not any(pair.below for pair in pairs):
        return Seam.NEW
    if any(begins_item(pair.below) or _figure_under_words(pair) for pair in labels):
        return Seam.NEW
    if not values:
        return _judge_words(labels, edge_open=edge_open)
    if any(pair.overlap and wrapped_number(pair.above, pair.below) is None for pair in values):
        return Seam.NEW
    if labels and labels[-1].below:
        return _judge_labelled(labels[-1], values, edge_open=edge_open)
    return _judge_unlabelled(labels, values, edge_open=edge_open)


def _figure_under_words(pair: Pair) -> bool:
    return pair.overlap and is_number(pair.below)


def _judge_words(labels: Sequence[Pair], *, edge_open: bool) -> Seam:
    """Judge a row of words only: a heading that wraps in every cell where it goes on."""
    going_on = [pair for pair in labels if pair.below]
    if any(not pair.matched or not pair.above for pair in going_on):
        return Seam.NEW
    if edge_open or (len(going_on) > 1 and all(pair.full for pair in going_on)):
        return Seam.REST
    return Seam.NEW


def _judge_unlabelled(labels: Sequence[Pair], values: Sequence[Pair], *, edge_open: bool) -> Seam:
    """Judge a row of figures without a label of its own."""
    overlapping = [pair for pair in values if pair.overlap]
    if not overlapping:
        return Seam.REST if edge_open or any(pair.above for pair in labels) else Seam.DOUBTFUL
    if edge_open or any(pair.above and not pair.below for pair in values):
        return Seam.REST
    return Seam.REST if len(overlapping) == 1 and overlapping[0].full else Seam.DOUBTFUL


def _judge_labelled(own: Pair, values: Sequence[Pair], *, edge_open: bool) -> Seam:
    """Judge a row that has words beside its figures: a label of its own, or the rest of the label above."""
    if not own.matched or not (own.full or edge_open):
        return Seam.NEW
    if not any(pair.overlap for pair in values) or any(pair.above and not pair.below for pair in values):
        return Seam.REST
    return Seam.REST if edge_open else Seam.DOUBTFUL
