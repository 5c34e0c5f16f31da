"""Chosen cells of several organs over the years, each as a table and a chart (单元格对比)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.apps.reporting.models import PublishedReport, Publisher
from gongkai.reports.correspondence import ToldFigure, cell_at, figure_told
from gongkai.reports.writers.printed import figure_text
from gongkai.statute.report_form import CellRef, Value
from gongkai.ui.charts import Chart, Series, grouped_bars

MOST_CHARTED = 6
_NO_REPORT = "没有报告"


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """What an organ told in a year (对比数值). ``report`` is the number of the report, None where there is none."""

    text: str
    absence: str
    report: int | None


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One cell: a line for each organ, a column for each year (单元格对比)."""

    cell: CellRef
    name: str
    lines: tuple[tuple[Publisher, tuple[ComparedFigure, ...]], ...]
    chart: Chart
    has_more_lines: bool


def years_of(reports: Sequence[PublishedReport]) -> Sequence[int]:
    """Return the years of which there are reports, the oldest first (年度)."""
    return sorted({report.year for report in reports if report.year is not None})


def compared_cells(
    paths: Sequence[str], *, publishers: Sequence[Publisher], reports: Sequence[PublishedReport]
) -> Sequence[ComparedCell]:
    """Return what the reports tell of each cell (单元格对比)."""
    standing = {(report.publisher_id, report.year): (report, report.values) for report in reports}
    years = years_of(reports)
    compared = []
    for path in paths:
        cell = cell_at(path)
        assert cell is not None
        told = {
            (publisher.pk, year): figure_told(path, figures=kept[1], editions=kept[0].editions)
            for publisher in publishers
            for year in years
            if (kept := standing.get((publisher.pk, year)))
        }
        numbers = {key: report.pk for key, (report, _) in standing.items()}
        lines = tuple(
            (publisher, tuple(_figure(told, numbers, (publisher.pk, year)) for year in years))
            for publisher in publishers
        )
        name = f"{cell.row.label}（{cell.column.label}）"
        chart = _chart(name, publishers[:MOST_CHARTED], years, told)
        compared.append(ComparedCell(cell, name, lines, chart, len(publishers) > MOST_CHARTED))
    return compared


_Told = dict[tuple[int, int], ToldFigure]


def _figure(told: _Told, numbers: dict[tuple[int, int | None], int], key: tuple[int, int]) -> ComparedFigure:
    figure = told.get(key)
    if figure is None:
        return ComparedFigure("", _NO_REPORT, None)
    return ComparedFigure(figure_text(figure.value), figure.absence, numbers[key])


def _chart(name: str, publishers: Sequence[Publisher], years: Sequence[int], told: _Told) -> Chart:
    def value(publisher: Publisher, year: int) -> Value:
        figure = told.get((publisher.pk, year))
        return figure.value if figure else None

    series = [Series(str(each), tuple(value(each, year) for year in years)) for each in publishers]
    return grouped_bars(title=name, categories=[f"{year}年" for year in years], series=series)
