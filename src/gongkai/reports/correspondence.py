"""Which cells of one edition say what a cell of another says (格式版本对应).

The same path means the same in every edition. Beyond that, a row that one edition leaves undivided is the sum of the
rows that another prints under its label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.statute.editions import BY_EDITION, EDITIONS
from gongkai.statute.report_form import CellRef, Value, total

TABLE_UNREAD = "本表未读出"
ROW_LACKING = "该版格式无此项"
BLANK = "空白"


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """What a report says of a cell: the figure, or in words why there is none (对应数值)."""

    value: Value
    absence: str = ""


def figure_told(path: str, *, figures: Mapping[str, Value], editions: Mapping[str, str]) -> ToldFigure:
    """Return what a report says of a cell of whichever edition (取对应数值)."""
    table = path.partition(".")[0]
    if table not in editions:
        return ToldFigure(None, TABLE_UNREAD)
    terms = terms_of(path, editions[table])
    if not terms:
        return ToldFigure(None, ROW_LACKING)
    value = total(terms, figures)
    return ToldFigure(value, BLANK if value is None else "")


@cache
def terms_of(path: str, edition: str) -> tuple[str, ...]:
    """Return the cells of an edition whose sum the cell is; none where nothing corresponds (对应单元格)."""
    form = BY_EDITION[edition]
    if path in form.by_path:
        return (path,)
    cell = cell_at(path)
    return tuple(
        other.path
        for other in form.by_path.values()
        if cell is not None
        and other.table == cell.table
        and other.column.key == cell.column.key
        and other.row.groups[-1:] == (cell.row.label,)
    )


@cache
def cell_at(path: str) -> CellRef | None:
    """Return a cell as the newest edition that has it tells it, None where none has (按路径取单元格)."""
    return next((form.by_path[path] for form in reversed(EDITIONS) if path in form.by_path), None)
