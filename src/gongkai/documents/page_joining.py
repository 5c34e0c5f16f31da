"""Fragments of tables on successive pages become one table (跨页拼表).

Columns are matched by their place, never by their count: a label column that is merged over the page end is often not
drawn again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.documents.blocks import Evidence, Grid, Place
from gongkai.documents.page_fragments import Cell, Fragment
from gongkai.documents.page_seams import Pair, Seam, begins_item, judge
from gongkai.documents.page_text import is_number, wrapped_number

_SAME_EDGE = 4.0
_TALLEST_FRAME = 200.0
_MOST_HEADER_ROWS = 5


@dataclass(slots=True)
class _Slot:
    """A cell of the growing table; it may go on over a page end."""

    top: int
    bottom: int
    left: float
    right: float
    text: str
    full: bool


@dataclass(slots=True)
class Table:
    """A table as far as it has been read (表格).

    ``pages`` has one number a row. ``frame`` is true while the table is still a single box.
    """

    xs: list[float]
    pages: list[int]
    slots: list[_Slot]
    open_bottom: bool
    doubtful: bool
    frame: bool
    fragments: list[Fragment] = field(default_factory=list)


def begin(first: Fragment) -> Table:
    """Start a table with its first fragment (起表)."""
    table = Table(list(first.xs), [], [], first.open_bottom, first.doubtful, first.is_frame, [first])
    _append(table, first.cells, first, rows=first.rows)
    return table


def extend(table: Table, below: Fragment) -> bool:
    """Add the fragment at the top of the next page, unless it is another table; tell whether it was added (续表)."""
    if not _may_follow(table, below):
        return False
    shift = _shift(table, below)
    if shift is None:
        return False
    cells = [_moved(cell, table.xs, shift) for cell in below.cells]
    repeated = _repeated_rows(table, cells)
    cells = [_raised(cell, repeated) for cell in cells if cell.top >= repeated]
    if cells:
        _sew(table, cells, below, edge_open=not repeated and (table.open_bottom and below.open_top))
    table.open_bottom = below.open_bottom
    table.doubtful |= below.doubtful
    table.frame = False
    table.fragments.append(below)
    return True


def grid(table: Table, *, number: int) -> Grid:
    """Return the table with its spans expanded; ``number`` is its place among the tables of the file (成表)."""
    xs = _distinct(edge for slot in table.slots for edge in (slot.left, slot.right))
    rows: list[list[str | None]] = [[None] * (len(xs) - 1) for _ in table.pages]
    for slot in table.slots:
        rows[slot.top][_nearest(xs, slot.left)] = slot.text
    return Grid(
        rows=tuple(tuple(row) for row in rows),
        evidence=Evidence.GUESSED if table.doubtful else Evidence.RULED,
        place=Place(page=table.pages[0], table=number),
        pages=tuple(table.pages),
    )


def _may_follow(table: Table, below: Fragment) -> bool:
    last = table.fragments[-1]
    frames = [part for part in (last, below) if part.is_frame]
    return len(frames) < 2 and all(part.y_bottom - part.y_top <= _TALLEST_FRAME for part in frames)


def _shift(table: Table, below: Fragment) -> float | None:
    """Return how far the fragment has to be moved to lie under the table, or None where it does not belong there."""
    left, right = table.xs[0], table.xs[-1]
    if abs(below.xs[-1] - right) <= _SAME_EDGE and _near(table.xs[:-1], below.xs[0]):
        return 0.0
    for shift in (right - below.xs[-1], left - below.xs[0]):
        if len(below.xs) > 2 and all(_near(table.xs, x + shift) for x in below.xs):
            return shift
    return None


def _near(xs: Sequence[float], x: float) -> bool:
    return bool(xs) and abs(xs[_nearest(xs, x)] - x) <= _SAME_EDGE


def _nearest(xs: Sequence[float], x: float) -> int:
    after = bisect_left(xs, x)
    if after == 0:
        return 0
    if after == len(xs) or x - xs[after - 1] <= xs[after] - x:
        return after - 1
    return after


def _moved(cell: Cell, xs: Sequence[float], shift: float) -> Cell:
    left, right = (xs[_nearest(xs, x)] if _near(xs, x) else x for x in (cell.left + shift, cell.right + shift))
    return Cell(cell.top, cell.bottom, left, right, cell.text, cell.full)


def _raised(cell: Cell, rows: int) -> Cell:
    return Cell(cell.top - rows, cell.bottom - rows, cell.left, cell.right, cell.text, cell.full)


def _repeated_rows(table: Table, cells: Sequence[Cell]) -> int:
    """Return how many rows at the top are the head of the table, printed again on this page."""
    best = 0
    for rows in range(1, _MOST_HEADER_ROWS + 1):
        head = [(slot.top, slot.bottom, slot.left, slot.text) for slot in table.slots if slot.top < rows]
        again = [(cell.top, cell.bottom, cell.left, cell.text) for cell in cells if cell.top < rows]
        if sorted(head) != sorted(again) or any(is_number(text) for *_, text in again):
            break
        if any(text for *_, text in again) and all(bottom <= rows for _, bottom, *_ in again):
            best = rows
    return best


def _sew(table: Table, cells: Sequence[Cell], below: Fragment, *, edge_open: bool) -> None:
    """Put the first row in place, joined to the row above or carrying its merged labels on, then all the others."""
    last = len(table.pages)
    first_row = sorted((cell for cell in cells if cell.top == 0), key=lambda cell: cell.left)
    above = {slot.left: slot for slot in table.slots if slot.bottom == last}
    partners = [_partner(above, cell) for cell in first_row]
    seam = judge([_pair(cell, slot) for cell, slot in zip(first_row, partners, strict=True)], edge_open=edge_open)
    table.doubtful |= seam is Seam.DOUBTFUL
    carried: set[Cell] = set()
    if seam is Seam.REST:
        carried = {cell for cell, slot in zip(first_row, partners, strict=True) if slot is not None}
    elif seam is Seam.NEW:
        carried = set(_merged_labels(first_row, partners))
    overlap = 1 if seam is Seam.REST else 0
    rows = max(cell.bottom for cell in cells) - overlap
    for cell, slot in zip(first_row, partners, strict=True):
        if cell in carried and slot is not None:
            slot.text, slot.full = _both(slot.text, cell.text), cell.full or (slot.full and not cell.text)
            slot.bottom = last + cell.bottom - overlap
    rest = [cell for cell in cells if cell not in carried]
    _append(table, [_raised(cell, overlap) for cell in rest], below, rows=rows)


def _append(table: Table, cells: Iterable[Cell], part: Fragment, *, rows: int) -> None:
    base = len(table.pages)
    table.slots.extend(
        _Slot(max(base + cell.top, 0), base + cell.bottom, cell.left, cell.right, cell.text, cell.full)
        for cell in cells
    )
    table.pages.extend([part.page] * rows)
    table.xs = _distinct([*table.xs, *(edge for cell in cells for edge in (cell.left, cell.right))])


def _partner(above: dict[float, _Slot], cell: Cell) -> _Slot | None:
    slot = above.get(cell.left)
    return slot if slot is not None and abs(slot.right - cell.right) <= _SAME_EDGE else None


def _pair(cell: Cell, slot: _Slot | None) -> Pair:
    if slot is None:
        return Pair("", cell.text, full=False, matched=False)
    return Pair(slot.text, cell.text, full=slot.full)


def _merged_labels(first_row: Sequence[Cell], partners: Sequence[_Slot | None]) -> Iterable[Cell]:
    """Yield the cells at the left of a new row that only carry on a label merged over the page end."""
    words = [index for index, cell in enumerate(first_row) if cell.text and not is_number(cell.text)]
    own = words[-1] if words else 0
    for cell, slot in zip(first_row[:own], partners[:own], strict=True):
        if slot is None or (cell.text and slot.text and (begins_item(cell.text) or not slot.full)):
            continue
        if cell.text and not slot.text and not _labels_rows(slot):
            continue
        yield cell


def _labels_rows(slot: _Slot) -> bool:
    """Tell whether an empty cell at the page end spans rows, so that its words may stand on the next page."""
    return slot.bottom - slot.top > 1


def _both(above: str, below: str) -> str:
    if not above or not below:
        return above or below
    whole = wrapped_number(above, below)
    return whole if whole is not None else f"{above}\n{below}"


def _distinct(edges: Iterable[float]) -> list[float]:
    """Return sorted positions, taking those that nearly agree for one."""
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > _SAME_EDGE:
            kept.append(edge)
    return kept
