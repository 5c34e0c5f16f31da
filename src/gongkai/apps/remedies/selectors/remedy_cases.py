"""The cases an officer may see, their terms, and the counts of table four (复议诉讼查询)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.remedies.models import OutcomeColumn, RemedyCase, RemedyRecord
from gongkai.apps.remedies.permissions import POLICY, RemedyCaseAct
from gongkai.statute.remedy_cases import REMEDY_BLOCKS, REMEDY_OUTCOMES, RemedyAct, RemedyColumn, RemedyState, state_of

TOLD_AHEAD = timedelta(days=7)


def remedies_visible_to(rights: Rights) -> QuerySet[RemedyCase]:
    """Return the cases of the organs whose cases an officer may read (可见案件)."""
    return POLICY.narrow(RemedyCase.objects.all(), RemedyCaseAct.READ, rights=rights)


def replies_due(rights: Rights, *, today: date) -> QuerySet[RemedyCase]:
    """Return the cases in which the organ owes something overdue or due within a week, the most urgent first.

    A reply with evidence, or what was mended on the reconsideration organ's opinion (待答复、答辩、报送).
    """
    return duties_by(remedies_visible_to(rights), today + TOLD_AHEAD)


def duties_by(remedies: QuerySet[RemedyCase], day: date) -> QuerySet[RemedyCase]:
    """Return those of some cases in which the organ owes something by a day, each with what it has done (到期义务)."""
    replied = RemedyRecord.objects.filter(remedy=OuterRef("pk"), act_code=RemedyAct.REPLIED.code)
    due = remedies.filter(is_struck=False, due_on__lte=day).annotate(is_replied=Exists(replied))
    return due.select_related("agency", "case").order_by("due_on", "pk")


def owed_in(remedy: RemedyCase) -> str:
    """Return what the term of a row is for, as ``replies_due`` reads it (所负义务)."""
    if getattr(remedy, "is_replied", False) or not remedy.is_pending:
        return "报送意见书落实情况"
    return "提交答辩状和证据" if remedy.block.is_suit else "提交书面答复和证据"


def state_as_of(remedy: RemedyCase, day: date, *, known_at: datetime | None = None) -> RemedyState:
    """Return what a case was on a day as known at a moment; its events are read (当日状态)."""
    told = sorted(remedy.events.all(), key=lambda event: event.seq)
    known = [event for event in told if known_at is None or event.recorded_at <= known_at]
    # An entry struck as a mistake was one on every day.
    happened = [event.as_event() for event in known if event.on <= day or event.act is RemedyAct.STRUCK]
    return state_of(remedy.origin, happened)


def table_four(
    agency_ids: Collection[int], *, year: int, known_at: datetime | None = None
) -> Mapping[str, Mapping[str, int]]:
    """Return the cases of a year by block and column, ``total`` among the columns (表四).

    A case counts where its last instance that ended in the year puts it; as pending where none ended and one is at
    work on 31 December. One that ended in an earlier year does not count again.
    """
    counts = {block: {column.code: 0 for column in RemedyColumn} for block in REMEDY_BLOCKS}
    for remedy, column in _standing(agency_ids, year, known_at):
        counts[remedy.block_code][column] += 1
    return {block: {**columns, "total": sum(columns.values())} for block, columns in counts.items()}


def counted_remedies(
    agency_ids: Collection[int], *, block: str, column: str, year: int, known_at: datetime | None = None
) -> QuerySet[RemedyCase]:
    """Return the cases behind one of the counts (计入的案件)."""
    numbers = [
        remedy.pk
        for remedy, found in _standing(agency_ids, year, known_at)
        if remedy.block_code == block and column in (found, "total")
    ]
    return RemedyCase.objects.filter(pk__in=numbers)


def column_of(outcome_code: str, *, year: int, mapped: Collection[OutcomeColumn]) -> str:
    """Return where an outcome counts in a year: as mapped last, else as practice has it (结果归类)."""
    told = [each for each in mapped if each.outcome_code == outcome_code and each.from_year <= year]
    latest = max(told, key=lambda each: (each.from_year, each.pk), default=None)
    return latest.column_code if latest else REMEDY_OUTCOMES[outcome_code].column.code


def mappings(known_at: datetime | None = None) -> list[OutcomeColumn]:
    """Return how outcomes were mapped, as known at a moment (结果归类设置)."""
    told = OutcomeColumn.objects.order_by("pk")
    return list(told if known_at is None else told.filter(recorded_at__lte=known_at))


def _standing(agency_ids: Collection[int], year: int, known_at: datetime | None) -> Iterator[tuple[RemedyCase, str]]:
    closes, mapped = date(year, 12, 31), mappings(known_at)
    # Most cases of other years are left out by what their rows say; later entries never make a case begin earlier.
    maybe = Q(received_on__lte=closes) | Q(received_on=None)
    cases = RemedyCase.objects.filter(maybe, agency__in=agency_ids, is_counted_elsewhere=False)
    if known_at is not None:
        cases = cases.filter(recorded_at__lte=known_at)
    else:
        over = Q(is_pending=False, concluded_on__lt=date(year, 1, 1)) & (
            Q(appeal_concluded_on=None) | Q(appeal_concluded_on__lt=date(year, 1, 1))
        )
        cases = cases.exclude(over)
    for remedy in cases.prefetch_related("events").order_by("pk"):
        column = _column(state_as_of(remedy, closes, known_at=known_at), year, mapped)
        if column:
            yield remedy, column


def _column(state: RemedyState, year: int, mapped: Collection[OutcomeColumn]) -> str:
    if state.received_on is None or state.is_struck:
        return ""
    outcome = state.standing_in(year)
    if outcome:
        return column_of(outcome.code, year=year, mapped=mapped)
    return RemedyColumn.PENDING.code if state.is_pending else ""
