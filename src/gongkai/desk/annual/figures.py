"""The tables of a version: every cell opens into what it counts (报告数据)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from xlsxwriter.worksheet import Worksheet

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.cell_sources import CountedRecord
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_figures import VersionFigures, differences, figures_of
from gongkai.apps.reporting.selectors.annual_records import exported_rows, query_of, records_page
from gongkai.apps.reporting.selectors.rollups import Share, frozen_shares, rollup_of
from gongkai.apps.reporting.services.annual_drafting import CellsRefused, enter_cells, withdraw_entry
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.annual.seen_version import page_context, version_or_404
from gongkai.desk.form_fields import text_field
from gongkai.desk.typed_text import number_in
from gongkai.reports.writers.printed import PrintedCell, PrintedTable, figure_text, printed_table, with_figures
from gongkai.statute.errors import StatuteError
from gongkai.statute.report_deadlines import Scope

_TABLES = ("proactive", "applications", "remedies")
_SHEET_ROWS = 1_048_575
"""The most rows that a sheet has below its heads; what is more goes on another sheet (每张工作表行数)."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A printed cell and how its figure came about (单元格). ``mark`` is empty for a compiled one."""

    cell: PrintedCell
    mark: str


class CellForm(forms.Form):
    """A figure told by hand with what it rests on (填报表单)."""

    use_required_attribute = False
    value = forms.CharField(label="填报数", max_length=30, error_messages={"required": "请填写数值，没有发生的填0。"})
    basis = text_field("依据或者理由", 500, required=True)


@require_safe
@for_officers
def version_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """Show the tables of a version, with what has changed since they were frozen (报告数据)."""
    version = version_or_404(request, number)
    figures = figures_of(version)
    rollup = figures.rollup
    context = page_context(request, version, "figures") | {
        "figures": figures,
        "tables": [(table, list(_rows(table, figures))) for table in _printed(version, figures)],
        "blanks": [(path, version.report.form.name(path)) for path in figures.blanks],
        "entries": [(path, version.report.form.name(path), entry) for path, entry in figures.entries.items()],
        "differences": differences(version) if not version.is_open else [],
        "problems": rollup.problems if rollup else [],
        "shares": rollup.shares if rollup else _frozen(version),
    }
    return render(request, "desk/annual/figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def cell(request: HttpRequest, officer: Officer, number: int, path: str) -> HttpResponse:
    """Show what one cell counts and the records behind it; tell it by hand (单元格)."""
    version = version_or_404(request, number)
    if path not in version.report.form.by_path:
        raise Http404
    form = CellForm(request.POST or None)
    if request.method == "POST" and _told(request, version, path, form, officer):
        return redirect("desk:annual_cell", version.pk, path)
    figures = figures_of(version)
    page = records_page(version, path, after=number_in(request.GET.get("after", ""), otherwise=0))
    context = page_context(request, version, "figures") | {
        "path": path,
        "query": query_of(version, path),
        "value": figure_text(figures.values.get(path)),
        "compiled": figure_text(figures.compiled.get(path)),
        "entry": figures.entries.get(path),
        "terms": [
            (term, version.report.form.name(term), figure_text(figures.values.get(term)))
            for term in query_of(version, path).terms
        ],
        "records": page.records,
        "next": page.next,
        "shares": _shares_of_cell(version, path),
        "form": form,
    }
    return render(request, "desk/annual/cell.html", context, status=422 if form.errors else 200)


@require_safe
@for_officers
def records_file(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """Hand out every record behind every cell that counts records itself (数据明细)."""
    version = version_or_404(request, number)
    ANNUAL_POLICY.require(ReportAct.EXPORT, rights=rights_behind(request), agency=version.report.agency)
    paths = tuple(path for path in version.report.form.by_path if not query_of(version, path).is_sum)
    headers = {"Content-Disposition": f'attachment; filename="records-{version.pk}.xlsx"'}
    return HttpResponse(_written(version, paths), content_type=_XLSX, headers=headers)


def _told(request: HttpRequest, version: ReportVersion, path: str, form: CellForm, officer: Officer) -> bool:
    """Tell the cell or give it back to the records; the form tells why not."""
    try:
        withdraws = request.POST.get("act") == "withdraw"
        for field in form.fields.values():
            field.required = not withdraws
        if form.is_valid() and withdraws:
            reason = form.cleaned_data["basis"]
            withdraw_entry(version=version, path=path, reason=reason, by=officer, today=clock.today())
            return True
        if form.is_valid():
            values = {path: form.cleaned_data["value"]}
            basis = form.cleaned_data["basis"]
            enter_cells(version=version, values=values, basis=basis, by=officer, today=clock.today())
            return True
    except CellsRefused as refused:
        form.add_error("value", str(refused))
    except StatuteError as refusal:
        form.add_error(None, refusal.message)
    return False


def _printed(version: ReportVersion, figures: VersionFigures) -> Iterator[PrintedTable]:
    for key in _TABLES:
        yield with_figures(printed_table(version.report.form, key), figures.values)


def _rows(table: PrintedTable, figures: VersionFigures) -> Iterator[list[ShownCell]]:
    for row in table.rows:
        yield [ShownCell(each, _mark(each.path, figures)) for each in row]


def _mark(path: str | None, figures: VersionFigures) -> str:
    entry = figures.entries.get(path or "")
    if entry is None:
        return ""
    return "改动" if entry.is_override else "填报"


def _frozen(version: ReportVersion) -> list[Share]:
    if version.snapshot is None or version.report.scope is not Scope.TERRITORY:
        return []
    return frozen_shares(version.snapshot)


def _shares_of_cell(version: ReportVersion, path: str) -> list[tuple[Share, str]]:
    if version.report.scope is not Scope.TERRITORY:
        return []
    kept = _frozen(version) if not version.is_open else None
    shares = kept or rollup_of(version.report.agency, year=version.report.year).shares
    return [(share, figure_text(share.figures.get(path))) for share in shares]


def _written(version: ReportVersion, paths: tuple[str, ...]) -> bytes:
    written = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        _fill(book, exported_rows(version, paths))
    return written.getvalue()


def _fill(book: xlsxwriter.Workbook, rows: Iterable[tuple[str, CountedRecord]]) -> None:
    sheet, line = _next_sheet(book), 0
    for name, record in rows:
        if line == _SHEET_ROWS:
            sheet, line = _next_sheet(book), 0
        line += 1
        sheet.write_row(line, 0, (name, record.label, record.on.isoformat() if record.on else ""))


def _next_sheet(book: xlsxwriter.Workbook) -> Worksheet:
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet("数据明细" if number == 1 else f"数据明细{number}")
    sheet.write_row(0, 0, ("单元格", "记录", "日期"))
    return sheet
