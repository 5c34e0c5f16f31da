"""The acts on correction requests: draft, send, remind, record the answer, close (更正要求业务).

Each raises PermissionDenied, and ValidationError with Chinese words for what cannot be done in this state.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting import correction_notices
from gongkai.apps.reporting.correction_flow import FOLLOWING, RequestState, RequestStep
from gongkai.apps.reporting.correction_letter import body_of, title_of
from gongkai.apps.reporting.models import CollectedFinding, CollectedReport, CorrectionRequest, CorrectionStep
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.selectors.report_collections import stands_instead
from gongkai.letters.legible import one_line, prose

ANSWER_WITHIN = timedelta(days=15)
"""The time to answer that is proposed; the law sets none (建议的回复期限)."""
_FRIDAY = 4
_REMIND_EVERY = timedelta(days=7)


def proposed_due(today: date) -> date:
    """Return the last day to answer that is proposed, no Saturday or Sunday (建议的回复期限)."""
    due = today + ANSWER_WITHIN
    return due + timedelta(days=max(0, 7 - due.weekday()) if due.weekday() > _FRIDAY else 0)


@transaction.atomic
def draft_request(
    *, member: CollectedReport, findings: Sequence[CollectedFinding], email: str = "", by: Officer, today: date
) -> CorrectionRequest:
    """Draft a request from the findings chosen (起草更正要求). One report has one open request at a time."""
    _require(CollectionAct.DRAFT_REQUEST, member, by=by, today=today)
    if not findings:
        raise ValidationError("请至少选择一处问题。")
    if member.replaced_by_id is not None:
        raise ValidationError("这份报告已经更正，不能再要求更正。")
    told = [finding.told for finding in findings]
    try:
        with transaction.atomic():
            request = CorrectionRequest.objects.create(
                collection=member.collection,
                member=member,
                addressee=member.organ or "未写明机关",
                email=email,
                title=title_of(member),
                body=body_of(member, told),
                findings=told,
            )
    except IntegrityError as taken:
        raise ValidationError("这份报告已经有一件没有办结的更正要求。") from taken
    _note(request, RequestStep.DRAFT, by=by, today=today)
    record(CollectionAct.DRAFT_REQUEST, by=by, on=request)
    return request


@transaction.atomic
def revise_request(
    *, request: CorrectionRequest, addressee: str, email: str, body: str, by: Officer, today: date
) -> CorrectionRequest:
    """Change the text of a draft (修改更正要求)."""
    locked = _locked(request, RequestStep.REVISE, CollectionAct.DRAFT_REQUEST, by=by, today=today)
    locked.addressee, locked.email = one_line(addressee)[:200], email
    locked.body = "\n".join(prose(body))
    if not locked.addressee or not locked.body:
        raise ValidationError("收函机关和正文不能空白。")
    return _taken(locked, RequestStep.REVISE, by=by, today=today)


@transaction.atomic
def send_request(
    *, request: CorrectionRequest, number: str, due_on: date, by: Officer, today: date
) -> CorrectionRequest:
    """Send a request: from now on its text stands; it goes by mail where there is an address (发出更正要求)."""
    locked = _locked(request, RequestStep.SEND, CollectionAct.SEND_REQUEST, by=by, today=today)
    _refuse_where_outdated(locked)
    if due_on <= today:
        raise ValidationError("回复期限应当在今天以后。")
    locked.number, locked.sent_on, locked.due_on = one_line(number)[:60], today, due_on
    if not locked.number:
        raise ValidationError("请填写发文字号：发出的函件不能没有字号，发出以后不能补。")
    transaction.on_commit(lambda: correction_notices.send_request(locked.pk), robust=True)
    way = f"电子邮件发至{locked.email}" if locked.email else "打印后寄送"
    record(CollectionAct.SEND_REQUEST, by=by, on=locked)
    return _taken(locked, RequestStep.SEND, by=by, today=today, remarks=way)


@transaction.atomic
def remind(*, request: CorrectionRequest, by: Officer, today: date) -> CorrectionRequest:
    """Remind an organ of a request that it has not answered (催办)."""
    locked = _locked(request, RequestStep.REMIND, CollectionAct.REMIND, by=by, today=today)
    return _reminded(locked, by=by, today=today)


def remind_overdue(*, today: date) -> int:
    """Remind of every request that is overdue and was not reminded of for a week; return how many (自动催办)."""
    overdue = CorrectionRequest.objects.filter(state=RequestState.SENT, due_on__lt=today)
    numbers = overdue.exclude(reminded_on__gt=today - _REMIND_EVERY).values_list("pk", flat=True)
    return sum(_remind_one(number, today=today) for number in list(numbers))


@transaction.atomic
def record_answer(*, request: CorrectionRequest, answer: str, by: Officer, today: date) -> CorrectionRequest:
    """Note what the organ answered (登记回复)."""
    locked = _locked(request, RequestStep.ANSWER, CollectionAct.RECORD_ANSWER, by=by, today=today)
    return _taken(locked, RequestStep.ANSWER, by=by, today=today, remarks=_said(answer, "回复的内容"))


@transaction.atomic
def close_request(*, request: CorrectionRequest, result: str, by: Officer, today: date) -> CorrectionRequest:
    """Close a request with its result (办结更正要求)."""
    locked = _locked(request, RequestStep.CLOSE, CollectionAct.CLOSE_REQUEST, by=by, today=today)
    record(CollectionAct.CLOSE_REQUEST, by=by, on=locked)
    return _taken(locked, RequestStep.CLOSE, by=by, today=today, remarks=_said(result, "办理结果"))


@transaction.atomic
def drop_request(*, request: CorrectionRequest, reason: str, by: Officer, today: date) -> CorrectionRequest:
    """Drop a request, with the reason (撤销更正要求)."""
    locked = _locked(request, RequestStep.DROP, CollectionAct.CLOSE_REQUEST, by=by, today=today)
    record(CollectionAct.CLOSE_REQUEST, by=by, on=locked)
    return _taken(locked, RequestStep.DROP, by=by, today=today, remarks=_said(reason, "撤销的理由"))


@transaction.atomic
def _remind_one(number: int, *, today: date) -> bool:
    locked = CorrectionRequest.objects.select_for_update().get(pk=number)
    if locked.state != RequestState.SENT or locked.reminded_on == today:
        return False
    _reminded(locked, by=None, today=today)
    return True


def _reminded(locked: CorrectionRequest, *, by: Officer | None, today: date) -> CorrectionRequest:
    locked.reminded_on = today
    transaction.on_commit(lambda: correction_notices.send_reminder(locked.pk), robust=True)
    return _taken(locked, RequestStep.REMIND, by=by, today=today)


def _require(act: CollectionAct, member: CollectedReport, *, by: Officer, today: date) -> None:
    COLLECTION_POLICY.require(act, rights=rights_of(by, today), agency=member.collection.agency)


def _locked(
    request: CorrectionRequest, step: RequestStep, act: CollectionAct, *, by: Officer, today: date
) -> CorrectionRequest:
    found = CorrectionRequest.objects.select_related("member", "collection__agency").select_for_update(of=("self",))
    locked = found.get(pk=request.pk)
    COLLECTION_POLICY.require(act, rights=rights_of(by, today), agency=locked.collection.agency)
    if step not in FOLLOWING[locked.state]:
        raise ValidationError(f"这件更正要求现在是“{RequestState(locked.state).label}”，不能{step.label}。")
    return locked


def _refuse_where_outdated(draft: CorrectionRequest) -> None:
    """Refuse to ask for a correction of what another report stands for since the draft was made."""
    standing = stands_instead(draft)
    if standing is not None:
        came = timezone.localdate(standing.added_at)
        raise ValidationError(
            f"起草以后，{standing}已经有新的文件：{came.year}年{came.month}月{came.day}日收录的“{standing.source}”"
            "现在是现行的。请撤销这件草稿；新文件仍有问题的，对它另行起草。"
        )


def _taken(
    request: CorrectionRequest, step: RequestStep, *, by: Officer | None, today: date, remarks: str = ""
) -> CorrectionRequest:
    request.state = step.leads_to
    request.save()
    _note(request, step, by=by, today=today, remarks=remarks)
    return request


def _note(request: CorrectionRequest, step: RequestStep, *, by: Officer | None, today: date, remarks: str = "") -> None:
    CorrectionStep.objects.create(
        request=request, step_code=step.code, on=today, at=timezone.now(), by=by, remarks=remarks
    )


def _said(text: str, label: str) -> str:
    told = "\n".join(prose(text))[:1000]
    if not told:
        raise ValidationError(f"请写明{label}。")
    return told
