"""The form as a field of boxes to tick: which cells are to be compared (选择单元格)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongkai.statute.editions import EDITIONS
from gongkai.statute.report_form import CellRef, Section


@dataclass(frozen=True, slots=True)
class Box:
    """One cell to tick (单元格选项)."""

    path: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One row of the form with its boxes; None where the row has no such cell (一行选项)."""

    label: str
    boxes: tuple[Box | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One part of the form to choose from (选项表). ``is_open`` where something in it is chosen."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[BoxRow, ...]
    is_open: bool


def grids(chosen: Collection[str]) -> Sequence[Grid]:
    """Return the newest form, and what only an older one has, as boxes to tick (选择单元格)."""
    told: list[Grid] = []
    offered: set[str] = set()
    for form in reversed(EDITIONS):
        only = "" if form is EDITIONS[-1] else f"（只有{form.edition}年版格式有）"
        for table in form.tables:
            for section in table.sections:
                rows = _rows(table.key, section, offered=offered, chosen=chosen)
                if rows:
                    columns = tuple(column.label for column in section.columns)
                    told.append(Grid(f"{_PARTS[table.key]}{section.heading}{only}", columns, rows, _is_open(rows)))
        offered |= form.by_path.keys()
    return told


def _rows(table: str, section: Section, *, offered: Collection[str], chosen: Collection[str]) -> tuple[BoxRow, ...]:
    """Return the rows of a section in which there is a cell that no newer form offered."""
    told = []
    for row in section.rows:
        cells = [CellRef(table, row, column) for column in section.columns]
        boxes = tuple(None if cell.path in offered else _box(cell, chosen) for cell in cells)
        if any(boxes):
            told.append(BoxRow(row.label, boxes))
    return tuple(told)


def _box(cell: CellRef, chosen: Collection[str]) -> Box:
    return Box(cell.path, f"{cell.row.label}，{cell.column.label}", cell.path in chosen)


def _is_open(rows: Sequence[BoxRow]) -> bool:
    return any(box.is_chosen for row in rows for box in row.boxes if box)


_PARTS = {"proactive": "主动公开：", "applications": "申请办理：", "remedies": ""}
