"""Clean-up rounds on the desk: begin, judge each document, conclude (文件清理)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import CleanUp, CleanUpItem, RuleDocument, RuleDocumentQuerySet
from gongkai.apps.disclosure.models.cleanups import VERDICTS
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.services.cleanups import begin_clean_up, conclude_clean_up, judge_documents
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.form_fields import day_field, text_field
from gongkai.desk.typed_text import mark_of, typed
from gongkai.statute.errors import StatuteError
from gongkai.statute.validity import DOCUMENT_ACTS
from gongkai.ui.paging import page_after

_LONGEST_REASON = 500


class RoundForm(forms.Form):
    """A new round (开始清理表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="清理机关", empty_label=None)
    title = text_field("名称", 200, required=True)
    basis = text_field("依据", 500, required=True)

    def __init__(self, given: object, *, agencies: object, agency: int | None) -> None:
        super().__init__(given, initial={"agency": agency})  # type: ignore[arg-type]
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies  # type: ignore[assignment]


class ConcludeForm(forms.Form):
    """From when on the results hold (审定清理结果表单)."""

    use_required_attribute = False
    on = day_field("清理结果生效日期", required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def clean_ups(request: HttpRequest, officer: Officer) -> HttpResponse:
    """List the rounds; begin one (文件清理)."""
    rights = rights_behind(request)
    if request.method == "POST":
        require_somewhere(POLICY, DisclosureAct.CHANGE_DOCUMENT, rights=rights)
    agencies = POLICY.agencies(DisclosureAct.CHANGE_DOCUMENT, rights=rights).in_tree_order()
    form = RoundForm(request.POST or None, agencies=agencies, agency=officer.agency_id)
    if request.method == "POST" and form.is_valid():
        made = begin_clean_up(by=officer, today=clock.today(), **form.cleaned_data)
        return redirect("desk:clean_up", made.pk)
    seen = POLICY.narrow(CleanUp.objects.all(), DisclosureAct.READ, rights=rights)
    context = {
        "section": "desk",
        "tab": "documents",
        "form": form,
        "rounds": seen.select_related("agency").order_by("-pk")[:50],
        "may_begin": POLICY.allows_somewhere(DisclosureAct.CHANGE_DOCUMENT, rights=rights),
    }
    return render(request, "desk/records/clean_ups.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A document of a round with what is to become of it (清理意见行).

    ``verdict`` and ``reason`` are as typed where they could not be kept. ``was`` marks what the page shows as kept.
    """

    document: RuleDocument
    verdict: str
    reason: str
    kept: tuple[str, str]
    is_clash: bool = False

    @property
    def was(self) -> str:
        """The mark of what is kept (原意见标识)."""
        return _mark(self.kept)

    @property
    def kept_label(self) -> str:
        """What is kept, in words (已保存的意见)."""
        verdict, reason = self.kept
        label = DOCUMENT_ACTS[verdict].label if verdict else "未提出"
        return f"{label}（{reason}）" if reason else label


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def clean_up(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show a round with the organ's documents in force; keep what is judged; conclude (一次清理)."""
    rights, day = rights_behind(request), clock.today()
    seen = POLICY.narrow(CleanUp.objects.select_related("agency"), DisclosureAct.READ, rights=rights)
    found = seen.filter(pk=number).first()
    if found is None:
        raise Http404
    form = ConcludeForm(request.POST if request.POST.get("act") == "conclude" else None, initial={"on": day})
    documents, following = page_after(_documents(found), day="made_on", after=request.GET.get("after", ""))
    rows = _rows(request, found, documents)
    refused = _refusal(request, found, rows, form, officer) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect(request.get_full_path())
    context = {
        "section": "desk",
        "tab": "documents",
        "round": found,
        "rows": rows,
        "refused": refused,
        "next": following,
        "judged": found.items.count(),
        "verdicts": VERDICTS,
        "form": form,
        "may_judge": POLICY.allows(DisclosureAct.CHANGE_DOCUMENT, rights=rights, agency=found.agency),
        "may_conclude": POLICY.allows(DisclosureAct.CONCLUDE_CLEAN_UP, rights=rights, agency=found.agency),
    }
    return render(request, "desk/records/clean_up.html", context, status=422 if refused else 200)


def _documents(found: CleanUp) -> RuleDocumentQuerySet:
    """Return the documents that have not ceased to be valid, and those that the round judged already."""
    of_organ = RuleDocument.objects.filter(agency=found.agency).standing().for_lists()
    # The day on which a term of validity runs out is known from the first: until then the document is valid.
    valid = Q(ceased_on=None) | Q(ceased_on__gt=clock.today())
    return of_organ.filter(valid | Q(pk__in=found.items.values("document")))


def _rows(request: HttpRequest, found: CleanUp, documents: Sequence[RuleDocument]) -> list[JudgedRow]:
    items = {item.document_id: item for item in found.items.filter(document__in=[each.pk for each in documents])}
    return [_row(request, each, items.get(each.pk)) for each in documents]


def _row(request: HttpRequest, document: RuleDocument, item: CleanUpItem | None) -> JudgedRow:
    kept = (item.verdict_code, item.reason) if item else ("", "")
    verdict = request.POST.get(f"verdict-{document.pk}")
    if verdict is None or (verdict and verdict not in DOCUMENT_ACTS):
        return JudgedRow(document, *kept, kept)
    told = (verdict, typed(request.POST.get(f"reason-{document.pk}", "")).strip()[:_LONGEST_REASON])
    was = request.POST.get(f"was-{document.pk}")
    if was == _mark(told):
        # Shown and left alone: what others wrote meanwhile stays.
        return JudgedRow(document, *kept, kept)
    return JudgedRow(document, *told, kept, is_clash=was != _mark(kept) and told != kept)


def _mark(told: tuple[str, str]) -> str:
    return mark_of("\n".join(told))


def _refusal(
    request: HttpRequest, found: CleanUp, rows: Sequence[JudgedRow], form: ConcludeForm, officer: Officer
) -> str:
    """Keep what was judged and, where asked, conclude; return why not, empty where all is done."""
    rights = rights_behind(request)
    POLICY.require(DisclosureAct.CHANGE_DOCUMENT, rights=rights, agency=found.agency)
    if any(row.is_clash for row in rows):
        return "有的清理意见在您填写期间已由他人改动，没有保存；您填写的内容没有丢失，请核对后再保存。"
    told = {row.document: (row.verdict, row.reason) for row in rows if (row.verdict, row.reason) != row.kept}
    try:
        if told:
            judge_documents(clean_up=found, verdicts=told, by=officer, today=clock.today())
        if form.is_bound and form.is_valid():
            conclude_clean_up(clean_up=found, on=form.cleaned_data["on"], by=officer, today=clock.today())
    except StatuteError as refusal:
        return refusal.message
    return "请填写清理结果生效日期。" if form.is_bound and form.errors else ""
