"""Entering a case, and what happens in it (登记复议诉讼案件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.casework.models import Case, Letter
from gongkai.apps.casework.services import reopen
from gongkai.apps.casework.working_calendar import almanac, current
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.remedies.models import OutcomeColumn, RemedyCase, RemedyRecord
from gongkai.apps.remedies.permissions import POLICY, RemedyCaseAct
from gongkai.apps.remedies.selectors.remedy_cases import state_as_of
from gongkai.statute.case_fields import clean_text
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import DISCLOSURE_SUITS, REPORT_FORM_2021
from gongkai.statute.remedy_case_terms import decision_expected, opinion_deadline, reply_deadline
from gongkai.statute.remedy_cases import (
    REMEDY_OUTCOMES,
    RemedyAct,
    RemedyBlock,
    RemedyColumn,
    RemedyEvent,
    RemedyState,
    admit,
    state_of,
)
from gongkai.statute.working_days import WorkCalendar

_CHUNK = 200
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class RemedyForm:
    """What is told of a case when it is entered (案件登记表)."""

    block: RemedyBlock
    attacked: str
    authority: str
    number: str = ""
    party: str = ""
    is_simple: bool = False
    is_counted_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class NewRound:
    """That the organ is to answer anew, and within how many working days (责令重新答复)."""

    number: str
    in_force_on: date
    days: int


@transaction.atomic
def enter_remedy(
    *,
    agency: Agency,
    form: RemedyForm,
    received_on: date,
    by: Officer,
    today: date,
    case: Case | None = None,
    letter: Letter | None = None,
    earlier: RemedyCase | None = None,
) -> RemedyCase:
    """Enter a case with the day its notice was received (登记案件). Raises ActRefused, PermissionDenied."""
    POLICY.require(RemedyCaseAct.RECORD, rights=rights_of(by, today), agency=agency)
    _check_links(agency, form, case, earlier)
    remedy = RemedyCase.objects.create(
        agency=agency,
        block_code=form.block.code,
        is_simple=form.is_simple,
        is_counted_elsewhere=form.is_counted_elsewhere,
        case=case,
        letter=letter,
        earlier=earlier,
        attacked=form.attacked,
        authority=form.authority,
        number=form.number,
        party=form.party,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    record(RemedyCaseAct.RECORD, by=by, on=remedy)
    _append(remedy, remedy.origin, RemedyEvent(RemedyAct.NOTICE_RECEIVED, received_on), by=by, today=today, seq=1)
    return remedy


@transaction.atomic
def record_event(
    *,
    remedy: RemedyCase,
    act: RemedyAct,
    on: date,
    by: Officer,
    today: date,
    outcome_code: str = "",
    note: str = "",
    anew: NewRound | None = None,
) -> RemedyCase:
    """Record what happened in a case (登记案件事项).

    Where it is set aside and ``anew`` tells the term, the application's own ledger begins a new round. Raises
    ActRefused with the article, PermissionDenied.
    """
    rights = rights_of(by, today)
    POLICY.require(
        RemedyCaseAct.STRIKE if act is RemedyAct.STRUCK else RemedyCaseAct.RECORD, rights=rights, agency=remedy.agency
    )
    locked = RemedyCase.objects.select_for_update(of=("self",)).select_related("agency").get(pk=remedy.pk)
    told = list(locked.events.order_by("seq"))
    state = state_of(locked.origin, (event.as_event() for event in told))
    outcome = REMEDY_OUTCOMES.get(outcome_code)
    event = RemedyEvent(act, on, outcome)
    _append(locked, state, event, by=by, today=today, seq=len(told) + 1, note=note)
    if anew is not None:
        _begin_anew(locked, event, anew, by=by, today=today)
    return locked


@transaction.atomic
def map_outcome(
    *, outcome_code: str, column_code: str, from_year: int, reason: str, by: Officer, today: date
) -> OutcomeColumn:
    """Let an outcome count in another column from a year on (设置审理结果归类).

    The year before may be meant until 31 January, by when its reports are due; what is earlier keeps its figures.
    Raises ActRefused, PermissionDenied.
    """
    POLICY.require_everywhere(RemedyCaseAct.MAP_OUTCOMES, rights=rights_of(by, today))
    _check_mapping(outcome_code, column_code, from_year, reason, today)
    mapped = OutcomeColumn(
        outcome_code=outcome_code,
        column_code=column_code,
        from_year=from_year,
        reason=clean_text(reason)[:_LONGEST_REASON],
        recorded_at=timezone.now(),
        by=by,
    )
    mapped.save(force_insert=True)
    record(RemedyCaseAct.MAP_OUTCOMES, by=by, on=mapped, outcome=outcome_code, column=column_code, year=from_year)
    return mapped


def recount_terms(*, place: Agency | None) -> int:
    """Count the running terms of cases at ``place`` and below with the newest calendar (重新推算复议诉讼期限).

    None means every organ. Returns how many have moved. The terms follow from the records and are no event.
    """
    running = Q(is_pending=True) | Q(due_on__isnull=False)
    pending = RemedyCase.objects.filter(running).select_related("agency")
    if place is not None:
        pending = pending.filter(agency__in=Agency.objects.within(place).values("pk"))
    known, moved = almanac(), list[RemedyCase]()
    for remedy in pending.prefetch_related("events").iterator(chunk_size=_CHUNK):
        terms = _terms(state_as_of(remedy, date.max), known.current(remedy.agency))
        if terms != {name: getattr(remedy, name) for name in terms}:
            for name, value in terms.items():
                setattr(remedy, name, value)
            moved.append(remedy)
    RemedyCase.objects.bulk_update(moved, ["due_on", "expected_on"], batch_size=_CHUNK)
    return len(moved)


def earliest_mapped(today: date) -> int:
    """Return the first year whose columns may still be fixed anew (最早可设置年度)."""
    return today.year - 1 if today <= date(today.year, 1, 31) else today.year


def _check_mapping(outcome_code: str, column_code: str, from_year: int, reason: str, today: date) -> None:
    basis, earliest = REPORT_FORM_2021.at(""), earliest_mapped(today)
    if outcome_code not in REMEDY_OUTCOMES:
        raise ActRefused("没有这种审理结果", basis)
    if column_code not in {column.code for column in RemedyColumn if column is not RemedyColumn.PENDING}:
        raise ActRefused("审结的案件只能归入结果维持、结果纠正或者其他结果", basis)
    if from_year < earliest:
        raise ActRefused(f"{earliest - 1}年及以前的统计已经公布，不能改变归类", basis)
    if from_year > today.year + 1:
        raise ActRefused(f"只能设置到{today.year + 1}年起的归类", basis)
    if not clean_text(reason):
        raise ActRefused("请写明归类的依据", basis)


def _check_links(agency: Agency, form: RemedyForm, case: Case | None, earlier: RemedyCase | None) -> None:
    basis = DISCLOSURE_SUITS.at("")
    if case is not None and case.agency_id != agency.pk:
        raise ActRefused("申请件不是这个机关办理的", basis)
    if earlier is not None and (earlier.agency_id != agency.pk or earlier.block.is_suit):
        raise ActRefused("在先的案件应当是同一机关的行政复议", basis)
    if earlier is not None and form.block is not RemedyBlock.SUIT_AFTER:
        raise ActRefused("经过复议的诉讼应当登记为复议后起诉", basis)


def _append(
    remedy: RemedyCase, state: RemedyState, event: RemedyEvent, *, by: Officer, today: date, seq: int, note: str = ""
) -> None:
    if event.on > today:
        raise ActRefused(f"{event.act.label}的日期晚于今天，不能预先登记", DISCLOSURE_SUITS.at(""))
    state = admit(state, event)
    RemedyRecord(
        remedy=remedy,
        seq=seq,
        act_code=event.act.code,
        on=event.on,
        outcome_code=event.outcome.code if event.outcome else "",
        note=note,
        recorded_at=timezone.now(),
        by=by,
    ).save(force_insert=True)
    _project(remedy, state)
    record(RemedyCaseAct.RECORD, by=by, on=remedy, what=event.act.code, day=event.on.isoformat())


def _project(remedy: RemedyCase, state: RemedyState) -> None:
    fields = {
        "received_on": state.received_on,
        "is_pending": state.is_pending,
        "is_struck": state.is_struck,
        "concluded_on": state.concluded_on,
        "outcome_code": state.outcome.code if state.outcome else "",
        "appeal_concluded_on": state.appeal_concluded_on,
        "appeal_outcome_code": state.appeal_outcome.code if state.appeal_outcome else "",
        **_terms(state, current(remedy.agency)),
    }
    for name, value in fields.items():
        setattr(remedy, name, value)
    remedy.save(update_fields=list(fields))


def _terms(state: RemedyState, calendar: WorkCalendar) -> dict[str, date | None]:
    """Return the fields of a row that the calendar decides."""
    duty = reply_deadline(state, calendar=calendar) or opinion_deadline(state, calendar=calendar)
    expected = decision_expected(state, calendar=calendar)
    return {"due_on": duty.due if duty else None, "expected_on": expected.due if expected else None}


def _begin_anew(remedy: RemedyCase, event: RemedyEvent, anew: NewRound, *, by: Officer, today: date) -> None:
    if event.outcome is None or not event.outcome.orders_anew:
        raise ActRefused("只有撤销、责令（判决）履行的，才重新办理", DISCLOSURE_SUITS.at("第十一条"))
    if remedy.case is None:
        raise ActRefused("案件没有关联申请件，请先在申请件上登记重新办理", DISCLOSURE_SUITS.at("第十一条"))
    case = Case.objects.get(pk=remedy.case.pk)
    reopen(
        case=case,
        by=by,
        seen=case.last_seq,
        on=event.on,
        today=today,
        basis="court" if remedy.block.is_suit else "reconsideration",
        number=anew.number,
        in_force_on=anew.in_force_on,
        days=anew.days,
    )
