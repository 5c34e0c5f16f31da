"""Who is late with a report at a glance, and what is due soon (报送情况)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.reporting.models import AnnualReport, EarlierDate, ReportState
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.territories import owed_reports, reporting_organs
from gongkai.statute.report_deadlines import DueDay, Scope, publication_due, report_due

_HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.PUBLISHED})


@dataclass(frozen=True, slots=True)
class OrganStanding:
    """How an organ stands with a report it owes (报送情况). ``report`` is None where nothing was begun."""

    agency: Agency
    scope: Scope
    due: DueDay
    publish_due: DueDay
    report: AnnualReport | None
    is_late: bool
    is_publication_late: bool

    @property
    def is_returned(self) -> bool:
        """Whether the organ above gave it back and waits for it (是否已退回)."""
        return self.report is not None and self.report.state is ReportState.RETURNED

    def is_awaited_by(self, day: date) -> bool:
        """Whether it is not handed in and due by a day (是否临近期限)."""
        return not _is_handed_in(self.report) and self.due.on <= day


def standing_of_organs(rights: Rights, *, year: int, today: date) -> list[OrganStanding]:
    """Return for every organ an officer may see how its reports stand, in tree order; three queries (报送情况)."""
    return standings(ANNUAL_POLICY.agencies(ReportAct.READ, rights=rights), year=year, today=today)


def standings(agencies: AgencyQuerySet, *, year: int, today: date) -> list[OrganStanding]:
    """Return how the reports of some organs stand, in tree order; three queries (各机关报送情况)."""
    organs = list(reporting_organs(agencies, year=year))
    begun = AnnualReport.objects.filter(year=year, agency__in=[organ.pk for organ in organs])
    reports = {(report.agency_id, report.scope_code): report for report in begun}
    earlier = list(EarlierDate.objects.filter(year=year).select_related("agency"))
    return [
        _standing(agency, scope, reports.get((agency.pk, scope.code)), earlier, year, today)
        for agency, scope in owed_reports(organs)
    ]


def reminders(rights: Rights, *, year: int, today: date, within_days: int = 14) -> list[OrganStanding]:
    """Return the reports that are late, given back, or due within some days (报送提醒)."""
    horizon = today + timedelta(days=within_days)
    found = standing_of_organs(rights, year=year, today=today)
    return [each for each in found if each.is_late or each.is_returned or each.is_awaited_by(horizon)]


def due_day(agency: Agency, scope: Scope, *, year: int, earlier: Sequence[EarlierDate]) -> DueDay:
    """Return when a report is due: the law's day, or an earlier one of a tree the organ stands in (报送期限)."""
    lawful = report_due(scope, level=agency.level_code, year=year)
    nearer = [day for day in earlier if day.scope_code == scope.code and agency.path.startswith(day.agency.path)]
    first = min(nearer, key=lambda day: day.on, default=None)
    if first is None or first.on >= lawful.on:
        return lawful
    return DueDay(first.on, lawful.citation, first.basis)


def _standing(
    agency: Agency, scope: Scope, report: AnnualReport | None, earlier: Sequence[EarlierDate], year: int, today: date
) -> OrganStanding:
    due, publish = due_day(agency, scope, year=year, earlier=earlier), publication_due(scope, year=year)
    is_published = report is not None and report.published_on is not None
    return OrganStanding(
        agency=agency,
        scope=scope,
        due=due,
        publish_due=publish,
        report=report,
        is_late=today > due.on and not _is_handed_in(report),
        is_publication_late=today > publish.on and not is_published,
    )


def _is_handed_in(report: AnnualReport | None) -> bool:
    return report is not None and (report.state in _HANDED_IN or report.submitted_on is not None)
