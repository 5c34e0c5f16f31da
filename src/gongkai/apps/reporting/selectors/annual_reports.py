"""The annual reports that an officer may see, their versions, and what may be done next (年度报告查询)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.reporting.flow import ON_THE_WAY, FlowAct, refusal
from gongkai.apps.reporting.models import AnnualReport, AnnualReportQuerySet, FlowStep, ReportState, ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct

ACT_OF: Mapping[FlowAct, ReportAct] = {
    FlowAct.BEGIN: ReportAct.DRAFT,
    FlowAct.CHECK: ReportAct.CHECK,
    FlowAct.APPROVE: ReportAct.APPROVE,
    FlowAct.SEND_BACK: ReportAct.SEND_BACK,
    FlowAct.SUBMIT: ReportAct.SUBMIT,
    FlowAct.RETURN: ReportAct.RETURN,
    FlowAct.ACCEPT: ReportAct.ACCEPT,
    FlowAct.ADOPT: ReportAct.ADOPT,
    FlowAct.PUBLISH: ReportAct.PUBLISH,
    FlowAct.CORRECT: ReportAct.CORRECT,
}
"""Which right each step of the way asks for (流转操作的权限)."""
ASKED_ABOVE = frozenset({FlowAct.ACCEPT, FlowAct.RETURN, FlowAct.ADOPT})
"""Steps that the organ above takes (上级办理的操作)."""


@dataclass(frozen=True, slots=True)
class PossibleStep:
    """A step, and why it may not be taken; empty where it may (可以办理的操作)."""

    act: FlowAct
    reason: str

    @property
    def is_possible(self) -> bool:
        """Whether it may be taken now (能否办理)."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class AwaitedStep:
    """A step that may follow, at which organ, and the roles that take it there (等待办理的操作)."""

    act: FlowAct
    place: Agency
    roles: tuple[AgencyRole, ...]


def reports_visible_to(rights: Rights) -> AnnualReportQuerySet:
    """Return the reports of the organs whose reports an officer may read (可见年度报告)."""
    seen = ANNUAL_POLICY.narrow(AnnualReport.objects.all(), ReportAct.READ, rights=rights)
    assert isinstance(seen, AnnualReportQuerySet)
    return seen


def reports_of_year(rights: Rights, *, year: int) -> list[AnnualReport]:
    """Return the reports of a year that an officer may see, in the order of the tree (某年度报告)."""
    return list(reports_visible_to(rights).filter(year=year).for_lists().order_by("agency__path", "scope_code"))


def report_seen(number: int, *, rights: Rights) -> AnnualReport:
    """Return one report that an officer may see (单个报告). Raises AnnualReport.DoesNotExist."""
    return reports_visible_to(rights).select_related("agency__parent").get(pk=number)


def version_seen(number: int, *, rights: Rights) -> ReportVersion:
    """Return one version that an officer may see, with its snapshot (单个版本). Raises ReportVersion.DoesNotExist."""
    versions = ReportVersion.objects.select_related("report__agency__parent", "snapshot")
    return ANNUAL_POLICY.narrow(versions, ReportAct.READ, rights=rights, through="report__agency").get(pk=number)


def newest_version(report: AnnualReport) -> ReportVersion:
    """Return the newest version of a report (最新版本)."""
    newest = report.versions.select_related("report__agency__parent", "snapshot").order_by("-number").first()
    if newest is None:
        raise ReportVersion.DoesNotExist
    return newest


def versions_of(report: AnnualReport) -> list[ReportVersion]:
    """Return all versions, the newest first, each with its publication where it has one (各版本)."""
    versions = report.versions.select_related("publication", "created_by", "report__agency")
    return list(versions.order_by("-number"))


def steps_of(version: ReportVersion) -> list[FlowStep]:
    """Return what happened to a version, in order (流转记录)."""
    return list(version.steps.select_related("by").order_by("pk"))


def last_years_version(version: ReportVersion) -> ReportVersion | None:
    """Return the version that stands of the same organ's report for the year before (上一年度报告)."""
    report = version.report
    before = AnnualReport.objects.filter(
        agency=report.agency_id, scope_code=report.scope_code, year=report.year - 1, standing__isnull=False
    )
    found = ReportVersion.objects.filter(snapshots__in=before.values("standing"))
    return found.select_related("report__agency__parent", "snapshot").first()


def place_of(act: FlowAct, report: AnnualReport) -> Agency:
    """Return the organ at which the right to a step is asked (办理机关)."""
    return report.supervising if act in ASKED_ABOVE else report.agency


def step_refusal(act: FlowAct, version: ReportVersion, *, remarks: str = "") -> str:
    """Return why a step may not be taken now, empty where it may (不能办理的原因).

    Where no organ stands above here, nobody accepts: the report is published once it was submitted.
    """
    if version.imported_id and act is not FlowAct.RETURN:
        return "报告采用的是已公布的文件，不在这里流转"
    if act is FlowAct.PUBLISH and version.report.agency.parent_id is None and version.state_code == "submitted":
        return ""
    return refusal(act, version.state_code, remarks=remarks)


def possible_steps(version: ReportVersion, *, rights: Rights) -> tuple[PossibleStep, ...]:
    """Return every step with what speaks against it for an officer (可以办理的操作)."""
    return tuple(PossibleStep(act, _reason(act, version, rights)) for act in ON_THE_WAY)


def awaited_steps(version: ReportVersion) -> tuple[AwaitedStep, ...]:
    """Return the steps that may follow now, with whose turn they are (等待办理的操作)."""
    admitted = [act for act in ON_THE_WAY if not step_refusal(act, version, remarks="…")]
    return tuple(AwaitedStep(act, place_of(act, version.report), _roles_of(act)) for act in admitted)


def awaiting(rights: Rights) -> list[tuple[AnnualReport, FlowAct]]:
    """Return the reports whose next step an officer may take, oldest year first (等我办理的年度报告).

    What is being drafted is not among them: when a draft is ready, its clerk knows. A query for each step.
    """
    found = [
        (report, act)
        for state, act, through in _NEXT
        for report in ANNUAL_POLICY.narrow(
            AnnualReport.objects.filter(state_code=state), ACT_OF[act], rights=rights, through=through
        ).select_related("agency")
    ]
    return sorted(found, key=lambda each: (each[0].year, each[0].agency.path, each[0].pk))


_NEXT = (
    (ReportState.CHECKED, FlowAct.APPROVE, "agency"),
    (ReportState.APPROVED, FlowAct.SUBMIT, "agency"),
    (ReportState.SUBMITTED, FlowAct.ACCEPT, "agency__parent"),
    (ReportState.ACCEPTED, FlowAct.PUBLISH, "agency"),
)
"""What follows a state, and the organ at which the right to it is asked."""


def last_remark(version: ReportVersion) -> FlowStep | None:
    """Return the step that gave a version back and has not been answered yet (未办结的退回意见)."""
    last = version.steps.select_related("by").order_by("-pk").first() if version.is_open else None
    return last if last and last.act.needs_remarks and last.act is not FlowAct.CORRECT else None


def _roles_of(act: FlowAct) -> tuple[AgencyRole, ...]:
    allowed = ANNUAL_POLICY.allowed[ACT_OF[act]]
    return tuple(role for role in AgencyRole if role in allowed)


def _reason(act: FlowAct, version: ReportVersion, rights: Rights) -> str:
    place = place_of(act, version.report)
    if not ANNUAL_POLICY.allows(ACT_OF[act], rights=rights, agency=place):
        return f"您在“{place.name}”没有“{ACT_OF[act].label}”的权限"
    return step_refusal(act, version, remarks="…")
