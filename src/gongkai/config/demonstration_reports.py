"""The sample reports of the demonstration (演示报告)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.chunk_reading import ReadFile
from gongkai.apps.reporting.models import PublishedReport, ReportCollection
from gongkai.apps.reporting.services.collecting import UnreadableError, take_in
from gongkai.apps.reporting.services.collection_members import add_files
from gongkai.apps.reporting.services.report_collections import open_collection

COLLECTION = "各地年度报告抽查"


def samples_directory() -> Path | None:
    """Return where the sample reports are, or None where they were not installed (样例目录)."""
    places = (Path("samples/reports"), Path(__file__).parents[3] / "samples" / "reports")
    return next((place for place in places if place.is_dir()), None)


def load_samples(directory: Path, *, by: Officer) -> Iterator[str]:
    """Take in every sample that is not there yet; yield what could not be read (收录样例)."""
    for path in _samples(directory):
        try:
            take_in(path.read_bytes(), name=path.name, by=by, holder=f"officer:{by.pk}")
        except UnreadableError as refusal:
            yield f"{path.name}：{refusal}"


def gather_samples(directory: Path, *, agency: Agency, by: Officer, today: date) -> ReportCollection:
    """Put the samples that were taken in into a collection to look through; they are not read again (演示报告集)."""
    there = ReportCollection.objects.filter(agency=agency, name=COLLECTION).first()
    if there is not None:
        return there
    contents = {hashlib.sha256(content).hexdigest(): (path, content) for path, content in _contents(directory)}
    known = PublishedReport.objects.filter(digest__in=contents).values_list("digest", flat=True)
    files = [ReadFile(contents[digest][0].name, digest, len(contents[digest][1])) for digest in sorted(known)]
    collection = open_collection(agency=agency, name=COLLECTION, by=by, today=today)
    add_files(collection, files, contents=lambda file: contents[file.digest][1], by=by)
    return collection


def _contents(directory: Path) -> Iterator[tuple[Path, bytes]]:
    return ((path, path.read_bytes()) for path in _samples(directory))


def _samples(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.iterdir()) if path.is_file() and not path.name.startswith("."))
