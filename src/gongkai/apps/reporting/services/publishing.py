"""Publishing our own report: the official document, and its place in the public collection (公布年度报告)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting import judging, originals
from gongkai.apps.reporting.models import PublicEdition, PublishedReport, Publisher, ReportVersion, Standing
from gongkai.apps.reporting.searchable import KIND
from gongkai.apps.reporting.selectors.annual_contents import as_published, title_of
from gongkai.apps.reporting.services import annual_flow
from gongkai.apps.reporting.stored_reading import columns_of
from gongkai.apps.search.services import note_change
from gongkai.reports.model import Report
from gongkai.reports.reader import read_report
from gongkai.reports.writers import docx


class MisreadError(Exception):
    """The document that was written does not say what the report says: a fault of ours (公布文件与数据不符)."""


@transaction.atomic
def publish_report(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> PublicEdition:
    """Publish an accepted version as the official Word document, and show it to everybody (公布年度报告).

    The document is read back by the same reader as anybody's: what it says must be the frozen figures. Raises
    ActRefused, PermissionDenied; MisreadError where the document says something else.
    """
    published = annual_flow.publish(version=version, by=by, today=today, remarks=remarks)
    content = docx.write(as_published(published, reported_on=today))
    name = f"{title_of(published)}.docx"
    reading = _read_back(published, content, name)
    shown = _shown(published, content, replace(reading, title=title_of(published)), name=name, by=by)
    originals.keep(shown.digest, content)
    return PublicEdition.objects.create(publication=published.publication, shown=shown)


def _read_back(version: ReportVersion, content: bytes, name: str) -> Report:
    reading = read_report(content, source=name)
    said = version.snapshot.values if version.snapshot else {}
    if dict(reading.figures) != dict(said):
        wrong = [path for path in said if reading.figures.get(path) != said[path]]
        raise MisreadError(f"{name}: {', '.join(wrong[:5])}")
    return reading


def _shown(version: ReportVersion, content: bytes, reading: Report, *, name: str, by: Officer) -> PublishedReport:
    publisher, _ = Publisher.objects.get_or_create(name=reading.agency or title_of(version))
    Publisher.objects.select_for_update().get(pk=publisher.pk)
    shown = PublishedReport(
        digest=hashlib.sha256(content).hexdigest(),
        publisher=publisher,
        standing=Standing.PUBLIC,
        uploader=by,
        source=name[:200],
        size=len(content),
        received_at=timezone.now(),
        **columns_of(reading),
    )
    judging.weigh(shown)
    shown.save(force_insert=True)
    judging.judge(shown)
    judging.judge_followers(shown)
    judging.tally(publisher)
    note_change(kind=KIND, number=shown.pk)
    return shown
