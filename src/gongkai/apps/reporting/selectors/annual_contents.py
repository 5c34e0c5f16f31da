"""A version as a report that the checks and the writers know, and what is found wrong in it (报告版本的内容)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.selectors.fees_taken import fees_taken
from gongkai.apps.reporting.models import Publication, ReportVersion
from gongkai.apps.reporting.selectors.annual_figures import VersionFigures, figures_of
from gongkai.apps.reporting.selectors.annual_reports import last_years_version
from gongkai.apps.reporting.selectors.rollups import Rollup
from gongkai.apps.reporting.stored_reading import finding_columns, finding_from
from gongkai.reports.checks import findings_of, in_order
from gongkai.reports.checks.between_years import compare, year_end
from gongkai.reports.checks.lateness import late_by_now
from gongkai.reports.drafting.fields import Material, rendered
from gongkai.reports.drafting.guidance import fee_facts, fees_unknown
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.statute.report_deadlines import Scope

PREFACE = 0
_GOVERNMENT = "人民政府"
_LAST_PART = 6
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a version, with what explains it (核查发现及说明). ``explanation`` is empty where nothing does."""

    finding: Finding
    key: str
    explanation: str

    @property
    def is_unexplained(self) -> bool:
        """Whether it keeps the report from going on (是否须先说明)."""
        return self.finding.severity is Severity.ERROR and not self.explanation


def publishing_name(version: ReportVersion) -> str:
    """Return whose report the title says it is: a territory by its place, an organ by its name (报告署名)."""
    return name_in_title(version.report.agency, version.report.scope)


def name_in_title(agency: Agency, scope: Scope) -> str:
    """Return how a title names an organ, and a territory by its government (标题中的名称)."""
    return agency.name.removesuffix(_GOVERNMENT) if scope is Scope.TERRITORY else agency.name


def title_of(version: ReportVersion) -> str:
    """Return the title as it is printed (报告标题)."""
    return f"{publishing_name(version)}{version.report.year}年政府信息公开工作年度报告"


def material_of(version: ReportVersion, figures: VersionFigures) -> Material:
    """Return what the prose of a version may speak of (可引用的内容)."""
    year, fees = version.report.year, fees_of(version, figures)
    facts = {"年度": str(year), "上一年度": str(year - 1), "机关名称": publishing_name(version)}
    if fees is not None:
        return Material(figures.values, {**facts, **fee_facts(fees)})
    untold = [agency.name for agency in figures.rollup.without_fees] if figures.rollup else ["本报告"]
    named = f"{'、'.join(untold[:_NAMED_AT_MOST])}{'等' if len(untold) > _NAMED_AT_MOST else ''}"
    return Material(figures.values, facts, fees_unknown(f"{named}的收费情况没有登记"))


def fees_of(version: ReportVersion, figures: VersionFigures) -> int | None:
    """Return the fees a version tells in yuan, None where the records do not give them (信息处理费).

    Those of an organ's own applications, up to the moment of its figures; of a territory the sum of its parts.
    """
    if figures.asked is not None:
        asked = figures.asked
        return fees_taken(asked.agency_ids, year=version.report.year, known_at=asked.known_at)
    if figures.rollup is not None:
        return figures.rollup.fees_yuan
    return version.snapshot.fees_yuan if version.snapshot else None


def chapters_of(version: ReportVersion, figures: VersionFigures) -> tuple[Chapter, ...]:
    """Return the parts with their fields filled in; as frozen, once the version was checked (定稿正文)."""
    if version.snapshot is not None and not version.is_open:
        return tuple(Chapter(**kept) for kept in version.snapshot.chapters)
    texts = {section.number: section.text for section in version.sections.all()}
    material = material_of(version, figures)
    titles = {PREFACE: "", **{number: told[0] for number, told in enumerate(version.report.form.chapters, 1)}}
    return tuple(
        Chapter(number, title, rendered(texts.get(number, ""), material))
        for number, title in titles.items()
        if number != PREFACE or texts.get(PREFACE)
    )


def as_report(
    version: ReportVersion, figures: VersionFigures | None = None, *, reported_on: date | None = None
) -> Report:
    """Return a version as a report, for checks and writers (年度报告)."""
    figures = figures or figures_of(version)
    edition = version.snapshot.edition if version.imported_id and version.snapshot else version.report.form.edition
    return Report(
        source=str(version),
        title=title_of(version),
        agency=publishing_name(version),
        signed_by=version.report.agency.name,
        year=version.report.year,
        reported_on=reported_on,
        editions={table: edition for table in TABLES},
        figures=figures.values,
        chapters=chapters_of(version, figures),
    )


def as_published(version: ReportVersion, *, reported_on: date | None = None) -> Report:
    """Return a version as it is printed: its correction and what explains its findings stand in part six (公布稿)."""
    report = as_report(version, reported_on=reported_on)
    kept = version.snapshot.findings if version.snapshot else []
    # One explanation may answer for several findings; it is printed once.
    told = dict.fromkeys(each["explanation"] for each in kept if each.get("explanation"))
    notes = [f"关于本报告数据的说明：{explanation}" for explanation in told]
    if version.explanation:
        notes.insert(0, f"更正说明：{version.explanation}")
    chapters = tuple(
        replace(chapter, text="\n".join(filter(None, (chapter.text, *notes))))
        if chapter.number == _LAST_PART
        else chapter
        for chapter in report.chapters
    )
    return replace(report, chapters=chapters)


def findings_of_version(version: ReportVersion, figures: VersionFigures | None = None) -> tuple[Found, ...]:
    """Return what is wrong in a version, gravest first: by itself, against last year's, and as a sum (核查发现).

    As it was found when the version was frozen, once it was.
    """
    explained = {each.key: each.text for each in version.explanations.all()}
    if version.snapshot is not None and not version.is_open:
        kept = version.snapshot.findings
        return tuple(_found(finding_from(_finding_alone(each)), explained) for each in kept)
    figures = figures or figures_of(version)
    report = as_report(version, figures)
    before = last_years_version(version)
    earlier, later = (year_end(as_report(before)) if before else None), year_end(report)
    between = compare(earlier, later) if earlier and later else ()
    told = (*in_order((*findings_of(report), *between)), *_of_rollup(figures.rollup))
    return tuple(_found(finding, explained) for finding in told)


def findings_on(version: ReportVersion, *, today: date) -> tuple[Found, ...]:
    """Return what is wrong in a version, and before anything of it is published, that it is late by now (当日核查)."""
    found = findings_of_version(version)
    # What was taken in from its organ has been published there.
    if version.imported_id or Publication.objects.filter(version__report=version.report_id).exists():
        return found
    late = late_by_now(publishing_name(version), version.report.year, today=today)
    return (*found, _found(late, {})) if late else found


def unexplained(found: Sequence[Found]) -> list[Found]:
    """Return the errors that nothing explains yet (未说明的错误)."""
    return [each for each in found if each.is_unexplained]


def kept_findings(found: Sequence[Found]) -> list[dict[str, Any]]:
    """Return findings with their explanations as a snapshot keeps them (发现入库)."""
    return [
        {**finding_columns(each.finding), "key": each.key, "explanation": each.explanation}
        for each in found
        if each.finding.severity is not Severity.NOTICE or each.explanation
    ]


def finding_key(finding: Finding) -> str:
    """Return what makes a finding the same one on the next look; other figures are another finding (发现标识)."""
    told = (finding.rule, *finding.cells, finding.quote or "", finding.expected or "", finding.found or "")
    if not finding.cells and not finding.quote:
        told = (*told, finding.message)
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:40]


def _found(finding: Finding, explained: Mapping[str, str]) -> Found:
    key = finding_key(finding)
    return Found(finding, key, explained.get(key, ""))


def _finding_alone(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name not in ("key", "explanation")}


def _of_rollup(rollup: Rollup | None) -> tuple[Finding, ...]:
    if rollup is None:
        return ()
    problems = sorted(rollup.problems, key=lambda problem: not problem.is_grave)
    return tuple(
        Finding(problem.rule, Severity.ERROR if problem.is_grave else Severity.WARNING, f"{problem.message}。")
        for problem in problems
    )
