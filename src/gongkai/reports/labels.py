"""Which row of the form a printed label means (标签识别).

Labels arrive split over cells, runs and lines, with the merged labels left of them in front, their numbering lost,
their punctuation changed, or cut short. What survives is looked up by its letters only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.reports.characters import core
from gongkai.statute.report_form import Row

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九](?![类个])|\d)+")
_SHORTEST_PIECE = 4
_REMEMBERED = 20_000
EXACT, WITHIN, PIECE = 30, 20, 10


def without_ordinal(letters: str) -> str:
    """Return a label's letters without the number in front: 1属于国家秘密 → 属于国家秘密 (去序号)."""
    return _ORDINAL.sub("", letters) or letters


@dataclass(frozen=True, slots=True)
class _RowLabels:
    """The letters of every label a row is known by, with and without its number, longest first."""

    full: tuple[str, ...]
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LabelIndex:
    """The labels of a table's rows, ready to be looked up (标签索引)."""

    rows: tuple[_RowLabels, ...]
    _seen: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def likeness(self, letters: str) -> tuple[int, ...]:
        """Return, row by row, how surely ``letters`` end in the row's label: 0 for not at all (标签相似度).

        ``letters`` are those of everything printed since the last value. A label at the end is surer than one within,
        a whole label surer than its beginning, a longer one surer than a shorter.
        """
        found = self._seen.get(letters)
        if found is None:
            found = tuple(_likeness(letters, labels) for labels in self.rows)
            if len(self._seen) < _REMEMBERED:
                self._seen[letters] = found
        return found


def index_of(rows: tuple[Row, ...]) -> LabelIndex:
    """Return the index of some rows' labels (标签索引)."""
    return LabelIndex(tuple(_labels_of(row) for row in rows))


def _labels_of(row: Row) -> _RowLabels:
    full = {core(label) for label in row.labels}
    bare = {without_ordinal(label) for label in full}
    return _RowLabels(tuple(sorted(full, key=len, reverse=True)), tuple(sorted(bare, key=len, reverse=True)))


def _likeness(letters: str, labels: _RowLabels) -> int:
    for label in labels.full:
        if letters.endswith(label):
            return EXACT + len(label)
    for label in labels.bare:
        if letters.endswith(label):
            return EXACT + len(label) - 1
    if any(len(label) >= _SHORTEST_PIECE and label in letters for label in labels.bare):
        return WITHIN
    return PIECE if _ends_in_piece(letters, labels.bare[0]) else 0


def _ends_in_piece(letters: str, label: str) -> bool:
    """Tell whether the letters end in the beginning of the label: the rest of it stands after the values."""
    most = min(len(letters), len(label))
    return any(letters.endswith(label[:size]) for size in range(most, _SHORTEST_PIECE - 1, -1))
