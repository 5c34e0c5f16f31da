"""Setting days earlier than the law's for a tree of organs (设置提前报送日期)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.models import EarlierDate
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.statute.errors import ActRefused
from gongkai.statute.report_deadlines import Scope, report_due


@transaction.atomic
def set_earlier_date(
    *, agency: Agency, year: int, scope: Scope, on: date, basis: str, by: Officer, today: date
) -> EarlierDate:
    """Ask an organ and all below it to report by a day earlier than the law's (设置提前报送日期).

    Raises ActRefused where the day is not earlier, or falls in the reporting year; PermissionDenied.
    """
    ANNUAL_POLICY.require(ReportAct.SET_DATES, rights=rights_of(by, today), agency=agency)
    lawful = report_due(scope, level=agency.level_code, year=year)
    if not date(year, 12, 31) < on < lawful.on:
        message = f"提前报送日期应当在{year + 1}年1月1日以后、{lawful.on:%Y-%m-%d}以前"
        raise ActRefused(message, lawful.citation)
    if not basis.strip():
        raise ActRefused("请写明提前报送的依据", lawful.citation)
    earlier, _ = EarlierDate.objects.update_or_create(
        agency=agency, year=year, scope_code=scope.code, defaults={"on": on, "basis": basis.strip()}
    )
    record(ReportAct.SET_DATES, by=by, on=earlier, day=on.isoformat(), basis=basis.strip())
    return earlier
