"""An organ's own report taken all the way to publication, and corrected, for tests."""

from __future__ import annotations

from datetime import date

from apps.reporting.annual_city import IMPROVING, YEAR, City
from gongkai.apps.agencies.models import Agency
from gongkai.apps.reporting.models import PublicEdition, ReportVersion
from gongkai.apps.reporting.services.annual_corrections import correct
from gongkai.apps.reporting.services.annual_drafting import begin_report, write_section
from gongkai.apps.reporting.services.annual_flow import accept, approve, check, submit
from gongkai.apps.reporting.services.publishing import publish_report
from gongkai.statute.report_deadlines import Scope


def published_by(city: City, agency: Agency, *, today: date) -> PublicEdition:
    """Compile, check, approve, submit, accept and publish an organ's own report."""
    version = begin_report(agency=agency, year=YEAR, scope=Scope.OWN, by=city.clerk, today=today)
    write_section(version=version, number=5, text=IMPROVING, seen=0, by=city.clerk, today=today)
    return through(city, version, today=today)


def corrected_by(city: City, edition: PublicEdition, *, explanation: str, today: date) -> PublicEdition:
    """Correct a published report and publish the new version."""
    report = edition.publication.version.report
    return through(city, correct(report=report, explanation=explanation, by=city.clerk, today=today), today=today)


def through(city: City, version: ReportVersion, *, today: date) -> PublicEdition:
    """Check, approve, submit, accept and publish a version."""
    version = check(version=version, by=city.head, today=today)
    version = approve(version=version, by=city.leader, today=today)
    version = submit(version=version, by=city.clerk, today=today)
    version = accept(version=version, by=city.supervisor, today=today)
    return publish_report(version=version, by=city.head, today=today)
