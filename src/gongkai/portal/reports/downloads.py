"""A report to take away: in the official form, as tables, as it was handed in (下载)."""

from __future__ import annotations

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.apps.reporting import originals
from gongkai.apps.reporting.selectors.public_editions import file_of
from gongkai.portal.reports.report_views import visible_report
from gongkai.reports.writers.formats import BY_SUFFIX, Format

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
_KEPT_ALONE = frozenset({"pdf"})
"""Set once, when a report is published: too much work to do anew for whoever asks."""


@require_safe
def written(request: HttpRequest, number: int, suffix: str) -> HttpResponseBase:
    """Send a report in one of our formats; one of ours as it was published, byte for byte (下载报告)."""
    wanted = BY_SUFFIX.get(suffix)
    if wanted is None:
        raise Http404
    kept = visible_report(request, number)
    published = file_of(kept, suffix)
    if published is not None:
        return _as_published(published.digest, wanted, name=f"{kept.title or kept}.{suffix}")
    if suffix in _KEPT_ALONE:
        raise Http404
    response = HttpResponse(wanted.write(kept.reading()), content_type=wanted.media_type)
    return _attached(response, f"{kept}.{suffix}")


def _as_published(digest: str, wanted: Format, *, name: str) -> FileResponse:
    try:
        file = originals.fetch(digest)
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = _UNSAFE.sub("_", name)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=wanted.media_type)
    # The bytes of a digest never change.
    response["ETag"] = f'"{digest}"'
    return response


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
