"""Publishing our own report: the official documents, and its place in the public collection (公布年度报告)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting import judging, originals
from gongkai.apps.reporting.models import (
    Publication,
    PublicEdition,
    PublicFile,
    PublishedReport,
    Publisher,
    ReportVersion,
    Standing,
)
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import as_published, title_of
from gongkai.apps.reporting.services import annual_flow
from gongkai.apps.reporting.services.public_neighbours import judge_members_anew
from gongkai.apps.reporting.stored_reading import columns_of
from gongkai.documents.typesetting import NoChineseFont
from gongkai.reports.checks import in_order
from gongkai.reports.checks.lateness import LATE, late_report
from gongkai.reports.model import Report
from gongkai.reports.reader import read_report
from gongkai.reports.writers.formats import FORMATS

_READ_BACK = ("docx", "pdf", "html", "xlsx")


class MisreadError(Exception):
    """The document that was written does not say what the report says: a fault of ours (公布文件与数据不符)."""


@transaction.atomic
def publish_report(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> PublicEdition:
    """Publish an accepted version in the official form, and show it to everybody (公布年度报告).

    What is published is kept as it was written, in every format. The documents are read back by the same reader as
    anybody's: what they say must be the frozen figures. Without a Chinese font on this machine there is no PDF. Raises
    ActRefused, PermissionDenied; MisreadError where a document says something else.
    """
    published = annual_flow.publish(version=version, by=by, today=today, remarks=remarks)
    written = _written(as_published(published, reported_on=today))
    name = f"{title_of(published)}.docx"
    readings = {suffix: _read_back(published, written[suffix], suffix) for suffix in _READ_BACK if suffix in written}
    reading = _as_first_published(published, replace(readings["docx"], title=title_of(published)))
    shown = _shown(published, written["docx"], reading, name=name, by=by)
    edition = PublicEdition.objects.create(publication=published.publication, shown=shown)
    _keep(edition, written)
    return edition


@transaction.atomic
def write_missing_files(*, version: ReportVersion, by: Officer, today: date) -> frozenset[str]:
    """Write the kinds of file that could not be written when a version was published; return which (补做公布文件).

    What is kept already stays as it is. Raises PermissionDenied, and PublicEdition.DoesNotExist for a version that is
    not published.
    """
    ANNUAL_POLICY.require(ReportAct.PUBLISH, rights=rights_of(by, today), agency=version.report.agency)
    editions = PublicEdition.objects.select_for_update(of=("self",)).select_related("publication")
    edition = editions.get(publication__version=version)
    kept = set(edition.files.values_list("suffix", flat=True))
    written = _written(as_published(version, reported_on=edition.publication.on))
    missing = {suffix: content for suffix, content in written.items() if suffix not in kept}
    for suffix in missing.keys() & set(_READ_BACK):
        _read_back(version, missing[suffix], suffix)
    _keep(edition, missing)
    if missing:
        record(ReportAct.PUBLISH, by=by, on=version, added="、".join(sorted(missing)))
    return frozenset(missing)


def _as_first_published(version: ReportVersion, reading: Report) -> Report:
    """Judge by the first publication whether a report came in time: a correction does not make it late (发布时限)."""
    first = Publication.objects.filter(version__report=version.report).earliest("on")
    others = (finding for finding in reading.findings if finding.rule != LATE)
    late = late_report(replace(reading, reported_on=first.on))
    return replace(reading, findings=in_order((*others, *late)))


def _keep(edition: PublicEdition, written: Mapping[str, bytes]) -> None:
    for suffix, content in written.items():
        digest = hashlib.sha256(content).hexdigest()
        originals.keep(digest, content)
        PublicFile.objects.create(edition=edition, suffix=suffix, digest=digest, size=len(content))


def _written(report: Report) -> dict[str, bytes]:
    """Return the report in every format that this machine can write."""
    written = {}
    for one in FORMATS:
        with suppress(NoChineseFont):
            written[one.suffix] = one.write(report)
    return written


def _read_back(version: ReportVersion, content: bytes, suffix: str) -> Report:
    reading = read_report(content, source=f"{title_of(version)}.{suffix}")
    said = version.snapshot.values if version.snapshot else {}
    if dict(reading.figures) != dict(said):
        wrong = [path for path in said if reading.figures.get(path) != said[path]]
        raise MisreadError(f"{reading.source}: {', '.join(wrong[:5])}")
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
    judge_members_anew(shown)
    return shown
