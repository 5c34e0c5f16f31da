"""Taking hold of a report, so that of two acts at once the second sees what the first did (锁定报告)."""

from __future__ import annotations

from datetime import date

from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.models import AnnualReport, ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.statute.errors import ActRefused


def locked_report(number: int) -> AnnualReport:
    """Lock a report; inside a transaction only (锁定报告)."""
    reports = AnnualReport.objects.select_for_update(of=("self",))
    return reports.select_related("agency__parent").get(pk=number)


def locked_version(version: ReportVersion) -> ReportVersion:
    """Lock a version with its report; inside a transaction only (锁定版本)."""
    report = locked_report(version.report_id)
    locked = ReportVersion.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=version.pk)
    locked.report = report
    return locked


def locked_open(version: ReportVersion, act: ReportAct, *, by: Officer, today: date) -> ReportVersion:
    """Lock a version that may be worked on (锁定起草中的版本).

    Raises PermissionDenied, and ActRefused where somebody vouched for it already: a closed year changes by a new
    version alone.
    """
    ANNUAL_POLICY.require(act, rights=rights_of(by, today), agency=version.report.agency)
    locked = locked_version(version)
    if not locked.is_open:
        message = f"报告现为“{locked.state.label}”，不能修改；已经公布的，请另行更正"
        raise ActRefused(message, locked.report.form.instrument.at(""))
    return locked
