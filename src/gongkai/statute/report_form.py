"""The vocabulary in which an edition of the annual report's form is told (年度报告格式).

An edition is one declarative value (see :mod:`gongkai.statute.editions`). Reading, checking, compiling and printing
derive from it: none of them names a row of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from gongkai.statute.citations import Citation, Instrument

Value: TypeAlias = int | Decimal | None
"""What stands in a cell: a count, an amount, or ``None`` for a blank or a dash. A blank is not a zero."""


class Measure(Enum):
    """What the figures of a column are (计量)."""

    COUNT = "count"
    """件数: a whole number, never negative."""
    CHANGE = "change"
    """增减数: a whole number that may be negative; edition 2019 only."""
    AMOUNT = "amount"
    """金额: a decimal with up to six places, in the unit of its column."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block (栏). ``labels`` opens with the statutory label; slips seen in print follow."""

    key: str
    labels: tuple[str, ...]
    measure: Measure = Measure.COUNT
    unit: str = "件"

    @property
    def label(self) -> str:
        """The label as the form prints it (栏目名称)."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a block (行).

    ``labels`` opens with the statutory label. ``groups`` are the labels of the merged cells left of it, outermost
    first. ``citation`` is the provision whose cases the row counts.
    """

    key: str
    labels: tuple[str, ...]
    groups: tuple[str, ...] = ()
    citation: Citation | None = None

    @property
    def label(self) -> str:
        """The label as the form prints it (行名称)."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a table under one heading, every row of which has the same columns (栏目组)."""

    heading: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of the form (单元格): its table, row and column, and the path programs know it by."""

    table: str
    row: Row
    column: Column

    @property
    def path(self) -> str:
        """The cell's path: ``applications.refused.state_secret.natural_person``."""
        return f"{self.table}.{self.row.key}.{self.column.key}"


@dataclass(frozen=True)
class Table:
    """One statutory table (法定表格). ``number`` is the number of the report's section that holds it."""

    key: str
    number: int
    title: str
    sections: tuple[Section, ...]

    @cached_property
    def cells(self) -> tuple[CellRef, ...]:
        """Every cell in the order of the form."""
        return tuple(
            CellRef(self.key, row, column)
            for section in self.sections
            for row in section.rows
            for column in section.columns
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row in the order of the form."""
        return tuple(row for section in self.sections for row in section.rows)


class Verdict(Enum):
    """How a relation stands (勾稽结论)."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sums that must be equal (勾稽关系).

    ``rule`` is the name of the check in the outside contract; ``left`` and ``right`` are paths of cells; ``says`` is
    the relation in words; ``citation`` the notice that lays it down.
    """

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    says: str
    citation: Citation

    def judge(self, figures: Mapping[str, Value]) -> Verdict:
        """Compare the two sums (勾稽核对)."""
        left, right = total(self.left, figures), total(self.right, figures)
        if left is None or right is None:
            return Verdict.UNDECIDED
        return Verdict.AGREES if left == right else Verdict.DISAGREES

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that the relation binds."""
        return self.left + self.right


def total(paths: tuple[str, ...], figures: Mapping[str, Value]) -> int | Decimal | None:
    """Return the sum of the cells, or None where one of them is blank (合计)."""
    amount: int | Decimal = 0
    for path in paths:
        value = figures.get(path)
        if value is None:
            return None
        amount += value
    return amount


@dataclass(frozen=True)
class Form:
    """One edition of the annual report's form (年度报告格式版本).

    ``first_year`` and ``last_year`` bound the reporting years it was prescribed for; ``last_year`` is None while it is
    in use. ``chapters`` are the six section titles with the variants seen in print.
    """

    edition: str
    instrument: Instrument
    first_year: int
    last_year: int | None
    proactive: Table
    applications: Table
    remedies: Table
    chapters: tuple[tuple[str, ...], ...]
    relations: tuple[Relation, ...]

    @property
    def tables(self) -> tuple[Table, Table, Table]:
        """The three statutory tables in order."""
        return self.proactive, self.applications, self.remedies

    @cached_property
    def by_path(self) -> Mapping[str, CellRef]:
        """Every cell of the form by its path."""
        return {cell.path: cell for table in self.tables for cell in table.cells}

    def name(self, path: str) -> str:
        """Return the name of a cell in words: 表三“一、本年新收…”的“总计”栏 (单元格名称)."""
        cell = self.by_path[path]
        table = next(table for table in self.tables if table.key == cell.table)
        return f"{table.title}“{cell.row.label}”的“{cell.column.label}”"
