"""Which value row is which row of the form (行对应).

Rows keep their order in every carrier. Labels that are known fix their rows; a row whose label is lost takes its place
from the count of rows between two that are known, or none.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reports.labels import EXACT, LabelIndex
from gongkai.reports.value_rows import ValueRow

_UNLABELLED = 1
_PAGE_NUMBERS = 1_000


def align(rows: Sequence[ValueRow], index: LabelIndex) -> list[int | None]:
    """Return, for each row of the form, the position in ``rows`` of its value row, or None (行对应)."""
    scores = [index.likeness(row.letters) for row in rows]
    straight = _straight(scores, len(index.rows))
    if straight is not None:
        return straight
    chosen = _best_path(scores, len(index.rows))
    return _without_guesses(chosen, scores)


def left_over(rows: Sequence[ValueRow], aligned: Sequence[int | None]) -> list[ValueRow]:
    """Return the rows with values that stand among the aligned ones and are none of the form's (未对应的值行).

    They show that the text does not keep the order of the table. A single small number is a page number and no row.
    """
    taken = {position for position in aligned if position is not None}
    among = range(min(taken, default=0), max(taken, default=0))
    return [rows[at] for at in among if at not in taken and rows[at].filled and not _is_page_number(rows[at])]


def _is_page_number(row: ValueRow) -> bool:
    return len(row.filled) == 1 and (row.filled[0].printed.number or 0) < _PAGE_NUMBERS


def _straight(scores: Sequence[tuple[int, ...]], size: int) -> list[int | None] | None:
    """Return the alignment where every form row is met in order by its exact label, else None."""
    found: list[int | None] = []
    for position, score in enumerate(scores):
        expected = len(found)
        if expected < size and score[expected] >= EXACT and score[expected] == max(score):
            found.append(position)
        elif max(score, default=0) >= EXACT or not score:
            return None
    return found if len(found) == size else None


def _best_path(scores: Sequence[tuple[int, ...]], size: int) -> list[int | None]:
    """Return the order-keeping alignment with the highest total likeness (dynamic programming)."""
    count = len(scores)
    best = [[0] * (size + 1) for _ in range(count + 1)]
    for position in range(count - 1, -1, -1):
        for row in range(size - 1, -1, -1):
            worth = _worth(scores[position], row)
            taken = worth + best[position + 1][row + 1] if worth else 0
            best[position][row] = max(taken, best[position + 1][row], best[position][row + 1])
    return _walk(best, scores, size)


def _walk(best: list[list[int]], scores: Sequence[tuple[int, ...]], size: int) -> list[int | None]:
    chosen: list[int | None] = [None] * size
    position = row = 0
    while position < len(scores) and row < size:
        worth = _worth(scores[position], row)
        if worth and best[position][row] == worth + best[position + 1][row + 1]:
            chosen[row] = position
            position, row = position + 1, row + 1
        elif best[position][row] == best[position + 1][row]:
            position += 1
        else:
            row += 1
    return chosen


def _worth(score: tuple[int, ...], row: int) -> int:
    return score[row] or (0 if any(score) else _UNLABELLED)


def _without_guesses(chosen: list[int | None], scores: Sequence[tuple[int, ...]]) -> list[int | None]:
    """Drop the rows without a label wherever their number does not fit the gap that they would fill."""
    size = len(chosen)
    row = 0
    while row < size:
        if _is_labelled(chosen[row], scores):
            row += 1
            continue
        end = row
        while end < size and not _is_labelled(chosen[end], scores):
            end += 1
        before = chosen[row - 1] if row else -1
        after = chosen[end] if end < size else len(scores)
        fits = before is not None and after is not None and after - before - 1 == end - row
        for place in range(row, end):
            chosen[place] = before + 1 + place - row if fits and before is not None else None
        row = end
    return chosen


def _is_labelled(position: int | None, scores: Sequence[tuple[int, ...]]) -> bool:
    return position is not None and any(scores[position])
