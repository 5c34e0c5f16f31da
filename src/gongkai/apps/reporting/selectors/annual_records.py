"""What a cell counts, and the records behind it, page by page (单元格的口径和明细)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.apps.reporting.cell_sources import Behind, CountedRecord, records_behind, source_of
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.selectors.annual_figures import asked_for, figures_of
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.report_sums import sums_of

PAGE_RECORDS = 50
_CHUNK = 2000
_COUNTED = "件"
"""The unit of cells that count records one by one."""


@dataclass(frozen=True, slots=True)
class CellQuery:
    """The named query of a cell (单元格的统计口径).

    ``source`` is the register it counts, empty for a cell that is kept nowhere here; ``says`` what it counts. ``terms``
    are the cells it is the sum of.
    """

    path: str
    name: str
    source: str
    says: str
    citation: str
    terms: tuple[str, ...] = ()

    @property
    def is_sum(self) -> bool:
        """Whether the cell is the sum of others (是否合计)."""
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of the records behind a cell (明细页). ``next`` is where the next page begins, None on the last."""

    records: tuple[CountedRecord, ...]
    next: int | None


def query_of(version: ReportVersion, path: str) -> CellQuery:
    """Return what a cell of a version counts (单元格的统计口径). Raises KeyError for a cell the form does not have."""
    report = version.report
    cell = report.form.by_path[path]
    source = source_of(path)
    terms = sums_of(report.form.edition).get(path, ())
    citation = str(cell.row.citation or report.form.instrument.at(""))
    name = report.form.name(path)
    if report.scope is Scope.TERRITORY:
        return CellQuery(path, name, "各机关年度报告", "所汇总各报告该单元格之和", citation, terms)
    if source is None:
        return CellQuery(path, name, "", "本系统没有登记，由编制人员填报并写明依据", citation, terms)
    return CellQuery(path, name, source.name, source.says(cell, report.year), citation, terms)


def records_page(version: ReportVersion, path: str, *, after: int = 0) -> RecordPage:
    """Return a page of the records behind a cell: as frozen, once the version was checked (单元格明细).

    Empty for a territory, whose cells open into its parts, and for cells that are kept nowhere here.
    """
    behind = _behind(version, path)
    if behind is None:
        return RecordPage((), None)
    records, told = behind
    # The numbers are found in an index alone; only the records of the page itself are read.
    numbers = list(records.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[: PAGE_RECORDS + 1])
    shown = numbers[:PAGE_RECORDS]
    page = tuple(told(record) for record in records.filter(pk__in=shown).order_by("pk"))
    return RecordPage(page, shown[-1] if len(numbers) > PAGE_RECORDS else None)


def exported_rows(version: ReportVersion, paths: tuple[str, ...]) -> Iterator[tuple[str, CountedRecord]]:
    """Yield every record behind some cells with the cell's name, as the export of a report carries them (导出明细).

    Of a count that came to nothing nobody is asked: most cells of most reports are such.
    """
    if version.report.scope is Scope.TERRITORY or version.imported_id:
        return
    compiled, asked, cells = figures_of(version).compiled, asked_for(version), version.report.form.by_path
    for path in paths:
        is_nothing = cells[path].column.unit == _COUNTED and compiled.get(path) == 0
        behind = None if is_nothing else records_behind(asked, path)
        if behind is not None:
            records, told = behind
            for record in records.order_by("pk").iterator(chunk_size=_CHUNK):
                yield version.report.form.name(path), told(record)


def _behind(version: ReportVersion, path: str) -> Behind | None:
    report = version.report
    if report.scope is Scope.TERRITORY or version.imported_id or path not in report.form.by_path:
        return None
    return records_behind(asked_for(version), path)
