"""Handing in files to have them checked (报告核查)."""

from __future__ import annotations

from collections.abc import Sequence
from threading import BoundedSemaphore
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gongkai.apps.people.visitors import holder_behind, holder_made_for, person_behind
from gongkai.apps.reporting.batches import MAX_FILES, FileOutcome, refusal_of, take_in_files
from gongkai.apps.reporting.permissions import POLICY, ReportingAct
from gongkai.apps.reporting.selectors import collected
from gongkai.documents.limits import MAX_FILE_BYTES
from gongkai.portal.attempts import CHECKING, CHECKING_FOR_KEEPERS, admits

_TOO_OFTEN = f"提交得太频繁：同一网络地址每小时最多核查 {CHECKING.most} 个文件，请稍后再试。"
_TOO_BUSY = "现在等待核查的文件较多，这次没有核查。请过一分钟再提交。"
_STATUSES = {_TOO_OFTEN: 429, _TOO_BUSY: 503}
_AT_ONCE, _PATIENCE_SECONDS = 3, 10
_readers = BoundedSemaphore(_AT_ONCE)
"""Requests that may wait for the readers at once: the other threads of the server go on with what is quick."""
LIMITS = {
    "files": MAX_FILES,
    "bytes": MAX_FILE_BYTES,
    "megabytes": MAX_FILE_BYTES // 1024 // 1024,
    "total_megabytes": settings.MAX_REQUEST_BYTES // 1024 // 1024,
}


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Take files from anybody and say what is wrong in each (报告核查)."""
    POLICY.require(ReportingAct.DEPOSIT, role=person_behind(request).role)
    if request.method != "POST":
        return _page(request, status=200)
    files = request.FILES.getlist("files")
    refusal = refusal_of(files) or _refusal_of_rate(request, len(files))
    if refusal is None and not _readers.acquire(timeout=_PATIENCE_SECONDS):
        refusal = _TOO_BUSY
    if refusal is not None:
        return _refused(request, refusal)
    try:
        outcomes = take_in_files(files, by=person_behind(request), holder=holder_made_for(request))
    finally:
        _readers.release()
    if _wants_outcome_only(request):
        return render(request, "ui/upload_outcome.html", {"outcome": outcomes[0]})
    return _page(request, status=200, outcomes=outcomes)


def _refusal_of_rate(request: HttpRequest, files: int) -> str | None:
    keeps = POLICY.allows(ReportingAct.PUBLISH, role=person_behind(request).role)
    return None if admits(request, CHECKING_FOR_KEEPERS if keeps else CHECKING, tries=files) else _TOO_OFTEN


def _refused(request: HttpRequest, refusal: str) -> HttpResponse:
    status = _STATUSES.get(refusal, 400)
    if not _wants_outcome_only(request):
        return _page(request, status=status, refusal=refusal)
    return HttpResponse(status=status, headers={"X-Gongkai-Refusal": quote(refusal)})


def _wants_outcome_only(request: HttpRequest) -> bool:
    """Whether the page's script sent one file and will put the answer in its place."""
    return request.headers.get("X-Gongkai-Part") == "outcome"


def _page(
    request: HttpRequest, *, status: int, outcomes: Sequence[FileOutcome] = (), refusal: str | None = None
) -> HttpResponse:
    context = {
        "section": "check",
        "limits": LIMITS,
        "outcomes": outcomes,
        "refusal": refusal,
        "publishes": POLICY.allows(ReportingAct.PUBLISH, role=person_behind(request).role),
        "deposits": collected.deposits_of(holder_behind(request)) if request.method != "POST" else (),
    }
    return render(request, "portal/check.html", context, status=status)
