"""A table that a file holds more than once: last year's beside this year's, or two reports in one file (重复的表格)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from gongkai.documents.problems import Problem
from gongkai.reports.bound_table import BoundTable, repeated
from gongkai.reports.value_rows import ValueRow


def parts_from(rows: Sequence[ValueRow], opens: Callable[[ValueRow], bool]) -> list[Sequence[ValueRow]]:
    """Return the rows in parts, each from one first row of a table to the next (分段).

    What stands before the first one belongs to the first part; there is one part where there is one table or none.
    """
    starts = [at for at, row in enumerate(rows) if row.tokens and opens(row)]
    edges = [0, *starts[1:], len(rows)]
    return [rows[first:last] for first, last in pairwise(edges)]


def only_one(key: str, outcomes: Iterable[BoundTable | Problem | None]) -> BoundTable | Problem | None:
    """Return the table that the parts of a file hold, or a problem where they hold different ones (唯一表格)."""
    found = [outcome for outcome in outcomes if outcome is not None]
    tables = [outcome for outcome in found if isinstance(outcome, BoundTable)]
    if any(table.figures != tables[0].figures for table in tables[1:]):
        return repeated(key)
    return next(iter(tables), next(iter(found), None))
