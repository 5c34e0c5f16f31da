"""Table three of the annual report, from the ledger (表三统计).

An application is new in the year of its receipt and settled in the year of its first answer; the row is the one that
stood at the end of that year. Who asks with ``known_at`` gets the figures as they could be known then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from gongkai.apps.audit.frozen import FrozenQuerySet
from gongkai.apps.casework.models import Case, CaseEvent, CaseQuerySet
from gongkai.apps.casework.selectors.ledgers import as_of
from gongkai.apps.casework.working_calendar import almanac
from gongkai.statute.case_acts import ActKind
from gongkai.statute.editions import EDITIONS
from gongkai.statute.procedure_fields import APPLICANT_KINDS

Table = Mapping[str, Mapping[str, int]]
_COLUMNS = tuple(code for code, _ in APPLICANT_KINDS)
_ROWS = tuple(row.key for row in EDITIONS[-1].applications.rows)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Standing:
    received_on: date | None
    first_answered_on: date | None
    row: str
    column: str
    cases: int = 1
    number: int = 0


def table_three(agency_ids: Iterable[int], *, year: int, known_at: datetime | None = None) -> Table:
    """Return the counts of the year by row and kind of applicant, ``total`` among both (表三).

    Rows and columns have the keys of the form's latest edition.
    """
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    cases = Case.objects.filter(agency__in=list(agency_ids), arrived_on__lte=closes)
    later = _told_otherwise_since(closes, known_at)
    counted: Counter[tuple[str, str]] = Counter()
    for standing in (*_plain(cases.filter(~Exists(later))), *_folded(cases.filter(Exists(later)), closes, known_at)):
        for row in _rows_of(standing, opens, closes):
            counted[row, standing.column] += standing.cases
            counted[row, "total"] += standing.cases
            if row not in _NOT_OUTCOMES:
                counted["total", standing.column] += standing.cases
                counted["total", "total"] += standing.cases
    return {row: {column: counted[row, column] for column in (*_COLUMNS, "total")} for row in _ROWS}


def standing_cases(
    cases: CaseQuerySet, *, row: str, column: str, year: int, known_at: datetime | None = None
) -> tuple[CaseQuerySet, list[int]]:
    """Return those of ``cases`` that a cell counts: by their rows, and by their ledgers (计入的申请件)."""
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    later = _told_otherwise_since(closes, known_at)
    plain = cases.filter(~Exists(later)).exclude(row="").filter(_counted(row, opens, closes))
    if column != "total":
        plain = plain.filter(applicant_kind=column)
    folded = [
        standing.number
        for standing in _folded(cases.filter(Exists(later)), closes, known_at)
        if column in ("total", standing.column) and _is_counted(row, list(_rows_of(standing, opens, closes)))
    ]
    return plain.values("pk"), folded  # type: ignore[return-value]  # numbers alone, for a condition


def _counted(row: str, opens: date, closes: date) -> Q:
    """Return the condition that ``_rows_of`` tells, for cases whose rows are right."""
    received = Q(received_on__lte=closes)
    alive = Q(first_answered_on=None) | Q(first_answered_on__gte=opens)
    if row == "new":
        return received & alive & Q(received_on__gte=opens)
    if row == "carried_in":
        return alive & Q(received_on__lt=opens)
    answered = Q(first_answered_on__range=(opens, closes))
    if row == "carried_out":
        return received & (Q(first_answered_on=None) | Q(first_answered_on__gt=closes))
    return received & answered & (Q() if row == "total" else Q(row=row))


def _is_counted(row: str, rows: list[str]) -> bool:
    return row in rows or (row == "total" and any(each not in _NOT_OUTCOMES for each in rows))


_NOT_OUTCOMES = ("new", "carried_in", "carried_out")


def _told_otherwise_since(closes: date, known_at: datetime | None) -> FrozenQuerySet:
    """Return events that make a case's row today differ from what it was: begun anew, or recorded too late."""
    differs = Q(kind_code=ActKind.REOPENED.code, case__first_answered_on__lte=closes)
    if known_at is not None:
        differs |= Q(recorded_at__gt=known_at)
    events: FrozenQuerySet = CaseEvent.objects.filter(differs, case=OuterRef("pk"))
    return events


def _plain(cases: CaseQuerySet) -> Iterator[_Standing]:
    grouped = cases.exclude(row="").values("received_on", "first_answered_on", "row", "applicant_kind")
    for each in grouped.annotate(cases=Count("pk")).order_by():
        yield _Standing(
            each["received_on"], each["first_answered_on"], each["row"], each["applicant_kind"], each["cases"]
        )


def _folded(cases: CaseQuerySet, closes: date, known_at: datetime | None) -> Iterator[_Standing]:
    notices = almanac()
    for case in cases.select_related("agency").prefetch_related("events").order_by("pk").iterator(chunk_size=_CHUNK):
        ordered = sorted(case.events.all(), key=lambda event: event.seq)
        known = [event for event in ordered if known_at is None or event.recorded_at <= known_at]
        state = as_of(known, closes, calendars=notices.calendars(case.agency))
        if state.row:
            yield _Standing(state.received_on, state.first_answered_on, state.row, case.applicant_kind, number=case.pk)


def _rows_of(standing: _Standing, opens: date, closes: date) -> Iterator[str]:
    received, answered = standing.received_on, standing.first_answered_on
    if received is None or received > closes or (answered is not None and answered < opens):
        return
    yield "new" if received >= opens else "carried_in"
    yield standing.row if answered is not None and answered <= closes else "carried_out"
