"""Clean-up rounds on the desk: begin, judge each document, conclude (文件清理)."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import CleanUp, RuleDocument
from gongkai.apps.disclosure.models.cleanups import VERDICTS
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.services.cleanups import begin_clean_up, conclude_clean_up, judge_documents
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.form_fields import day_field, text_field
from gongkai.statute.errors import StatuteError

_MOST_DOCUMENTS = 300


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
    documents = _documents(found)
    if request.method == "POST" and _done(request, found, documents, form, officer):
        return redirect("desk:clean_up", found.pk)
    judged = {item.document_id: item for item in found.items.all()}
    context = {
        "section": "desk",
        "tab": "documents",
        "round": found,
        "rows": [(each, judged.get(each.pk)) for each in documents],
        "verdicts": VERDICTS,
        "form": form,
        "may_judge": POLICY.allows(DisclosureAct.CHANGE_DOCUMENT, rights=rights, agency=found.agency),
        "may_conclude": POLICY.allows(DisclosureAct.CONCLUDE_CLEAN_UP, rights=rights, agency=found.agency),
    }
    return render(request, "desk/records/clean_up.html", context, status=422 if form.errors else 200)


def _documents(found: CleanUp) -> list[RuleDocument]:
    """Return the documents that are in force, and those that the round judged already."""
    of_organ = RuleDocument.objects.filter(agency=found.agency).standing().for_lists()
    wanted = of_organ.filter(ceased_on=None) | of_organ.filter(pk__in=found.items.values("document"))
    return list(wanted.order_by("made_on", "pk")[:_MOST_DOCUMENTS])


def _done(
    request: HttpRequest, found: CleanUp, documents: list[RuleDocument], form: ConcludeForm, officer: Officer
) -> bool:
    told = {
        each: (request.POST.get(f"verdict-{each.pk}", ""), request.POST.get(f"reason-{each.pk}", "").strip()[:500])
        for each in documents
        if f"verdict-{each.pk}" in request.POST
    }
    try:
        if request.POST.get("act") != "conclude":
            judge_documents(clean_up=found, verdicts=told, by=officer, today=clock.today())
            return True
        if form.is_valid():
            conclude_clean_up(clean_up=found, on=form.cleaned_data["on"], by=officer, today=clock.today())
            return True
    except StatuteError as refusal:
        form.add_error(None, refusal.message)
    return False
