"""Taking the published file of an organ that does not compile here for its report (采用已公布的年度报告)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models import AnnualReport, FlowStep, PublishedReport, ReportSnapshot, ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.territories import scopes_of
from gongkai.apps.reporting.services.annual_flow import digest_of
from gongkai.apps.reporting.services.annual_locks import locked_report
from gongkai.statute.editions import form_for
from gongkai.statute.errors import ActRefused
from gongkai.statute.report_deadlines import Scope


@transaction.atomic
def adopt_published(
    *, agency: Agency, year: int, scope: Scope, published: PublishedReport, by: Officer, today: date
) -> ReportVersion:
    """Let a published file stand for an organ's report, accepted as it is (采用已公布的报告).

    A file adopted later stands in its place as another version. Raises ActRefused where the file is of another year or
    form, was not read whole, stands for another organ already, or the organ compiles its report here; PermissionDenied.
    """
    place = agency.parent or agency
    ANNUAL_POLICY.require(ReportAct.ADOPT, rights=rights_of(by, today), agency=place)
    _check_file(agency, year, scope, published)
    created, _ = AnnualReport.objects.get_or_create(agency=agency, year=year, scope_code=scope.code)
    report = locked_report(created.pk)
    number = _next_number(report, published)
    version = ReportVersion.objects.create(
        report=report,
        number=number,
        explanation="" if number == 1 else "以机关另行公布的报告代替",
        imported=published,
        state_code=FlowAct.ADOPT.leads_to,
        created_at=timezone.now(),
        created_by=by,
    )
    version.snapshot = _snapshot(version, published, by=by)
    version.save(update_fields=["snapshot"])
    _let_stand(report, version, published, today=today)
    FlowStep.objects.create(
        version=version,
        act_code=FlowAct.ADOPT.code,
        to_code=version.state_code,
        snapshot=version.snapshot,
        on=today,
        at=timezone.now(),
        by=by,
    )
    record(ReportAct.ADOPT, by=by, on=version, published=published.pk, digest=published.digest)
    return version


def _check_file(agency: Agency, year: int, scope: Scope, published: PublishedReport) -> None:
    form = form_for(year)
    basis = form.instrument.at("")
    if scope not in scopes_of(agency, has_organs=True):
        raise ActRefused(f"{agency.name}不是人民政府，没有本级政府汇总报告", basis)
    if published.year is not None and published.year != year:
        raise ActRefused(f"这份报告是{published.year}年度的，不是{year}年度的", basis)
    if published.is_incomplete:
        raise ActRefused("这份报告没有读全三张法定表格，不能用于汇总", basis)
    if set(published.editions.values()) != {form.edition}:
        raise ActRefused(f"这份报告没有全部采用{year}年度适用的{form.edition}年格式，各表不能相加", basis)
    taken = ReportVersion.objects.filter(imported=published).exclude(report__agency=agency)
    other = taken.select_related("report__agency").first()
    if other is not None:
        raise ActRefused(f"这份报告已经用作{other.report.agency.name}的报告，再次采用会重复计算", basis)


def _next_number(report: AnnualReport, published: PublishedReport) -> int:
    newest = report.versions.order_by("-number").first()
    if newest is None:
        return 1
    basis = report.form.instrument.at("")
    if newest.imported_id is None:
        raise ActRefused(f"{report.agency.name}已经在本系统编制该年度报告", basis)
    if newest.imported_id == published.pk and newest.state_code == FlowAct.ADOPT.leads_to:
        raise ActRefused(f"{report.agency.name}的报告已经采用这份文件", basis)
    return newest.number + 1


def _snapshot(version: ReportVersion, published: PublishedReport, *, by: Officer) -> ReportSnapshot:
    chapters = [{key: kept[key] for key in ("number", "title", "text")} for kept in published.chapters]
    content = {"figures": published.figures, "chapters": chapters}
    return ReportSnapshot.objects.create(
        version=version,
        known_at=timezone.now(),
        edition=published.editions["applications"],
        compiled=published.figures,
        findings=[{**finding, "key": "", "explanation": ""} for finding in published.findings],
        digest=digest_of(content),
        taken_by=by,
        **content,
    )


def _let_stand(report: AnnualReport, version: ReportVersion, published: PublishedReport, *, today: date) -> None:
    report.standing, report.state_code = version.snapshot, version.state_code
    report.submitted_on = report.submitted_on or published.reported_on or today
    report.accepted_on = report.accepted_on or today
    report.published_on = report.published_on or published.reported_on or today
    report.save(update_fields=["standing", "state_code", "submitted_on", "accepted_on", "published_on"])
