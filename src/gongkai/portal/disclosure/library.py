"""The library of rules and normative documents: the list, one document, its text to take away (规章文件库)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.disclosure.selectors import library
from gongkai.apps.disclosure.selectors.library import LibrarySearch
from gongkai.portal.application.organs import today
from gongkai.portal.disclosure.filter_forms import LibraryForm, day_asked
from gongkai.reports.writers import text_docx
from gongkai.statute.chinese_dates import write_date
from gongkai.ui.paging import PAGE_ROWS, page_after

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """List the published documents by the filters of the address, with how they stand on a day (规章文件库)."""
    day = today()
    form = LibraryForm(request.GET, agencies=library.agencies_with_documents(today=day))
    context = {"section": "rules", "form": form, "today": day, "is_filtered": form.is_narrowed}
    if not form.is_valid():
        return render(request, "portal/rules.html", context, status=400)
    search = form.search(today=day)
    rows, more, is_capped = _page(search, request.GET.get("after", ""))
    context |= {
        "search": search,
        "rows": [(each, each.state.validity_on(search.day)) for each in rows],
        "next": more,
        "most": library.MOST_RANKED if is_capped else 0,
        "is_continued": bool(request.GET.get("after")),
    }
    return render(request, "portal/rules.html", context)


@require_safe
def rule(request: HttpRequest, number: int) -> HttpResponse:
    """Show one document: its data, how it stands on a day, what changed it and what it changed, its text (文件页面)."""
    document = _public(number)
    day = day_asked(request.GET.get("day", "")) or today()
    suffered, done = library.ties_of(document, today=today())
    context = {
        "section": "rules",
        "document": document,
        "validity": document.state.validity_on(day),
        "day": day,
        "is_today": day == today(),
        "suffered": suffered,
        "done": done,
        "paragraphs": _paragraphs(document),
    }
    return render(request, "portal/rule.html", context)


@require_safe
def rule_text(request: HttpRequest, number: int, suffix: str) -> HttpResponse:  # noqa: ARG001
    """Send the text of a document as plain text or for Word (下载文件)."""
    document = _public(number)
    head, paragraphs = _head(document), _paragraphs(document)
    if not paragraphs or suffix not in ("txt", "docx"):
        raise Http404
    if suffix == "txt":
        lines = [document.title, *head, "", *paragraphs]
        response = HttpResponse("\r\n".join(lines) + "\r\n", content_type="text/plain; charset=utf-8")
    else:
        written = text_docx.write(title=document.title, creator=document.agency.name, head=head, paragraphs=paragraphs)
        response = HttpResponse(written, content_type=_WORD)
    name = _UNSAFE.sub("_", f"{document.title[:80]}.{suffix}")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def _page(search: LibrarySearch, after: str) -> tuple[Sequence[RuleDocument], str, bool]:
    if not search.words:
        found = library.documents_asked_for(search, today=today())
        return *page_after(found, day="made_on", after=after), False
    ranked, is_capped = library.documents_with_words(search, today=today())
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 5 else 0
    more = str(start + PAGE_ROWS) if len(ranked) > start + PAGE_ROWS else ""
    return ranked[start : start + PAGE_ROWS], more, is_capped


def _public(number: int) -> RuleDocument:
    found = library.public_documents(today=today()).select_related("agency").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _head(document: RuleDocument) -> Sequence[str]:
    """Return the lines under the title: whose, which number, of which day, and how it stands today."""
    standing = document.state.validity_on(today()).label
    issuers = "、".join(filter(None, (document.agency.name, document.joint_with)))
    return (
        f"{issuers}　{document.number}",
        f"{write_date(document.made_on)}成文　{write_date(document.in_force_on)}起施行",
        f"有效性：{standing}（{write_date(today())}）",
    )


def _paragraphs(document: RuleDocument) -> Sequence[str]:
    return [line.strip() for line in document.text.splitlines() if line.strip()]
