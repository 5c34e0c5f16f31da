"""Several reports side by side: the years of one agency, or the agencies of one year (报告对比)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.reports.correspondence import figure_told
from gongkai.reports.writers.printed import figure_text
from gongkai.statute.editions import EDITIONS
from gongkai.statute.report_form import Form, Table, Value
from gongkai.ui.charts import Chart, Series, grouped_bars

_CHARTED = (
    ("applications.new.total", "本年新收"),
    ("applications.total.total", "本年办结"),
    ("applications.carried_out.total", "结转下年"),
)
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """One report of a comparison, with how many errors were found in it (对比栏)."""

    label: str
    number: int
    figures: Mapping[str, Value]
    editions: Mapping[str, str]
    errors: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a comparison: as printed, or why there is none (对比数值)."""

    text: str
    absence: str = ""

    @property
    def is_zero(self) -> bool:
        """Whether the figure is a plain zero, which the page sets back (是否为零)."""
        return self.text == "0"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison (对比行)."""

    group: str
    label: str
    unit: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports side by side, as a table and a chart (对比)."""

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    chart: Chart


def compared(columns: Sequence[Column], *, title: str) -> Comparison:
    """Put the reports side by side in the rows of the forms they follow (报告对比)."""
    rows = [row for key in ("applications", "remedies", "proactive") for row in _rows(key, columns)]
    groups = tuple((name, tuple(members)) for name, members in groupby(rows, key=lambda row: row.group))
    series = [Series(name, tuple(column.figures.get(path) for column in columns)) for path, name in _CHARTED]
    chart = grouped_bars(title=title, categories=[column.label for column in columns], series=series)
    return Comparison(tuple(columns), groups, chart)


def _rows(key: str, columns: Sequence[Column]) -> list[Row]:
    present = {column.editions[key] for column in columns if key in column.editions}
    forms = [form for form in reversed(EDITIONS) if form.edition in present]
    told: dict[str, tuple[str, str]] = {}
    for form in forms:
        for path, label, unit in _figures_of(_table(form, key)):
            told.setdefault(path, (label, unit))
    number = {"proactive": 2, "applications": 3, "remedies": 4}[key]
    group = EDITIONS[-1].chapters[number - 1][0]
    return [
        Row(group, label, unit, tuple(_cell(column, path) for column in columns))
        for path, (label, unit) in told.items()
    ]


def _table(form: Form, key: str) -> Table:
    return next(table for table in form.tables if table.key == key)


def _figures_of(table: Table) -> list[tuple[str, str, str]]:
    """Return path, label and unit of each figure that is compared: totals, and in table two every cell."""
    return [
        (cell.path, _label(table, *cell.row.groups, cell.row.label, cell.column.label), cell.column.unit)
        for cell in table.cells
        if table.key == "proactive" or cell.column.key == _TOTAL
    ]


def _label(table: Table, *parts: str) -> str:
    if table.key == "proactive":
        return " · ".join(parts)
    inner = [part for part in parts[:-1] if not part.startswith("三、")]
    return " · ".join(inner)


def _cell(column: Column, path: str) -> Cell:
    told = figure_told(path, figures=column.figures, editions=column.editions)
    return Cell(figure_text(told.value), told.absence)
