"""Ruling lines become lattices of cells: which lines belong together, and which cells are merged (表格线网).

A lattice is found without looking at any text. A place where the lines contradict each other (a cell that is not a
rectangle) makes the lattice doubtful.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.documents.page_ruling import Ruling, Segment

_TOUCH = 3.5
_OVERHANG = 8.0
_SMALLEST_SIDE = 12.0
_MOST_MEETINGS = 400_000
_WALL_SHARE = 0.6


class Region(NamedTuple):
    """One cell, by the lines around it: rows ``top`` up to ``bottom``, columns ``left`` up to ``right`` (单元格)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """One ruled table on one page: its lines and its cells (线网).

    ``xs`` and ``ys`` bound columns and rows. ``open_top`` and ``open_bottom`` say that the vertical lines go on without
    a closing line, as they do where a row is cut by the end of the page.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open_top: bool
    open_bottom: bool
    doubtful: bool

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside the lattice (是否在表内)."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def lattices(ruling: Ruling) -> tuple[Lattice, ...]:
    """Return the tables drawn on a page, from top to bottom; frames around other tables are left out (识别表格)."""
    across = [Segment(track.at, *span) for track in ruling.across for span in track.spans]
    down = [Segment(track.at, *span) for track in ruling.down for span in track.spans]
    if not across or not down or len(across) * len(down) > _MOST_MEETINGS:
        return ()
    found = [lattice for group in _connected(across, down) if (lattice := _lattice(*group)) is not None]
    found.sort(key=lambda lattice: (lattice.ys[0], lattice.xs[0]))
    return tuple(lattice for lattice in found if not _redundant(lattice, found))


def _redundant(lattice: Lattice, others: Sequence[Lattice]) -> bool:
    """Tell whether a lattice is a frame around another one, or a box inside a cell of another one."""
    framed = len(lattice.regions) == 1
    for other in others:
        if other is lattice:
            continue
        if framed and _inside(other, lattice) and len(other.regions) > 1:
            return True
        if _inside(lattice, other) and len(other.regions) > 1:
            return True
    return False


def _inside(inner: Lattice, outer: Lattice) -> bool:
    return outer.holds(inner.xs[0], inner.ys[0]) and outer.holds(inner.xs[-1], inner.ys[-1])


def _connected(across: list[Segment], down: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Part the lines into groups that touch each other; lines that touch nothing fall away."""
    owner = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for shift, (x, top, bottom) in enumerate(down, start=len(across)):
        for index, (y, left, right) in enumerate(across):
            if left - _TOUCH <= x <= right + _TOUCH and top - _TOUCH <= y <= bottom + _TOUCH:
                owner[root(index)] = root(shift)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for index, segment in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(segment)
    for index, segment in enumerate(down, start=len(across)):
        groups.setdefault(root(index), ([], []))[1].append(segment)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(across: list[Segment], down: list[Segment]) -> Lattice | None:
    xs, _, _ = _bounds(down, across)
    ys, open_top, open_bottom = _bounds(across, down)
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < _SMALLEST_SIDE or ys[-1] - ys[0] < _SMALLEST_SIDE:
        return None
    walls, floors = _walls(down, xs, ys), _walls(across, ys, xs)
    kept_xs, walls = _without_idle(xs, walls)
    kept_ys, floors = _without_idle(ys, floors)
    if (kept_xs, kept_ys) != (xs, ys):
        walls, floors = _walls(down, kept_xs, kept_ys), _walls(across, kept_ys, kept_xs)
    regions, doubtful = _regions(len(kept_ys) - 1, len(kept_xs) - 1, walls, floors)
    return Lattice(kept_xs, kept_ys, regions, open_top, open_bottom, doubtful)


def _bounds(lines: list[Segment], crossing: list[Segment]) -> tuple[tuple[float, ...], bool, bool]:
    """Return the positions of parallel lines, with an edge added where the crossing lines stick out at an end."""
    positions = sorted({segment.at for segment in lines})
    first = min(segment.start for segment in crossing)
    last = max(segment.end for segment in crossing)
    opens = positions[0] - first > _OVERHANG
    goes_on = last - positions[-1] > _OVERHANG
    return tuple([first] * opens + positions + [last] * goes_on), opens, goes_on


def _walls(lines: list[Segment], at: Sequence[float], steps: Sequence[float]) -> list[set[int]]:
    """Return for each position in ``at`` the steps along which a line stands there."""
    walls: list[set[int]] = [set() for _ in at]
    index = {position: number for number, position in enumerate(at)}
    for position, start, end in lines:
        number = index.get(position)
        if number is None:
            continue
        for step in range(max(bisect_right(steps, start) - 1, 0), min(bisect_left(steps, end), len(steps) - 1)):
            shared = min(end, steps[step + 1]) - max(start, steps[step])
            if shared > _WALL_SHARE * (steps[step + 1] - steps[step]):
                walls[number].add(step)
    return walls


def _without_idle(at: tuple[float, ...], walls: list[set[int]]) -> tuple[tuple[float, ...], list[set[int]]]:
    """Leave out inner positions where no wall stands (a stroke too short to part anything)."""
    last = len(at) - 1
    kept = [number for number in range(len(at)) if number in (0, last) or walls[number]]
    return tuple(at[number] for number in kept), [walls[number] for number in kept]


def _regions(rows: int, columns: int, walls: list[set[int]], floors: list[set[int]]) -> tuple[tuple[Region, ...], bool]:
    taken: set[tuple[int, int]] = set()
    regions: list[Region] = []
    doubtful = False
    for top in range(rows):
        for left in range(columns):
            if (top, left) in taken:
                continue
            region, certain = _grow(top, left, rows, columns, walls, floors, taken)
            doubtful |= not certain
            regions.append(region)
            taken.update((r, c) for r in range(region.top, region.bottom) for c in range(region.left, region.right))
    return tuple(regions), doubtful


def _grow(
    top: int,
    left: int,
    rows: int,
    columns: int,
    walls: list[set[int]],
    floors: list[set[int]],
    taken: set[tuple[int, int]],
) -> tuple[Region, bool]:
    """Return the largest cell from an upper left corner, and whether every line around it agrees."""
    right = left + 1
    while right < columns and top not in walls[right] and (top, right) not in taken:
        right += 1
    bottom = top + 1
    while bottom < rows:
        closed = sum(column in floors[bottom] for column in range(left, right))
        parted = any(bottom in walls[column] for column in range(left + 1, right))
        if closed == right - left:
            return Region(top, left, bottom, right), True
        sides = (left == 0 or bottom in walls[left]) and (right == columns or bottom in walls[right])
        if closed or parted or not sides:
            return Region(top, left, bottom, right), False
        bottom += 1
    return Region(top, left, bottom, right), True
