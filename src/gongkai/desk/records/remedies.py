"""Reconsiderations and suits on the desk: the register, one case, what happens in it (复议诉讼)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Letter
from gongkai.apps.casework.permissions import POLICY as CASEWORK
from gongkai.apps.casework.permissions import CaseAct
from gongkai.apps.casework.selectors import cases_visible_to
from gongkai.apps.casework.working_calendar import current
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.remedies.models import RemedyCase
from gongkai.apps.remedies.permissions import POLICY, RemedyCaseAct
from gongkai.apps.remedies.selectors.remedy_cases import owed_in, remedies_visible_to, replies_due, state_as_of
from gongkai.apps.remedies.services.remedy_cases import NewRound, RemedyForm, enter_remedy, record_event
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.form_fields import day_field, text_field
from gongkai.statute.errors import StatuteError
from gongkai.statute.remedy_case_terms import appeal_deadline, decision_expected, opinion_deadline, reply_deadline
from gongkai.statute.remedy_cases import REMEDY_ACTS, REMEDY_BLOCKS, REMEDY_OUTCOMES, RemedyAct, RemedyBlock, possible

_PAGE = 50
_TERMS = (
    ("答复（答辩）期限", reply_deadline),
    ("意见书落实情况报送期限", opinion_deadline),
    ("应当审结", decision_expected),
    ("上诉期限", appeal_deadline),
)


class EntryForm(forms.Form):
    """A reconsideration or suit to be entered (登记复议诉讼表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="被申请人（被告）", empty_label=None)
    block = forms.ChoiceField(label="类别", choices=[(block.code, block.label) for block in REMEDY_BLOCKS.values()])
    authority = text_field("复议机关或者人民法院", 200, required=True)
    number = text_field("案号", 120)
    received_on = day_field("收到受理或者应诉通知日期", required=True)
    attacked = text_field("被复议（被诉）的行为", 500, hint="例如：某文号的不予公开告知书；逾期不答复", required=True)
    party = text_field("申请人（原告）", 200)
    case_reference = text_field("申请件查询编号", 60, hint="在本系统办理的申请件，填写查询编号以便关联")
    letter_number = text_field("被复议（被诉）的答复文号", 120, hint="在本系统作出的答复，填写文号以便关联")
    earlier_number = text_field("在先的行政复议案号", 120, hint="经过复议的诉讼填写；应当已经登记")
    is_simple = forms.BooleanField(label="适用简易程序", required=False)
    is_counted_elsewhere = forms.BooleanField(
        label="本机关是作为复议机关的共同被告", required=False, help_text="只由原行政行为机关统计，本机关不重复统计"
    )

    def __init__(self, given: Any, *, agencies: Any, initial: dict[str, Any]) -> None:
        super().__init__(given, initial=initial)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


_ANEW = ("anew_number", "anew_in_force_on", "anew_days")


class EventForm(forms.Form):
    """What happened in a case (登记案件事项表单)."""

    use_required_attribute = False
    act = forms.ChoiceField(label="事项")
    on = day_field("日期", required=True)
    outcome = forms.ChoiceField(label="审理结果", required=False, help_text="审结时选择")
    note = text_field("说明", 1000)
    anew_number = text_field("责令重新答复的文书号", 120, hint="责令、判决重新答复的填写，关联的申请件将重新办理")
    anew_in_force_on = day_field("责令重新答复的文书生效日期")
    anew_days = forms.IntegerField(
        label="重新答复的期限（工作日）",
        required=False,
        min_value=1,
        max_value=200,
        help_text="文书没有另行指定的，人民法院判决公开的为二十个工作日",
    )

    def __init__(self, given: Any, *, acts: list[RemedyAct], is_suit: bool, may_reopen: bool, today: date) -> None:
        super().__init__(given, initial={"on": today})
        if not may_reopen:
            # A new round of the application is begun by who may, on its own page.
            for name in _ANEW:
                del self.fields[name]
        outcomes = [(each.code, each.label) for each in REMEDY_OUTCOMES.values() if each.is_of_court is is_suit]
        for name, choices in (("act", [(act.code, act.label) for act in acts]), ("outcome", [("", "—"), *outcomes])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse an order to answer anew that lacks its term (核对重新答复)."""
        told = super().clean() or {}
        if (told.get("anew_number") or told.get("anew_in_force_on")) and not told.get("anew_days"):
            self.add_error("anew_days", "责令重新答复的，请填写重新答复的期限。")
        if told.get("anew_days") and not told.get("anew_number"):
            self.add_error("anew_number", "请填写责令重新答复的文书号。")
        return told

    def new_round(self) -> NewRound | None:
        """Return the order to answer anew, where its term is told (重新答复)."""
        told = self.cleaned_data
        if not told.get("anew_days"):
            return None
        return NewRound(told["anew_number"], told["anew_in_force_on"] or told["on"], told["anew_days"])


@require_safe
@for_officers
def remedies(request: HttpRequest, officer: Officer) -> HttpResponse:  # noqa: ARG001
    """List the cases, those first whose reply is due (复议诉讼台账)."""
    rights, day = rights_behind(request), clock.today()
    found = remedies_visible_to(rights).select_related("agency", "case")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found.order_by("-pk")[: _PAGE + 1])
    context = {
        "section": "desk",
        "tab": "remedies",
        "today": day,
        "due": [(each, owed_in(each)) for each in replies_due(rights, today=day)[:20]] if not before else [],
        "rows": rows[:_PAGE],
        "next": rows[_PAGE - 1].pk if len(rows) > _PAGE else "",
        "may_enter": POLICY.allows_somewhere(RemedyCaseAct.RECORD, rights=rights),
    }
    return render(request, "desk/records/remedies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new_remedy(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Enter a case (登记复议诉讼案件)."""
    rights = rights_behind(request)
    require_somewhere(POLICY, RemedyCaseAct.RECORD, rights=rights)
    agencies = POLICY.agencies(RemedyCaseAct.RECORD, rights=rights).in_tree_order()
    initial = _attacked(request.GET.get("case", "")[:60], rights) or {"agency": officer.agency_id}
    form = EntryForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _entered(request, form, officer)
        if made:
            return redirect("desk:remedy", made.pk)
    context = {"section": "desk", "tab": "remedies", "form": form}
    return render(request, "desk/records/new_remedy.html", context, status=422 if form.errors else 200)


def _attacked(reference: str, rights: Rights) -> dict[str, Any]:
    """Return what the form begins with when it is opened from an application (由申请件带入)."""
    case = cases_visible_to(rights).filter(reference=reference).first() if reference else None
    if case is None:
        return {}
    begun = {"agency": case.agency_id, "case_reference": case.reference}
    answer = Letter.of(case.pk).filter(code=case.outcome_code).last()
    return begun | ({"attacked": str(answer), "letter_number": answer.number} if answer else {})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def remedy(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show one case with its terms; record what happened (案件登记页)."""
    rights, day = rights_behind(request), clock.today()
    seen = (
        remedies_visible_to(rights).select_related("agency", "case", "letter", "earlier").prefetch_related("events__by")
    )
    found = seen.filter(pk=number).first()
    if found is None:
        raise Http404
    state, calendar = state_as_of(found, date.max), current(found.agency)
    told = possible(state)
    may_reopen = CASEWORK.allows(CaseAct.REOPEN, rights=rights, agency=found.agency)
    form = EventForm(
        request.POST or None,
        may_reopen=may_reopen,
        acts=[act for act, reason in told.items() if not reason],
        is_suit=found.block.is_suit,
        today=day,
    )
    if request.method == "POST" and form.is_valid() and _recorded(found, form, officer):
        return redirect("desk:remedy", found.pk)
    terms = [(label, rule(state, calendar=calendar)) for label, rule in _TERMS]
    context = {
        "section": "desk",
        "tab": "remedies",
        "remedy": found,
        "events": sorted(found.events.all(), key=lambda event: -event.seq),
        "terms": [(label, term) for label, term in terms if term],
        "closed": [(act, reason) for act, reason in told.items() if reason],
        "form": form,
        "today": day,
        "may_reopen": may_reopen,
        "may_record": POLICY.allows(RemedyCaseAct.RECORD, rights=rights, agency=found.agency),
    }
    return render(request, "desk/records/remedy.html", context, status=422 if form.errors else 200)


def _entered(request: HttpRequest, form: EntryForm, officer: Officer) -> RemedyCase | None:
    told, links = form.cleaned_data, _links(request, form)
    if links is None:
        return None
    about = RemedyForm(
        REMEDY_BLOCKS[told["block"]],
        told["attacked"],
        told["authority"],
        told["number"],
        told["party"],
        told["is_simple"],
        told["is_counted_elsewhere"],
    )
    try:
        return enter_remedy(
            agency=told["agency"],
            form=about,
            received_on=told["received_on"],
            by=officer,
            today=clock.today(),
            **links,
        )
    except StatuteError as refusal:
        form.add_error(None, refusal.message)
        return None


def _links(request: HttpRequest, form: EntryForm) -> dict[str, Any] | None:
    """Return the application, letter and reconsideration that are named, or let the form tell which is not there."""
    told, rights = form.cleaned_data, rights_behind(request)
    links: dict[str, Any] = {}
    if told["case_reference"]:
        seen = cases_visible_to(rights).filter(agency=told["agency"], reference=told["case_reference"].strip())
        links["case"] = seen.first()
        if links["case"] is None:
            form.add_error("case_reference", "没有找到这个查询编号的申请件，请核对编号和被申请人。")
    if told["letter_number"]:
        letters = Letter.objects.filter(case__agency=told["agency"], number=told["letter_number"].strip())
        links["letter"] = letters.filter(case=links["case"]).first() if links.get("case") else None
        if links["letter"] is None:
            form.add_error("letter_number", "这件申请没有这个文号的答复，请同时填写申请件的查询编号并核对文号。")
    if told["earlier_number"]:
        reviewed = remedies_visible_to(rights).filter(
            agency=told["agency"], block_code=RemedyBlock.RECONSIDERATION.code, number=told["earlier_number"].strip()
        )
        links["earlier"] = reviewed.filter(is_struck=False).first()
        if links["earlier"] is None:
            form.add_error("earlier_number", "没有登记过这个案号的行政复议，请核对案号，或者先登记复议案件。")
    return None if form.errors else links


def _recorded(found: RemedyCase, form: EventForm, officer: Officer) -> bool:
    told = form.cleaned_data
    try:
        record_event(
            remedy=found,
            act=REMEDY_ACTS[told["act"]],
            on=told["on"],
            by=officer,
            today=clock.today(),
            outcome_code=told["outcome"],
            note=told["note"],
            anew=form.new_round(),
        )
    except StatuteError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
