"""What organs are to be reminded of on a day (应发提醒)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.disclosure.selectors.documents import ending_by
from gongkai.apps.remedies.models import RemedyCase
from gongkai.apps.remedies.selectors.remedy_cases import duties_by, owed_in
from gongkai.apps.reporting.selectors.annual_lateness import OrganStanding, standings
from gongkai.statute.chinese_dates import write_date

_DOCUMENT_DAYS = (30, 90)
_REPORT_DAYS = 14
_REMEDY_DAYS = 3


@dataclass(frozen=True, slots=True)
class DueReminder:
    """Something to remind an organ of; ``key`` is the same for as long as it is the same reminder (应发提醒)."""

    agency: Agency
    key: str
    line: str


def reminders_due(*, today: date) -> Iterator[DueReminder]:
    """Yield what every organ is to be reminded of; a constant number of queries (应发提醒).

    A document ninety and thirty days before its term ends; a report a fortnight before it is due, and once it is late,
    then the organ above as well; a reply in a reconsideration or suit three days before.
    """
    return chain(_of_documents(today), _of_reports(today), _of_remedies(today))


def _of_documents(today: date) -> Iterator[DueReminder]:
    ending = ending_by(RuleDocument.objects.standing(), today=today)
    for document in ending.select_related("agency"):
        until = document.valid_until
        assert until is not None
        days = next(days for days in _DOCUMENT_DAYS if (until - today).days <= days)
        line = f"《{document.title}》（{document.number}）的有效期至{write_date(until)}，需要继续施行的请评估并延长"
        yield DueReminder(document.agency, f"document:{document.pk}:{until}:{days}", line)


def _of_reports(today: date) -> Iterator[DueReminder]:
    year = today.year - 1
    for standing in standings(Agency.objects.select_related("parent"), year=year, today=today):
        if not standing.is_awaited_by(today + timedelta(days=_REPORT_DAYS)):
            continue
        name = f"{year}年政府信息公开工作年度报告（{standing.scope.label}）"
        until = write_date(standing.due.on)
        yield _of_report(standing, year, f"{name}应当在{until}前报送{'，已经逾期' if standing.is_late else ''}")
        above = standing.agency.parent
        if standing.is_late and above:
            key = f"late:{standing.agency.pk}:{standing.scope.code}:{year}"
            yield DueReminder(above, key, f"{standing.agency.name}的{name}应当在{until}前报送，逾期没有报送")


def _of_report(standing: OrganStanding, year: int, line: str) -> DueReminder:
    stage = "late" if standing.is_late else "due"
    return DueReminder(standing.agency, f"report:{standing.scope.code}:{year}:{standing.due.on}:{stage}", line)


def _of_remedies(today: date) -> Iterator[DueReminder]:
    for remedy in duties_by(RemedyCase.objects.all(), today + timedelta(days=_REMEDY_DAYS)):
        assert remedy.due_on is not None
        passed = "，已经逾期" if remedy.due_on < today else ""
        line = f"{remedy}：应当在{write_date(remedy.due_on)}前{owed_in(remedy)}{passed}"
        yield DueReminder(remedy.agency, f"remedy:{remedy.pk}:{remedy.due_on}:{'late' if passed else 'due'}", line)
