"""Collections on the desk: all of them, one with its findings, adding to it, its findings as a file (报告集页面)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.batches import MAX_FILE_MB
from gongkai.apps.reporting.chunk_reading import ReadFile
from gongkai.apps.reporting.finding_files import MOST_XLSX_ROWS, as_csv, as_xlsx
from gongkai.apps.reporting.finding_search import all_asked_for, find_findings, search_from
from gongkai.apps.reporting.models import ReportCollection
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.selectors import report_collections as gathered
from gongkai.apps.reporting.services.collection_members import Added
from gongkai.apps.reporting.services.report_collections import add_uploads, open_collection, sum_up
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.report_collections.collection_forms import FindingFilterForm, OpenForm

MOST_FILES = 100
_TAB = {"section": "desk", "tab": "collections"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def report_collections(request: HttpRequest, officer: Officer) -> HttpResponse:
    """List the collections, and open one (报告集一览)."""
    rights, posted = rights_behind(request), request.method == "POST"
    form = OpenForm(
        request.POST if posted else None, agencies=gathered.owners_for(rights), initial={"agency": officer.agency_id}
    )
    if posted and form.is_valid():
        try:
            made = open_collection(by=officer, today=clock.today(), **form.cleaned_data)
            return redirect("desk:report_collection", made.pk)
        except ValidationError as refusal:
            form.add_error("name", refusal)
    may_open = COLLECTION_POLICY.allows_somewhere(CollectionAct.OPEN, rights=rights)
    late = gathered.unanswered(rights, today=clock.today()).count()
    context = {**_TAB, "collections": gathered.collections_seen(rights)[:200], "form": form, "may_open": may_open}
    context["late"] = late
    return render(request, "desk/collections/collections.html", context, status=422 if form.errors else 200)


@require_safe
@for_officers
def report_collection(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """Show a collection: verdicts, the most frequent errors, its findings (报告集)."""
    collection = seen_collection(request, number)
    search = search_from(request.GET.dict())
    page = find_findings(collection, search)
    years = gathered.years_of(collection)
    context = {
        **_TAB,
        "collection": collection,
        "form": FindingFilterForm(request.GET, years=years),
        "search": search,
        "findings": page.findings,
        "following": page.following,
        "years": years,
        "verdicts": gathered.verdicts_of(collection, year=search.year),
        "tallies": gathered.most_frequent(collection, year=search.year),
        "intakes": gathered.unfinished_intakes(collection),
        "requests": gathered.request_counts(collection),
        "may": _allowed(request, collection),
    }
    return render(request, "desk/collections/collection.html", context)


@require_safe
@for_officers
def findings_file(request: HttpRequest, officer: Officer, number: int, suffix: str) -> HttpResponseBase:  # noqa: ARG001
    """Hand out the findings that were asked for, as CSV or a workbook (导出发现)."""
    collection = seen_collection(request, number)
    COLLECTION_POLICY.require(CollectionAct.EXPORT, rights=rights_behind(request), agency=collection.agency)
    rows = all_asked_for(collection, search_from(request.GET.dict()))
    headers = {"Content-Disposition": f'attachment; filename="findings-{collection.pk}.{suffix}"'}
    if suffix == "csv":
        return StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
    if suffix == "xlsx":
        return HttpResponse(as_xlsx(islice(rows, MOST_XLSX_ROWS)), content_type=_XLSX, headers=headers)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def add(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Take uploaded files into a collection (上传收录)."""
    collection = seen_collection(request, number)
    COLLECTION_POLICY.require(CollectionAct.ADD, rights=rights_behind(request), agency=collection.agency)
    if request.method != "POST":
        return _add_page(request, collection)
    files = request.FILES.getlist("files")
    if not files:
        return _add_page(request, collection, refusal="请先选择要收录的文件。")
    if len(files) > MOST_FILES:
        return _add_page(request, collection, refusal=f"一次最多收录 {MOST_FILES} 个文件，请分几次提交。")
    added, refused = add_uploads(collection=collection, files=files, by=officer, today=clock.today())
    return _add_page(request, collection, added=added, refused=refused)


@require_POST
@for_officers
def sums(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Check the whole government's report against the sum of all others (核对汇总数)."""
    collection = seen_collection(request, number)
    try:
        sum_up(collection=collection, by=officer, today=clock.today())
    except ValidationError as refusal:
        return _add_page(request, collection, refusal="；".join(refusal.messages))
    return redirect(f"{request.path.removesuffix('sums/')}?rule=rollup.sum")


def seen_collection(request: HttpRequest, number: int) -> ReportCollection:
    """Return a collection that the one who asks may see. Raises Http404 (可见报告集)."""
    found = gathered.collections_seen(rights_behind(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _add_page(
    request: HttpRequest,
    collection: ReportCollection,
    *,
    added: Added | None = None,
    refused: Sequence[ReadFile] = (),
    refusal: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {**_TAB, "collection": collection, "added": added, "refused": refused}
    context |= {"refusal": refusal, "most_files": MOST_FILES, "most_megabytes": MAX_FILE_MB}
    context["members"] = list(added.members.values()) if added else ()
    return render(request, "desk/collections/add.html", context, status=422 if refusal else 200)


def _allowed(request: HttpRequest, collection: ReportCollection) -> dict[str, bool]:
    rights = rights_behind(request)
    wanted = {"add": CollectionAct.ADD, "sum_up": CollectionAct.SUM_UP, "export": CollectionAct.EXPORT}
    return {
        name: COLLECTION_POLICY.allows(act, rights=rights, agency=collection.agency) for name, act in wanted.items()
    }
