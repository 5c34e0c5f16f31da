"""A report to take away: in the official form, as tables, as it was handed in (下载)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.apps.reporting import originals
from gongkai.portal.reports.report_views import visible_report
from gongkai.reports.model import Report
from gongkai.reports.writers import csv, docx, html, json, xlsx

_OPENXML = "application/vnd.openxmlformats-officedocument"
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that a report can be written as (下载格式)."""

    media_type: str
    write: Callable[[Report], bytes]


FORMATS: Mapping[str, Format] = {
    "docx": Format(f"{_OPENXML}.wordprocessingml.document", docx.write),
    "xlsx": Format(f"{_OPENXML}.spreadsheetml.sheet", xlsx.write),
    "html": Format("text/html; charset=utf-8", html.write),
    "json": Format("application/json", json.write),
    "csv": Format("text/csv; charset=utf-8", csv.write),
}


@require_safe
def written(request: HttpRequest, number: int, suffix: str) -> HttpResponse:
    """Send a report in one of our formats (下载报告)."""
    wanted = FORMATS.get(suffix)
    if wanted is None:
        raise Http404
    kept = visible_report(request, number)
    response = HttpResponse(wanted.write(kept.reading()), content_type=wanted.media_type)
    return _attached(response, f"{kept}.{suffix}")


@require_safe
def original(request: HttpRequest, number: int) -> FileResponse:
    """Send the file as it was handed in, never to be opened in place (下载原件)."""
    kept = visible_report(request, number)
    try:
        file = originals.fetch(kept.digest)
    except FileNotFoundError as gone:
        raise Http404 from gone
    # The bytes are foreign: no type of theirs is claimed, and the browser is told not to guess one.
    return FileResponse(file, as_attachment=True, filename=kept.source, content_type="application/octet-stream")


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=_UNSAFE.sub("_", name))
    if disposition:
        response["Content-Disposition"] = disposition
    return response
