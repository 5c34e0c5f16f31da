"""Reports made by hand, and the people and acts that bring them into the collection."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models import PublishedReport
from gongkai.apps.reporting.services.collecting import take_in
from gongkai.documents.blocks import Carrier
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value

PASSWORD = "a-long-enough-one"
TITLES = ("总体情况", "主动公开", "依申请公开", "复议诉讼", "问题及改进", "其他事项")


def made_report(
    agency: str = "云溪县财政局",
    year: int = 2022,
    *,
    edition: str = "2021",
    figures: Mapping[str, Value] | None = None,
    findings: tuple[Finding, ...] = (),
    texts: Mapping[int, str] | None = None,
) -> Report:
    """Return a report whose cells are all zero but those of ``figures``."""
    form = BY_EDITION[edition]
    chapters = tuple(
        Chapter(number, title, (texts or {}).get(number, "")) for number, title in enumerate(TITLES, start=1)
    )
    return Report(
        source="made",
        carrier=Carrier.DOCX,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=year,
        editions=dict.fromkeys(TABLES, edition),
        figures={**dict.fromkeys(form.by_path, 0), **(figures or {})},
        chapters=chapters,
        findings=findings,
    )


def fault(severity: Severity = Severity.ERROR, *cells: str, quote: str | None = None, found: str = "5") -> Finding:
    """Return a finding on some cells."""
    return Finding("applications.total", severity, "合计不符。", cells, expected="3", found=found, quote=quote)


def made_officer(role: Role = Role.REPORT_CLERK, *, username: str | None = None) -> Officer:
    """Return an officer of a role, with the password of this module."""
    return Officer.objects.create_user(username or role.code, PASSWORD, name=role.label, role_code=role.code)


def published(report: Report, *, content: bytes | None = None) -> PublishedReport:
    """Bring a report into the public collection."""
    clerk = Officer.objects.filter(username="keeper").first() or made_officer(username="keeper")
    return taken_in(report, by=clerk, holder=f"officer:{clerk.pk}", content=content)


def taken_in(report: Report, *, by, holder: str, content: bytes | None = None) -> PublishedReport:
    """Hand in a report as ``by`` and return what was kept."""
    given = content if content is not None else repr((report.agency, report.year, report.figures)).encode()
    intake = take_in(given, name="报告.docx", by=by, holder=holder, read=lambda _content, *, source: report)
    return intake.report
