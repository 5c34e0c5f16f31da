"""The documents of a version: a marked draft to sign, and what publishing could not write (版本文件)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.models import PublicEdition, ReportState
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import as_published, title_of
from gongkai.apps.reporting.selectors.public_editions import kinds_published
from gongkai.apps.reporting.services.publishing import write_missing_files
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.annual.seen_version import version_or_404
from gongkai.desk.cases.case_files import as_attachment
from gongkai.documents.typesetting import NoChineseFont
from gongkai.reports.writers import docx, pdf
from gongkai.statute.chinese_dates import write_date

_WRITERS = {"docx": docx.write_draft, "pdf": pdf.write_draft}


@require_safe
@never_cache
@for_officers
def draft_file(request: HttpRequest, officer: Officer, number: int, suffix: str) -> HttpResponse:  # noqa: ARG001
    """Hand out a version that is not published yet, in the official form, marked on every page (下载送签稿)."""
    version = version_or_404(request, number)
    ANNUAL_POLICY.require(ReportAct.EXPORT, rights=rights_behind(request), agency=version.report.agency)
    write = _WRITERS.get(suffix)
    if write is None or version.state is ReportState.PUBLISHED:
        raise Http404
    mark = f"送签稿（第{version.number}版，{version.state.label}，{write_date(clock.today())}打印，不得公布）"
    try:
        content = write(as_published(version), mark=mark)
    except NoChineseFont as lack:
        context = {"section": "desk", "tab": "annual", "message": str(lack)}
        return render(request, "desk/no_font.html", context, status=503)
    return as_attachment(content, name=f"{title_of(version)}（送签稿第{version.number}版）.{suffix}")


@require_POST
@for_officers
def missing_files(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Write the PDF that could not be written when the version was published (补做公布文件)."""
    version = version_or_404(request, number)
    try:
        written = write_missing_files(version=version, by=officer, today=clock.today())
    except PublicEdition.DoesNotExist as absent:
        raise Http404 from absent
    if not written and "pdf" not in (kinds_published(version) or (None, frozenset()))[1]:
        context = {"section": "desk", "tab": "annual", "message": str(NoChineseFont())}
        return render(request, "desk/no_font.html", context, status=503)
    return redirect("desk:annual_version", version.pk)
