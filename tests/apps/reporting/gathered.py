"""A supervising organ with a collection, and reports made by hand to put into it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from apps.made_reports import fault, made_report
from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.chunk_reading import ReadFile
from gongkai.apps.reporting.models import CollectedReport, ReportCollection
from gongkai.apps.reporting.services.collection_members import Added, add_files
from gongkai.apps.reporting.services.report_collections import open_collection
from gongkai.apps.reporting.stored_reading import columns_of
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report

TODAY = date(2026, 3, 2)
ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True)
class Scene:
    """The city, its supervisor, and the collection."""

    city: Agency
    supervisor: Officer
    collection: ReportCollection

    def add(self, *reports: Report) -> Added:
        """Put reports into the collection."""
        return put_in(self.collection, *reports, by=self.supervisor)

    def again(self) -> ReportCollection:
        """The collection with the counts it has now."""
        return ReportCollection.objects.get(pk=self.collection.pk)


def build_scene(*, whole: str = "") -> Scene:
    city = make_agency("浮玉市人民政府", level_code="city", email="city@example.com")
    supervisor = make_officer("温景行", role=AgencyRole.SUPERVISOR, agency=city)
    made = open_collection(agency=city, name="全市年报", whole=whole, by=supervisor, today=TODAY)
    return Scene(city, supervisor, made)


def read_file(report: Report, *, name: str = "") -> ReadFile:
    """Return what reading a file with this report would give."""
    mark = repr((report.agency, report.year, report.figures, report.findings)).encode()
    digest = hashlib.sha256(mark).hexdigest()
    return ReadFile(
        path=name or f"{report.agency}-{report.year}.docx",
        digest=digest,
        size=len(mark),
        agency=report.agency or "",
        columns=columns_of(report),
    )


def put_in(collection: ReportCollection, *reports: Report, by: Officer) -> Added:
    return add_files(collection, [read_file(each) for each in reports], contents=lambda _: b"file", by=by)


def faulty(agency: str = "浮玉市水利局", year: int = 2024, *findings: Finding, **told) -> Report:
    """Return a report with an error, or with the findings given."""
    return made_report(agency, year, findings=findings or (fault(ERROR, "applications.new.total"),), **told)


def finding(rule: str, severity: Severity, *cells: str, message: str = "不符。") -> Finding:
    return Finding(rule, severity, message, cells, citation="国办公开办函〔2021〕30号附件")


def member_of(organ: str, year: int = 2024) -> CollectedReport:
    """Return the newest report of an organ and year."""
    return CollectedReport.objects.filter(organ=organ, year=year).latest("id")
