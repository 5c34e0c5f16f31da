"""Table three of the annual report, from the ledger (表三统计).

An application is new in the year of its receipt and settled in the year of its first answer; the row is the one that
stood at the end of that year. Who asks with ``known_at`` gets the figures as they could be known then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Count, Q

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors.outcome_rows import CountedRows, Moved, counted_rows
from gongkai.apps.casework.selectors.standings import Standing, restated
from gongkai.statute.editions import EDITIONS
from gongkai.statute.procedure_fields import APPLICANT_KINDS

Table = Mapping[str, Mapping[str, int]]
_COLUMNS = tuple(code for code, _ in APPLICANT_KINDS)
_ROWS = tuple(row.key for row in EDITIONS[-1].applications.rows)
_NOT_OUTCOMES = ("new", "carried_in", "carried_out")


def table_three(agency_ids: Collection[int], *, year: int, known_at: datetime | None = None) -> Table:
    """Return the counts of the year by row and kind of applicant, ``total`` among both (表三).

    Rows and columns have the keys of the form's latest edition.
    """
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    rows = counted_rows(agency_ids, year=year, known_at=known_at)
    counted = _by_rows(agency_ids, opens, closes)
    for moved in rows.moved():
        _move(counted, moved, opens, closes)
    for each in restated(agency_ids, closes=closes, known_at=known_at, rows=rows):
        counted.subtract(_places(each.now, opens, closes))
        counted.update(_places(each.then, opens, closes))
    table = Counter[tuple[str, str]]()
    for (row, column), cases in counted.items():
        for summed in (row,) if row in _NOT_OUTCOMES else (row, "total"):
            table[summed, column] += cases
            table[summed, "total"] += cases
    return {row: {column: table[row, column] for column in (*_COLUMNS, "total")} for row in _ROWS}


def counted_in(row: str, *, opens: date, closes: date, rows: CountedRows) -> Q:
    """Return the condition that ``Standing.rows`` tells, for cases whose rows are right (计入条件)."""
    counts = _alive(opens, closes)
    if row == "new":
        return counts & Q(received_on__gte=opens)
    if row == "carried_in":
        return counts & Q(received_on__lt=opens)
    if row == "carried_out":
        return counts & (Q(first_answered_on=None) | Q(first_answered_on__gt=closes))
    answered = counts & Q(first_answered_on__range=(opens, closes))
    return answered if row == "total" else answered & rows.condition(row)


def is_counted_in(standing: Standing, row: str, *, opens: date, closes: date) -> bool:
    """Whether a row counts a case that stood so; ``total`` is the one of all outcomes (是否计入)."""
    rows = standing.rows(opens, closes)
    return row in rows or (row == "total" and any(each not in _NOT_OUTCOMES for each in rows))


def _alive(opens: date, closes: date) -> Q:
    unanswered = Q(first_answered_on=None) | Q(first_answered_on__gte=opens)
    return ~Q(row="") & Q(received_on__lte=closes) & unanswered


def _by_rows(agency_ids: Collection[int], opens: date, closes: date) -> Counter[tuple[str, str]]:
    """Count the cases by what their rows say today, in one pass over an index."""
    cases = Case.objects.filter(_alive(opens, closes), agency__in=list(agency_ids))
    grouped = cases.values("row", "applicant_kind").annotate(
        cases=Count("agency"),
        fresh=Count("agency", filter=Q(received_on__gte=opens)),
        settled=Count("agency", filter=Q(first_answered_on__lte=closes)),
    )
    counted = Counter[tuple[str, str]]()
    for each in grouped.order_by():
        column = each["applicant_kind"]
        counted["new", column] += each["fresh"]
        counted["carried_in", column] += each["cases"] - each["fresh"]
        counted[each["row"], column] += each["settled"]
        counted["carried_out", column] += each["cases"] - each["settled"]
    return counted


def _move(counted: Counter[tuple[str, str]], moved: Moved, opens: date, closes: date) -> None:
    """Take what some organs count elsewhere out of its usual row."""
    cases = Case.objects.filter(moved.condition, _alive(opens, closes), first_answered_on__lte=closes)
    for each in cases.values("applicant_kind").annotate(cases=Count("pk")).order_by():
        counted[moved.usual, each["applicant_kind"]] -= each["cases"]
        counted[moved.row, each["applicant_kind"]] += each["cases"]


def _places(standing: Standing, opens: date, closes: date) -> list[tuple[str, str]]:
    return [(row, standing.column) for row in standing.rows(opens, closes)]
