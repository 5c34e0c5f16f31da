"""A report laid out for reading: its findings, its chapters, its tables with the cells in conflict (报告页面)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.portal.marked_text import Fault, Line, ToldFigure, marked_lines, quoted
from gongkai.reports.checks.narrative.scope import Whose
from gongkai.reports.checks.narrative.statements import statements
from gongkai.reports.findings import Severity
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.reports.writers.printed import PrintedCell, PrintedTable, printed_table, with_figures
from gongkai.statute.editions import EDITIONS

_FIRST_CELLS = 4
_OF_TWO_SUMS = {"applications.balance", "applications.total", "applications.row_sum", "remedies.block_sum"}
_NUMERALS = "〇一二三四五六"
_CHAPTER_OF_TABLE = {"proactive": 2, "applications": 3, "remedies": 4}


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell that a finding speaks of: its name, and where on the page it is (单元格链接)."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A finding as the page tells it (发现说明)."""

    fault: Fault
    cells: tuple[CellLink, ...]
    more_cells: tuple[CellLink, ...]
    is_quoted: bool

    @property
    def is_of_two_sums(self) -> bool:
        """Whether it tells two sides that should be equal, and not which of them is wrong (是否为勾稽关系)."""
        return self.fault.finding.rule in _OF_TWO_SUMS


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A printed cell with the findings that speak of it (标注单元格)."""

    cell: PrintedCell
    faults: tuple[Fault, ...]

    @property
    def severity(self) -> str:
        """The gravest severity among them, or an empty text (最高严重程度)."""
        present = {fault.severity for fault in self.faults}
        return next((severity.code for severity in Severity if severity in present), "")

    @property
    def is_zero(self) -> bool:
        """Whether the figure is a plain zero, which the page sets back (是否为零)."""
        return self.cell.path is not None and self.cell.text == "0" and not self.faults

    @property
    def is_blank(self) -> bool:
        """Whether a figure is missing: a blank is not a zero (是否空白)."""
        return self.cell.path is not None and not self.cell.text


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A statutory table with its marked cells (标注表格)."""

    printed: PrintedTable
    header: tuple[tuple[MarkedCell, ...], ...]
    body: tuple[tuple[MarkedCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter of the report on the page (章节). ``missing`` names a table that was not recovered."""

    number: int
    heading: str
    lines: tuple[Line, ...]
    table: MarkedTable | None = None
    misses_table: bool = False


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything the page of a report shows of what was read (报告页面)."""

    faults: tuple[ToldFault, ...]
    parts: tuple[Part, ...]


def lay_out(report: Report) -> ReportPage:
    """Lay out a report for its page (报告页面布局)."""
    faults = tuple(Fault(number, finding) for number, finding in enumerate(report.findings, start=1))
    tables = {key: _table(report, key, faults) for key in TABLES}
    links = _links(report, tables)
    found = quoted(report.chapters, faults)
    parts = _parts(report, tables, faults, _figures(report, links))
    return ReportPage(tuple(_told(fault, links, found) for fault in faults), parts)


def _table(report: Report, key: str, faults: Sequence[Fault]) -> MarkedTable | None:
    form = report.form_of(key)
    if form is None:
        return None
    printed = with_figures(printed_table(form, key), report.figures)
    rows = tuple(tuple(MarkedCell(cell, _speaking_of(cell, faults)) for cell in row) for row in printed.rows)
    return MarkedTable(printed, rows[: printed.header_rows], rows[printed.header_rows :])


def _speaking_of(cell: PrintedCell, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    return tuple(fault for fault in faults if cell.path is not None and cell.path in fault.finding.cells)


def _links(report: Report, tables: Mapping[str, MarkedTable | None]) -> Mapping[str, CellLink]:
    links = {}
    for key, table in tables.items():
        form = report.form_of(key)
        if table is not None and form is not None:
            for cell in table.printed.cells:
                if cell.path is not None:
                    links[cell.path] = CellLink(form.name(cell.path), cell.id)
    return links


def _told(fault: Fault, links: Mapping[str, CellLink], found: frozenset[int]) -> ToldFault:
    cells = tuple(links[path] for path in fault.finding.cells if path in links)
    return ToldFault(fault, cells[:_FIRST_CELLS], cells[_FIRST_CELLS:], fault.number in found)


def _figures(report: Report, links: Mapping[str, CellLink]) -> Mapping[int, Sequence[ToldFigure]]:
    """Return by chapter the figures of the prose that speak of one cell of the page."""
    found: dict[int, list[ToldFigure]] = {}
    for statement in statements(report):
        cells = statement.claim.cells
        if statement.whose is not Whose.FOREIGN and len(cells) == 1 and cells[0] in links:
            figure = ToldFigure(statement.start, statement.end, links[cells[0]].anchor)
            found.setdefault(statement.chapter, []).append(figure)
    return found


def _parts(
    report: Report,
    tables: Mapping[str, MarkedTable | None],
    faults: Sequence[Fault],
    figures: Mapping[int, Sequence[ToldFigure]],
) -> tuple[Part, ...]:
    told = {chapter.number: chapter for chapter in report.chapters}
    held = {number: key for key, number in _CHAPTER_OF_TABLE.items()}
    parts = []
    for number in range(7):
        chapter, key = told.get(number), held.get(number)
        if chapter is None and key is None:
            continue
        lines = _lines(report, chapter, faults, figures.get(number, ()))
        table = tables[key] if key else None
        parts.append(Part(number, _heading(number, chapter), lines, table, key is not None and table is None))
    return tuple(parts)


def _lines(
    report: Report, chapter: Chapter | None, faults: Sequence[Fault], figures: Sequence[ToldFigure]
) -> tuple[Line, ...]:
    return marked_lines(chapter, faults=faults, figures=figures, title=report.title) if chapter else ()


def _heading(number: int, chapter: Chapter | None) -> str:
    if number == 0:
        return "前言"
    title = chapter.title if chapter else EDITIONS[-1].chapters[number - 1][0]
    return title if title[:1] in _NUMERALS else f"{_NUMERALS[number]}、{title}"
