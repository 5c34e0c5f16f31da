"""Decisions on the desk: the register, taking a file in, one decision (行政决定)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.paper_kinds import safe_name
from gongkai.apps.disclosure.decision_rows import HeaderRefusedError
from gongkai.apps.disclosure.models import DecisionImport
from gongkai.apps.disclosure.models.decisions import DECISION_KINDS
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.refused_rows import refused_lines
from gongkai.apps.disclosure.register_files import RegisterFileError
from gongkai.apps.disclosure.selectors.decisions import beginning_with, decisions_visible_to, imports_visible_to
from gongkai.apps.disclosure.services.decisions import void_decision, withdraw_decision
from gongkai.apps.disclosure.services.imports import begin_import, run_import
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.form_fields import text_field
from gongkai.statute.errors import StatuteError
from gongkai.ui.paging import page_after

_CHUNKS_A_STEP = 5
"""Chunks taken in by one request: about two seconds; larger files go on by the next."""
_KINDS = [(kind.code, kind.label) for kind in DECISION_KINDS.values()]


class DecisionFilterForm(forms.Form):
    """What of the register to show (筛选决定)."""

    q = forms.CharField(label="文书号或者行政相对人", required=False, max_length=100, help_text="")
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *_KINDS])
    year = forms.IntegerField(label="年度", required=False, min_value=1949, max_value=2199)


class ImportForm(forms.Form):
    """Which organ's register of what kind, and the file (导入表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="导入机关", empty_label=None)
    kind = forms.ChoiceField(label="决定种类", choices=_KINDS)
    register = forms.FileField(label="双公示台账（CSV 或 xlsx）", error_messages={"required": "请选择台账文件。"})

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


class StrikeForm(forms.Form):
    """Why a decision is withdrawn or struck (撤下、作废表单)."""

    use_required_attribute = False
    reason = text_field("理由", 300, required=True)


@require_safe
@for_officers
def decisions(request: HttpRequest, officer: Officer) -> HttpResponse:  # noqa: ARG001
    """List the register by the filters of the address (行政决定台账)."""
    rights = rights_behind(request)
    form = DecisionFilterForm(request.GET)
    form.full_clean()
    asked = form.cleaned_data
    found = decisions_visible_to(rights).select_related("agency").defer("content", "counterparty")
    if asked.get("q"):
        found = beginning_with(found, asked["q"])
    if asked.get("kind"):
        found = found.filter(kind_code=asked["kind"])
    if asked.get("year"):
        found = found.filter(decided_on__year=asked["year"])
    rows, more = page_after(found, day="decided_on", after=request.GET.get("after", ""))
    may_import = POLICY.allows_somewhere(DisclosureAct.IMPORT_DECISIONS, rights=rights)
    context = {"section": "desk", "tab": "decisions", "form": form, "rows": rows, "next": more}
    context["may_import"] = may_import
    return render(request, "desk/records/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def decision(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show one decision; withdraw it or strike its entry (决定登记页)."""
    rights = rights_behind(request)
    found = decisions_visible_to(rights).select_related("agency", "batch").filter(pk=number).first()
    if found is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = void_decision if request.POST.get("act") == "void" else withdraw_decision
        try:
            act(decision=found, reason=form.cleaned_data["reason"], by=officer, today=clock.today())
            return redirect("desk:decision", found.pk)
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    may_void = POLICY.allows(DisclosureAct.VOID_DECISION, rights=rights, agency=found.agency)
    context = {"section": "desk", "tab": "decisions", "decision": found, "form": form, "may_void": may_void}
    return render(request, "desk/records/decision.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def import_decisions(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Begin to take a register in (导入台账)."""
    rights, posted = rights_behind(request), request.method == "POST"
    require_somewhere(POLICY, DisclosureAct.IMPORT_DECISIONS, rights=rights)
    agencies = POLICY.agencies(DisclosureAct.IMPORT_DECISIONS, rights=rights).in_tree_order()
    given = (request.POST, request.FILES) if posted else (None, None)
    form = ImportForm(*given, agencies=agencies, initial={"agency": officer.agency_id})
    if posted and form.is_valid():
        told, register = form.cleaned_data, form.cleaned_data["register"]
        try:
            batch = begin_import(
                agency=told["agency"],
                kind=DECISION_KINDS[told["kind"]],
                file=register.open(),
                file_name=safe_name(register.name or ""),
                by=officer,
                today=clock.today(),
            )
            return redirect("desk:decision_import", batch.pk)
        except (RegisterFileError, HeaderRefusedError) as fault:
            form.add_error("register", str(fault))
    recent = imports_visible_to(rights).select_related("agency", "by")[:20]
    batches = [(each, each.state_at(clock.now())) for each in recent]
    context = {"section": "desk", "tab": "decisions", "form": form, "batches": batches}
    return render(request, "desk/records/import_decisions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def import_step(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show how far an import is; go on with it (导入进度)."""
    batch, fault = _batch(request, number), ""
    if request.method == "POST":
        try:
            with closing(run_import(batch=batch, by=officer, today=clock.today())) as steps:
                for _ in islice(steps, _CHUNKS_A_STEP):
                    pass
            return redirect("desk:decision_import", batch.pk)
        except RegisterFileError as refusal:
            fault = str(refusal)
            batch.refresh_from_db()
    context = {
        "fault": fault,
        "section": "desk",
        "tab": "decisions",
        "batch": batch,
        "state": batch.state_at(clock.now()),
        "may_import": POLICY.allows(DisclosureAct.IMPORT_DECISIONS, rights=rights_behind(request), agency=batch.agency),
        "refused": batch.refused_rows.order_by("line")[:100],
    }
    return render(request, "desk/records/import_step.html", context, status=422 if fault else 200)


@require_safe
@for_officers
def refused(request: HttpRequest, officer: Officer, number: int) -> StreamingHttpResponse:  # noqa: ARG001
    """Hand out the lines that were not taken, to be mended (未收录的行)."""
    batch = _batch(request, number)
    headers = {"Content-Disposition": f'attachment; filename="refused-{batch.pk}.csv"'}
    return StreamingHttpResponse(_written(batch), content_type="text/csv; charset=utf-8", headers=headers)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _written(batch: DecisionImport) -> Iterator[str]:
    writer: Any = csv.writer(_Echo())
    yield "\ufeff"
    yield from (writer.writerow(line) for line in refused_lines(batch))


def _batch(request: HttpRequest, number: int) -> DecisionImport:
    batch = imports_visible_to(rights_behind(request)).select_related("agency").filter(pk=number).first()
    if batch is None:
        raise Http404
    return batch
