"""Working on a draft: begin it, write its text, tell cells, explain findings (编制年度报告)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.cell_values import CellRefused, value_told
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models import (
    AnnualReport,
    CellEntry,
    FindingExplanation,
    FlowStep,
    ReportVersion,
    SectionText,
)
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import findings_of_version, publishing_name
from gongkai.apps.reporting.selectors.annual_figures import compile_figures, entries_of
from gongkai.apps.reporting.selectors.territories import scopes_of
from gongkai.apps.reporting.services.annual_locks import locked_open
from gongkai.reports.drafting.guidance import FEE_STATEMENT, GUIDANCE, preface
from gongkai.statute.editions import EDITIONS
from gongkai.statute.errors import ActRefused
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.report_form import Value
from gongkai.statute.report_sums import sums_of

LAST_PART = 6


class SectionChanged(Exception):  # noqa: N818  It says what happened meanwhile.
    """Somebody else changed the text meanwhile; ``section`` is what stands now (正文已被修改)."""

    def __init__(self, section: SectionText) -> None:
        super().__init__("这一部分在您编辑期间已被他人修改，请核对后再保存；您填写的文字没有丢失")
        self.section = section


class CellsRefused(Exception):  # noqa: N818  It says what happened to the cells.
    """Some cells cannot be told so; ``faults`` says why, by path (填报数据有误)."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("；".join(faults.values()))
        self.faults = faults


@transaction.atomic
def begin_report(*, agency: Agency, year: int, scope: Scope, by: Officer, today: date) -> ReportVersion:
    """Begin the report of an organ for a year, with a first draft of its text (开始编制).

    A report that was begun already is returned as it is. Raises ActRefused, PermissionDenied.
    """
    ANNUAL_POLICY.require(ReportAct.DRAFT, rights=rights_of(by, today), agency=agency)
    _check_owed(agency, year, scope, today)
    report, is_new = AnnualReport.objects.get_or_create(agency=agency, year=year, scope_code=scope.code)
    if not is_new:
        return report.versions.order_by("-number")[0]
    version = ReportVersion.objects.create(report=report, number=1, created_at=timezone.now(), created_by=by)
    _write_first_draft(version, by=by)
    FlowStep.objects.create(
        version=version, act_code=FlowAct.BEGIN.code, to_code=version.state_code, on=today, at=timezone.now(), by=by
    )
    record(ReportAct.DRAFT, by=by, on=version)
    return version


@transaction.atomic
def write_section(
    *, version: ReportVersion, number: int, text: str, seen: int, by: Officer, today: date
) -> SectionText:
    """Write the text of one part; ``seen`` is the stamp of the text that was worked on (撰写正文).

    Raises SectionChanged where somebody else wrote meanwhile, ActRefused, PermissionDenied.
    """
    locked = locked_open(version, ReportAct.DRAFT, by=by, today=today)
    section = locked.sections.select_for_update().get(number=number)
    if section.stamp != seen and section.text != text:
        raise SectionChanged(section)
    section.text, section.stamp = text, section.stamp + 1
    section.changed_at, section.changed_by = timezone.now(), by
    section.save(update_fields=["text", "stamp", "changed_at", "changed_by"])
    record(ReportAct.DRAFT, by=by, on=locked, section=number)
    return section


@transaction.atomic
def enter_cells(*, version: ReportVersion, values: Mapping[str, str], basis: str, by: Officer, today: date) -> None:
    """Tell cells by hand: such as no record here gives, or instead of what the records give (填报数据).

    ``basis`` is what they rest on, or why they replace the records; both stay visible. Raises CellsRefused with what is
    wrong of each, ActRefused, PermissionDenied.
    """
    locked = locked_open(version, ReportAct.DRAFT, by=by, today=today)
    report = locked.report
    if not basis.strip():
        raise ActRefused("填报数据应当写明依据或者理由", report.form.instrument.at(""))
    _check_cells(locked, values)
    found, _ = compile_figures(report.agency, year=report.year, scope=report.scope)
    for path, text in values.items():
        _tell(locked, path, str(value_told(report.form.by_path[path], text)), found.get(path), basis.strip(), by=by)
    record(ReportAct.DRAFT, by=by, on=locked, cells=dict(values), basis=basis.strip())


@transaction.atomic
def withdraw_entry(*, version: ReportVersion, path: str, reason: str, by: Officer, today: date) -> None:
    """Give a cell back to the records (撤销填报). Raises ActRefused, PermissionDenied."""
    locked = locked_open(version, ReportAct.DRAFT, by=by, today=today)
    standing = entries_of(locked).get(path)
    if standing is None:
        raise ActRefused("该单元格没有人工填报的数据", locked.report.form.instrument.at(""))
    CellEntry.objects.create(
        version=locked,
        path=path,
        value=standing.value,
        compiled=standing.compiled,
        is_override=standing.is_override,
        is_withdrawn=True,
        basis=reason.strip() or "撤销填报",
        at=timezone.now(),
        by=by,
    )
    record(ReportAct.DRAFT, by=by, on=locked, withdrawn=path)


@transaction.atomic
def explain_finding(*, version: ReportVersion, key: str, text: str, by: Officer, today: date) -> FindingExplanation:
    """Explain a finding; the explanation is printed with the report (说明核查发现). Raises ActRefused."""
    locked = locked_open(version, ReportAct.EXPLAIN, by=by, today=today)
    basis = locked.report.form.instrument.at("")
    if not text.strip():
        raise ActRefused("请写明说明的内容", basis)
    found = next((each for each in findings_of_version(locked) if each.key == key), None)
    if found is None:
        raise ActRefused("数据已经变动，核查结果中没有这一项，请刷新后再说明", basis)
    explanation, _ = FindingExplanation.objects.update_or_create(
        version=locked,
        key=key,
        defaults={
            "rule": found.finding.rule,
            "message": found.finding.message,
            "text": text.strip(),
            "at": timezone.now(),
            "by": by,
        },
    )
    record(ReportAct.EXPLAIN, by=by, on=locked, rule=found.finding.rule)
    return explanation


def _check_owed(agency: Agency, year: int, scope: Scope, today: date) -> None:
    basis = EDITIONS[-1].instrument.at("")
    if year < EDITIONS[0].first_year:
        raise ActRefused(f"{year}年及以前的年度报告没有统一格式，不能在这里编制", EDITIONS[0].instrument.at(""))
    if year > today.year:
        raise ActRefused(f"{year}年还没有开始，不能编制该年度报告", basis)
    if agency.answers_as_id is not None:
        raise ActRefused(f"{agency.name}以其他机关名义答复，其工作计入该机关的年度报告", basis)
    if scope not in scopes_of(agency, has_organs=True):
        raise ActRefused(f"{agency.name}不是人民政府，没有本级政府汇总报告", basis)


def _write_first_draft(version: ReportVersion, *, by: Officer) -> None:
    report, name = version.report, publishing_name(version)
    drafts = {number: guidance.draft for number, guidance in GUIDANCE.items()}
    drafts[0] = preface(agency=name, year=report.year)
    if report.form.edition != EDITIONS[0].edition:
        drafts[LAST_PART] = FEE_STATEMENT
    now = timezone.now()
    SectionText.objects.bulk_create(
        SectionText(version=version, number=number, text=text, changed_at=now, changed_by=by)
        for number, text in sorted(drafts.items())
    )


def _check_cells(version: ReportVersion, values: Mapping[str, str]) -> None:
    form, faults = version.report.form, {}
    sums = sums_of(form.edition)
    for path, text in values.items():
        if path not in form.by_path:
            faults[path] = "该年度的格式没有这个单元格"
        elif path in sums:
            faults[path] = f"{form.name(path)}是合计数，由各栏相加得出，请改动有关的各栏"
        else:
            try:
                value_told(form.by_path[path], text)
            except CellRefused as refused:
                faults[path] = f"{form.name(path)}：{refused}"
    if faults:
        raise CellsRefused(faults)


def _tell(version: ReportVersion, path: str, value: str, found: Value, basis: str, *, by: Officer) -> None:
    CellEntry.objects.create(
        version=version,
        path=path,
        value=value,
        compiled="" if found is None else str(found),
        is_override=found is not None,
        basis=basis,
        at=timezone.now(),
        by=by,
    )
