"""Rules and normative documents on the desk: the register, one document, what happens to it (规章文件)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.selectors.documents import (
    MOST_FOUND,
    documents_meant,
    documents_visible_to,
    documents_with_words,
    ending_soon,
)
from gongkai.apps.disclosure.services.documents import (
    DocumentForm,
    change_document,
    publish_document,
    register_document,
)
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.form_fields import day_field, text_field
from gongkai.statute.errors import StatuteError
from gongkai.statute.validity import DOCUMENT_ACTS, DOCUMENT_KINDS, DocumentAct, DocumentEvent, Validity
from gongkai.ui.paging import page_after

_SHOWN = tuple(validity for validity in Validity if validity is not Validity.STRUCK)


class DocumentFilterForm(forms.Form):
    """What of the register to show (筛选文件)."""

    q = forms.CharField(label="标题或者文号", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="种类",
        required=False,
        choices=[("", "全部"), *((each.code, each.label) for each in DOCUMENT_KINDS.values())],
    )
    validity = forms.ChoiceField(
        label="有效性", required=False, choices=[("", "全部"), *((each.code, each.label) for each in _SHOWN)]
    )


class RegisterForm(forms.Form):
    """A document to be registered (登记文件表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="制定机关", empty_label=None)
    kind = forms.ChoiceField(label="种类", choices=[(each.code, each.label) for each in DOCUMENT_KINDS.values()])
    title = text_field("标题", 300, required=True)
    number = text_field("文号", 100, required=True)
    made_on = day_field("成文日期", required=True)
    in_force_on = day_field("施行日期", required=True)
    published_on = day_field("发布日期", hint="还没有发布的先不填；未经公布的不得作为行政管理依据")
    term_until = day_field("有效期至", hint="没有规定有效期的不填")
    joint_with = text_field("联合制定机关", 500, hint="联合制定的由牵头机关登记和统计")
    registration_number = text_field("统一登记号", 100)
    index_number = text_field("索引号", 60)
    subject = text_field("主题分类", 60)
    review_number = text_field("合法性审核意见文号", 100)
    filing_number = text_field("备案号", 100)
    text = text_field("正文", 200_000, rows=10)

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


class ChangeForm(forms.Form):
    """What happened to a document (登记变动表单)."""

    use_required_attribute = False
    act = forms.ChoiceField(label="变动", choices=[(act.code, act.label) for act in DocumentAct])
    on = day_field("日期", hint="废止、修改生效的日期", required=True)
    basis = text_field("依据", 500, hint="决定、通知的名称和文号", required=True)
    valid_until = day_field("有效期延长至", hint="延长有效期的填写")
    other_number = text_field("相关文件的文号", 100, hint="修改或者替代本文件的新文件，应当已经登记")


class PublishForm(forms.Form):
    """When a document was published (登记发布表单)."""

    use_required_attribute = False
    published_on = day_field("发布日期", required=True)


@require_safe
@for_officers
def documents(request: HttpRequest, officer: Officer) -> HttpResponse:  # noqa: ARG001
    """List the register by the filters of the address (规章文件台账)."""
    rights, day = rights_behind(request), clock.today()
    form = DocumentFilterForm(request.GET)
    form.full_clean()
    asked, found, has_more_words = form.cleaned_data, documents_visible_to(rights), False
    if asked.get("q"):
        found, has_more_words = documents_with_words(asked["q"], rights=rights)
    if asked.get("kind"):
        found = found.filter(kind_code=asked["kind"])
    if asked.get("validity"):
        found = found.with_validity(Validity[asked["validity"].upper()], day=day)
    rows, more = page_after(found.for_lists(), day="made_on", after=request.GET.get("after", ""))
    context = {
        "section": "desk",
        "tab": "documents",
        "form": form,
        "rows": [(each, each.state.validity_on(day)) for each in rows],
        "next": more,
        "most_found": MOST_FOUND if has_more_words else 0,
        "ending": list(ending_soon(rights, today=day)[:20]) if not request.GET else [],
        "may_register": POLICY.allows_somewhere(DisclosureAct.REGISTER_DOCUMENT, rights=rights),
    }
    return render(request, "desk/records/documents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new_document(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Register a document (登记文件)."""
    require_somewhere(POLICY, DisclosureAct.REGISTER_DOCUMENT, rights=rights_behind(request))
    agencies = POLICY.agencies(DisclosureAct.REGISTER_DOCUMENT, rights=rights_behind(request)).in_tree_order()
    form = RegisterForm(request.POST or None, agencies=agencies, initial={"agency": officer.agency_id})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        agency, kind = told.pop("agency"), DOCUMENT_KINDS[told.pop("kind")]
        try:
            made = register_document(
                agency=agency, kind=kind, form=DocumentForm(**told), by=officer, today=clock.today()
            )
            return redirect("desk:document", made.pk)
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    context = {"section": "desk", "tab": "documents", "form": form}
    return render(request, "desk/records/new_document.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def document(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show one document; record what happened to it (文件登记页)."""
    found = _seen(request, number)
    form = ChangeForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid() and _changed(request, found, form, officer):
        return redirect("desk:document", found.pk)
    return _document_page(request, found, form=form)


@require_http_methods(["POST"])
@for_officers
def publish(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Note the day a document was published (登记发布)."""
    found = _seen(request, number)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            publish_document(document=found, on=form.cleaned_data["published_on"], by=officer, today=clock.today())
            return redirect("desk:document", found.pk)
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    return _document_page(request, found, publishing=form)


def _seen(request: HttpRequest, number: int) -> RuleDocument:
    found = documents_visible_to(rights_behind(request)).select_related("agency").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _document_page(
    request: HttpRequest, found: RuleDocument, *, form: ChangeForm | None = None, publishing: PublishForm | None = None
) -> HttpResponse:
    day = clock.today()
    may_change = POLICY.allows(DisclosureAct.CHANGE_DOCUMENT, rights=rights_behind(request), agency=found.agency)
    context = {
        "section": "desk",
        "tab": "documents",
        "document": found,
        "validity": found.state.validity_on(day),
        "events": found.events.select_related("by", "other", "clean_up").order_by("-pk"),
        "form": form or ChangeForm(initial={"on": day}),
        "publishing": publishing or PublishForm(initial={"published_on": day}),
        "may_change": may_change,
    }
    is_refused = any(each is not None and each.errors for each in (form, publishing))
    return render(request, "desk/records/document.html", context, status=422 if is_refused else 200)


def _changed(request: HttpRequest, found: RuleDocument, form: ChangeForm, officer: Officer) -> bool:
    """Record the change, or let the form tell why not."""
    told = form.cleaned_data
    others: Sequence[RuleDocument] = ()
    if told["other_number"]:
        others = documents_meant(told["other_number"], beside=found, rights=rights_behind(request))
        if len(others) != 1:
            form.add_error("other_number", _not_one(others))
            return False
    other = others[0] if others else None
    event = DocumentEvent(DOCUMENT_ACTS[told["act"]], told["on"], told["valid_until"])
    try:
        change_document(document=found, event=event, basis=told["basis"], by=officer, today=clock.today(), other=other)
    except StatuteError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _not_one(others: Sequence[RuleDocument]) -> str:
    if not others:
        return "没有登记过这个文号的文件，请先登记新文件。"
    organs = "、".join(each.agency.name for each in others[:5])
    return f"{organs}{'等' if len(others) > 5 else ''}都登记了这个文号，无法确定是哪一件，请核对文号。"
