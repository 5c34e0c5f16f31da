"""What leaves the desk as a file: papers, the complete file, the bundle for a review or a court (下载)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.apps.casework.complete_file import complete_file, court_bundle
from gongkai.apps.casework.filing_papers import fetch
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.people.models import Officer
from gongkai.desk.access import for_officers
from gongkai.desk.cases.seen_case import case_seen, require_reading

_BUNDLES: Mapping[str, tuple[Callable[[Case], bytes], str]] = {
    "complete": (complete_file, "全卷"),
    "court": (court_bundle, "复议诉讼材料"),
}
_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


@require_safe
@for_officers
def case_file(request: HttpRequest, officer: Officer, number: int, bundle: str) -> HttpResponse:  # noqa: ARG001
    """Hand out the whole file of a case, or what a review organ or a court gets (下载案卷)."""
    if bundle not in _BUNDLES:
        raise Http404
    case, rights = case_seen(request, number)
    POLICY.require(CaseAct.EXPORT, rights=rights, agency=case.agency)
    make, label = _BUNDLES[bundle]
    return as_attachment(make(case), name=f"{case.reference}{label}.zip")


@require_safe
@for_officers
def paper(request: HttpRequest, officer: Officer, number: int, paper_number: int) -> HttpResponse:  # noqa: ARG001
    """Hand out one paper, never to be opened inside the page (下载材料)."""
    case, rights = case_seen(request, number)
    require_reading(case, rights)
    document = case.documents.filter(pk=paper_number).first()
    if document is None:
        raise Http404
    return as_attachment(fetch(document), name=document.shown_name)


def as_attachment(content: bytes, *, name: str) -> HttpResponse:
    """Return bytes as a file to be saved; a kind that is not ours is only bytes (附件)."""
    media_type = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})
