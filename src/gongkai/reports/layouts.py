"""Where in its rows a table keeps its columns (列位).

A ruled grid is believed: its columns are those where whole rows have their values, or those under the printed heads.
Fields parted by tabs or bars are believed only if every row that they place also adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from gongkai.documents.blocks import Grid
from gongkai.reports.characters import core
from gongkai.reports.placement import Candidate
from gongkai.reports.value_rows import Token, ValueRow
from gongkai.statute.report_form import Column


def columns_under_heads(grid: Grid, *, before: int, columns: Sequence[Column]) -> tuple[int, ...] | None:
    """Return the grid columns that stand under the form's column heads, or None where not all are found (表头定列).

    ``before`` is the number of rows that belong to the head. The words of a head may be spread over its rows.
    """
    width = max((len(row) for row in grid.rows[:before]), default=0)
    head_rows = grid.rows[:before]
    heads = ["".join(core(row[at] or "") for row in head_rows if at < len(row)) for at in range(width)]
    names = [tuple(core(label) for label in wanted.labels) for wanted in columns]
    return _in_order(heads, names) or _each_once(heads, names)


def _in_order(heads: Sequence[str], names: Sequence[tuple[str, ...]]) -> tuple[int, ...] | None:
    found: list[int] = []
    position = -1
    for wanted in names:
        position = next((at for at in range(position + 1, len(heads)) if heads[at].endswith(wanted)), -1)
        if position < 0:
            return None
        found.append(position)
    return tuple(found)


def _each_once(heads: Sequence[str], names: Sequence[tuple[str, ...]]) -> tuple[int, ...] | None:
    """Return the columns of heads that stand in another order, where each is found exactly once."""
    found = [[at for at, head in enumerate(heads) if head.endswith(wanted)] for wanted in names]
    columns = tuple(at[0] for at in found if len(at) == 1)
    return columns if len(set(columns)) == len(names) else None


Shape: TypeAlias = tuple[int, int]
"""A grid of the file and a number of columns: rows of one shape keep their values in the same columns."""


def shape_of(row: ValueRow) -> Shape:
    """Return the shape of a row of a grid (行形状)."""
    return row.grid, row.width


def columns_by_shape(
    rows: Iterable[ValueRow], size: int, heads: Mapping[int, tuple[int, ...]]
) -> Mapping[Shape, tuple[int, ...]]:
    """Return the columns in which rows of each shape keep their ``size`` values (各形状定列).

    They are those where most whole rows of the shape keep them; else those under the printed heads of the grid; else
    the only ``size`` cells that stand after the label. A table goes on behind a page break in a grid that lacks the
    labels merged before it, so nothing is carried from one shape to another.
    """
    of_shape: dict[Shape, list[ValueRow]] = {}
    for row in rows:
        of_shape.setdefault(shape_of(row), []).append(row)
    found = {shape: _columns_of(members, size, heads.get(shape[0])) for shape, members in of_shape.items()}
    return {shape: columns for shape, columns in found.items() if columns}


def _columns_of(rows: Sequence[ValueRow], size: int, heads: tuple[int, ...] | None) -> tuple[int, ...] | None:
    whole = _columns_of_whole_rows(rows, size)
    if whole and heads and set(whole) == set(heads):
        return heads
    return whole or heads or _columns_after_labels(rows, size)


def _columns_after_labels(rows: Sequence[ValueRow], size: int) -> tuple[int, ...] | None:
    places = {tuple(token.column for token in row.tokens) for row in rows}
    columns = places.pop()
    return columns if not places and len(columns) == size else None


def _columns_of_whole_rows(rows: Iterable[ValueRow], size: int) -> tuple[int, ...] | None:
    seen = Counter(tuple(token.column for token in row.filled) for row in rows if len(row.filled) == size)
    return seen.most_common(1)[0][0] if seen else None


def placed(row: ValueRow, columns: tuple[int, ...]) -> Candidate | None:
    """Return the row's values at the given columns, or None where a value stands outside them (按列落位)."""
    if tuple([token.column for token in row.filled]) == columns:
        return Candidate(row.filled)
    at = {token.column: token for token in row.tokens}
    if any(token.column not in columns for token in row.filled):
        return None
    return Candidate(tuple(at.get(column) for column in columns))


def trusted_fields(rows: Sequence[ValueRow], size: int) -> tuple[int, ...] | None:
    """Return the positions of the columns among the fields of a line, or None where they cannot be trusted (字段定列).

    The rows with all their values must keep them at the same positions, and every other row, read at those positions,
    must have its sum and satisfy it.
    """
    if all(len(row.tokens) == len(row.filled) for row in rows):
        return None
    patterns = {_positions(row) for row in rows if len(row.filled) == size}
    if not patterns and all(len(row.tokens) == size for row in rows):
        patterns = {tuple(range(size))}
    if len(patterns) != 1:
        return None
    pattern = patterns.pop()
    return pattern if all(_agrees(row, pattern) for row in rows) else None


def at_positions(row: ValueRow, positions: Sequence[int]) -> Candidate:
    """Return the fields at the given positions as one reading of the row (按位落位)."""
    return Candidate(tuple(_field(row.tokens, position) for position in positions))


def _field(tokens: Sequence[Token], position: int) -> Token | None:
    return tokens[position] if position < len(tokens) else None


def _positions(row: ValueRow) -> tuple[int, ...]:
    return tuple(position for position, token in enumerate(row.tokens) if not token.printed.is_blank)


def _agrees(row: ValueRow, pattern: tuple[int, ...]) -> bool:
    positions = _positions(row)
    if not positions or positions == pattern:
        return True
    if not set(positions) <= set(pattern) or pattern[-1] not in positions:
        return False
    return at_positions(row, pattern).sums_up((len(pattern),))
