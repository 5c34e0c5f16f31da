"""Letters on the desk: the answer drafted from the facts, edited, issued; the letters of the procedure (函件)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.answer_drafts import ANSWER, AnswerDraft, draft_of
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, EvidenceKind, Letter
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import ledger_of
from gongkai.apps.casework.services import decide, drop_draft, save_draft, send_letter
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.cases.case_files import as_attachment
from gongkai.desk.cases.desk_acts import DESK_ACTS
from gongkai.desk.cases.doing_acts import act_page, done
from gongkai.desk.cases.letter_forms import LetterForm, known_to_form
from gongkai.desk.cases.seen_case import case_seen, require_reading
from gongkai.documents.typesetting import NoChineseFont
from gongkai.letters import docx, pdf
from gongkai.letters.kinds import LETTER_KINDS
from gongkai.letters.letter import Letter as ComposedLetter
from gongkai.statute.case_acts import ActKind
from gongkai.statute.outcomes_catalogue import OUTCOMES

_BY_PROPOSAL = frozenset(outcome.letter for outcome in OUTCOMES.values() if outcome.is_decided)
_SENDABLE = {code: kind for code, kind in LETTER_KINDS.items() if code not in _BY_PROPOSAL}
"""What goes out without a proposal: letters of the procedure, and those that end a case nobody decides."""
_SEND = DESK_ACTS[ActKind.LETTER_ISSUED.code]


class BodyForm(forms.Form):
    """An officer's version of the letter's body (正文修改)."""

    text = forms.CharField(
        label="正文（一行一段）",
        max_length=60_000,
        widget=forms.Textarea({"rows": 18}),
        error_messages={"required": "正文不能为空。"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_officers
def answer(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Preview the answer, edit it before approval, issue it after (答复书)."""
    case, rights = case_seen(request, number)
    require_reading(case, rights)
    drafted = _drafted(case)
    step = request.POST.get("step", "")
    if step in ("save", "reset"):
        return _edited(request, officer, case, drafted, rights)
    form = ActForm(request.POST if step == "issue" else None, fields=(), seen=case.last_seq, today=clock.today())
    if step == "issue" and done(form, decide, case=case, by=officer, body=drafted.body):
        return redirect("desk:case", case.pk)
    return _answer_page(request, case, rights, drafted, form=form)


@require_safe
@for_officers
def answer_file(request: HttpRequest, officer: Officer, number: int, form_of_file: str) -> HttpResponse:  # noqa: ARG001
    """Hand out the draft of the answer to be read on paper (答复书草稿)."""
    case, rights = case_seen(request, number)
    require_reading(case, rights)
    drafted = _drafted(case)
    if drafted.letter is None:
        raise Http404
    lacking = "（要素不全）" if drafted.lacks else ""
    return _typeset(request, drafted.letter, form_of_file, name=f"{case.reference}答复书草稿{lacking}")


@require_safe
@for_officers
def other_letters(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """List the letters of the procedure that may be sent, each with when it is for (函件目录)."""
    case, rights = case_seen(request, number)
    POLICY.require(_SEND.right, rights=rights, agency=case.agency)
    context = {"section": "desk", "tab": "cases", "case": case, "kinds": _SENDABLE.values()}
    return render(request, "desk/cases/letter_kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def send(request: HttpRequest, officer: Officer, number: int, code: str) -> HttpResponse:
    """Ask for what a letter must contain, and send it with its number (发出函件)."""
    if code not in _SENDABLE:
        raise Http404
    kind = _SENDABLE[code]
    case, rights = case_seen(request, number)
    POLICY.require(_SEND.right, rights=rights, agency=case.agency)
    ledger = ledger_of(case)
    posted = request.POST if request.method == "POST" else None
    form = LetterForm(
        posted, kind=kind, seen=case.last_seq, today=clock.today(), told=known_to_form(kind, case, ledger)
    )
    if request.method == "POST" and done(form, send_letter, case=case, by=officer, code=code):
        return redirect("desk:case", case.pk)
    more = {"template": "desk/cases/letter_send.html", "kind": kind}
    return act_page(request, act=_SEND, form=form, case=case, ledger=ledger, **more)


@require_safe
@never_cache
@for_officers
def issued(request: HttpRequest, officer: Officer, number: int, letter_number: int) -> HttpResponse:  # noqa: ARG001
    """Show a letter as it was issued (已发出的函件)."""
    case, record = _issued(request, number, letter_number)
    context = {"section": "desk", "tab": "cases", "case": case, "record": record, "letter": restored(record)}
    return render(request, "desk/cases/letter_issued.html", context)


@require_safe
@for_officers
def issued_file(
    request: HttpRequest,
    officer: Officer,  # noqa: ARG001
    number: int,
    letter_number: int,
    form_of_file: str,
) -> HttpResponse:
    """Hand out a letter as it was issued (下载函件)."""
    _, record = _issued(request, number, letter_number)
    return _typeset(request, restored(record), form_of_file, name=f"{record.title}{record.number}")


def _drafted(case: Case) -> AnswerDraft:
    view = ledger_of(case)
    return draft_of(case, view.facts, view.events)


def _issued(request: HttpRequest, number: int, letter_number: int) -> tuple[Case, Letter]:
    case, rights = case_seen(request, number)
    require_reading(case, rights)
    record = Letter.of(case.pk).filter(pk=letter_number).first()
    if record is None:
        raise Http404
    return case, record


def _edited(request: HttpRequest, officer: Officer, case: Case, drafted: AnswerDraft, rights: Rights) -> HttpResponse:
    """Keep an officer's version of the body, or go back to the composed one."""
    POLICY.require(CaseAct.WORK, rights=rights, agency=case.agency)
    if not drafted.may_edit:
        raise PermissionDenied("答复书已经批准，不能再修改正文；需要修改的，请退回拟办意见。")
    if request.POST["step"] == "reset":
        drop_draft(case=case, by=officer, today=clock.today(), purpose=ANSWER)
        return redirect("desk:case_letter", case.pk)
    body = BodyForm(request.POST)
    if not body.is_valid():
        form = ActForm(None, fields=(), seen=case.last_seq, today=clock.today())
        return _answer_page(request, case, rights, drafted, form=form, body=body)
    text = body.cleaned_data["text"].replace("\r\n", "\n")
    save_draft(case=case, by=officer, today=clock.today(), purpose=ANSWER, content=text)
    return redirect("desk:case_letter", case.pk)


def _answer_page(
    request: HttpRequest,
    case: Case,
    rights: Rights,
    drafted: AnswerDraft,
    *,
    form: ActForm,
    body: BodyForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "desk",
        "tab": "cases",
        "case": case,
        "drafted": drafted,
        "lacks_given": _lacks_given(case, drafted),
        "letter": drafted.letter,
        "form": form,
        "body": body or BodyForm(initial={"text": drafted.body or drafted.composed_text}),
        "may_edit": drafted.may_edit and POLICY.allows(CaseAct.WORK, rights=rights, agency=case.agency),
        "may_issue": drafted.is_approved and POLICY.allows(CaseAct.ISSUE, rights=rights, agency=case.agency),
    }
    has_failed = form.is_bound or (body is not None and body.is_bound)
    return render(request, "desk/cases/letter.html", context, status=400 if has_failed else 200)


def _lacks_given(case: Case, drafted: AnswerDraft) -> bool:
    """Whether the answer hands something over and nothing lies in the file to be handed over."""
    return drafted.gives and not case.documents.filter(evidence=EvidenceKind.GIVEN).exists()


def _typeset(request: HttpRequest, letter: ComposedLetter, form_of_file: str, *, name: str) -> HttpResponse:
    if form_of_file == "docx":
        return as_attachment(docx.write(letter), name=f"{name}.docx")
    if form_of_file != "pdf":
        raise Http404
    try:
        return as_attachment(pdf.write(letter), name=f"{name}.pdf")
    except NoChineseFont as lack:
        return render(
            request, "desk/no_font.html", {"section": "desk", "tab": "cases", "message": str(lack)}, status=503
        )
