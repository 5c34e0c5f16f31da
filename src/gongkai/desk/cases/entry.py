"""Entering what came by letter, fax, visit or word of mouth (登记申请)."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.identity_documents import IDENTITY_KINDS, IdentityKind
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.models.cases import WANTED_FORMS, WANTED_WAYS
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.services import hand_out_code, take_in
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.cases.act_form import REFUSALS, told_refusal
from gongkai.desk.cases.seen_case import case_seen
from gongkai.desk.field_forms import PapersField
from gongkai.desk.form_fields import day_field, text_field
from gongkai.statute.procedure_fields import APPLICANT_KINDS
from gongkai.statute.receipt import Channel

CHANNELS = {channel.code: channel for channel in Channel}
_JUST_ENTERED = "just_entered"
_PERSON = ("kind", "name", "identity_kind", "identity_number", "contact_person", "phone", "email", "address")
_APPLICANT = (*_PERSON, "postcode", "agent_name", "agent_identity")
_REQUEST = ("title", "description", "document_number", "wanted_form", "wanted_way", "help_needed")


class Sections(forms.Form):
    """A form whose page groups its fields under headings (分段表单)."""

    use_required_attribute = False
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the headings with their fields (分段)."""
        return [(heading, [self[name] for name in names]) for heading, names in self.sections]


class EntryForm(Sections):
    """What came in on paper, by fax or in person (登记表单). The purpose of use is never asked."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput())
    agency = forms.ModelChoiceField(Agency.objects.none(), label="收到申请的行政机关", empty_label=None)
    channel = forms.ChoiceField(label="申请渠道", choices=[(code, channel.label) for code, channel in CHANNELS.items()])
    arrived_on = day_field("到达日期", hint="当面提交、签收、收到信件或者传真的日期", required=True)
    confirmed_on = day_field("与申请人确认的日期", hint="平常信函、传真和网上申请须与申请人确认；还没有联系上的先不填")
    kind = forms.ChoiceField(label="申请人类别", choices=APPLICANT_KINDS)
    name = text_field("姓名或者名称", 200, required=True)
    identity_kind = forms.ChoiceField(
        label="身份证明", required=False, choices=[("", "未提供"), *((each.code, each.label) for each in IdentityKind)]
    )
    identity_number = text_field("证件号码", 60)
    contact_person = text_field("联系人", 100, hint="申请人是单位的填写")
    phone = text_field("联系电话", 40)
    email = forms.EmailField(label="电子邮箱", required=False, max_length=200)
    address = text_field("联系地址", 300)
    postcode = text_field("邮政编码", 12)
    agent_name = text_field("代理人姓名", 100, hint="有代理人的，材料中应当有授权委托书")
    agent_identity = text_field("代理人证件号码", 60)
    title = text_field("所需信息的名称", 500, required=True)
    document_number = text_field("文号", 200)
    description = text_field(
        "所需信息的内容描述", 20_000, rows=5, hint="照录申请原文，不作改动；口头申请由申请人核对签名"
    )
    wanted_form = forms.ChoiceField(label="信息的形式", choices=[("", "未注明"), *WANTED_FORMS], required=False)
    wanted_way = forms.ChoiceField(label="获取的方式", choices=[("", "未注明"), *WANTED_WAYS], required=False)
    help_needed = text_field("需要的帮助", 500, hint="阅读困难或者视听障碍的，提供必要的帮助")
    papers = PapersField(label="扫描件", required=False, help_text="申请表、身份证明、信封、传真件；可以选择多个文件")
    sections = (
        ("收件", ("agency", "channel", "arrived_on", "confirmed_on")),
        ("申请人", _APPLICANT),
        ("申请内容", _REQUEST),
        ("材料", ("papers",)),
    )

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies

    def arguments(self) -> dict[str, Any]:
        """Return what the service wants (登记要素)."""
        told = self.cleaned_data
        return {
            "agency": told["agency"],
            "channel": CHANNELS[told["channel"]],
            "applicant": ApplicantForm(**{name: told[name] for name in _APPLICANT}),
            "request": RequestForm(**{name: told[name] for name in _REQUEST}),
            "arrived_on": told["arrived_on"],
            "confirmed_on": told["confirmed_on"],
            "key": told["key"],
            "papers": told["papers"],
        }


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def case_new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take in an application on behalf of who applied (登记申请)."""
    rights = rights_behind(request)
    require_somewhere(POLICY, CaseAct.TAKE_IN, rights=rights)
    agencies = POLICY.agencies(CaseAct.TAKE_IN, rights=rights).in_tree_order()
    initial = {"key": token_urlsafe(24), "arrived_on": clock.today(), "agency": officer.agency_id}
    posted = request.method == "POST"
    form = EntryForm(
        request.POST if posted else None, request.FILES if posted else None, agencies=agencies, initial=initial
    )
    if posted and form.is_valid():
        try:
            taken = take_in(**form.arguments(), by=officer, today=clock.today())
        except REFUSALS as refusal:
            form.add_error(None, told_refusal(refusal))
        else:
            request.session[_JUST_ENTERED] = taken.case.pk
            return redirect("desk:case_print", taken.case.pk)
    context = {"section": "desk", "tab": "cases", "form": form}
    return render(request, "desk/cases/new.html", context, status=400 if posted else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_officers
def case_print(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Print what was taken down, for the applicant to read and sign (打印登记表).

    The receipt with the code is shown once after the entry; later it is asked for, and that goes on record.
    """
    case, rights = case_seen(request, number)
    takes_in = POLICY.allows(CaseAct.TAKE_IN, rights=rights, agency=case.agency)
    may_hand_out = takes_in and case.channel is not Channel.ONLINE
    is_shown = may_hand_out and (request.method == "POST" or request.session.pop(_JUST_ENTERED, None) == case.pk)
    kind = IDENTITY_KINDS.get(case.applicant.identity_kind)
    context = {
        "section": "desk",
        "tab": "cases",
        "case": case,
        "today": clock.today(),
        "may_hand_out": may_hand_out,
        "identity_kind": kind.label if kind else case.applicant.identity_kind,
        # Handing out the code puts on record that the applicant was looked at.
        "revealed": case.applicant if is_shown else None,
        "secret_code": hand_out_code(case=case, by=officer, today=clock.today()) if is_shown else "",
    }
    return render(request, "desk/cases/print.html", context)
