"""The acts on a collection: open it, add uploads, check its sums (报告集业务)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.batches import TOO_LARGE
from gongkai.apps.reporting.chunk_reading import ReadFile, read_upload
from gongkai.apps.reporting.file_names import shown_name
from gongkai.apps.reporting.models import CollectedFinding, CollectedReport, ReportCollection
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.services.collection_members import Added, add_files, add_findings, remove_findings
from gongkai.apps.reporting.stored_reading import finding_columns
from gongkai.apps.reporting.whole_sums import sums_apart
from gongkai.documents.limits import MAX_FILE_BYTES
from gongkai.letters.legible import one_line

ROLLUP = "rollup.sum"


def open_collection(*, agency: Agency, name: str, whole: str = "", by: Officer, today: date) -> ReportCollection:
    """Open a collection that ``agency`` owns (建立报告集).

    Raises PermissionDenied, and ValidationError for a name that is blank or in use.
    """
    COLLECTION_POLICY.require(CollectionAct.OPEN, rights=rights_of(by, today), agency=agency)
    told = {"name": one_line(name)[:100], "whole": one_line(whole)[:100]}
    if not told["name"]:
        raise ValidationError("请填写报告集的名称。")
    try:
        with transaction.atomic():
            collection = ReportCollection.objects.create(agency=agency, opened_by=by, opened_at=timezone.now(), **told)
            record(CollectionAct.OPEN, by=by, on=collection)
    except IntegrityError as taken:
        raise ValidationError(f"{agency}已经有名为“{told['name']}”的报告集。") from taken
    return collection


def add_uploads(
    *, collection: ReportCollection, files: Iterable[UploadedFile[bytes]], by: Officer, today: date
) -> tuple[Added, Sequence[ReadFile]]:
    """Read uploaded files and put them into a collection; return what became of them, and those refused (上传收录).

    Files are read before the transaction. Raises PermissionDenied.
    """
    COLLECTION_POLICY.require(CollectionAct.ADD, rights=rights_of(by, today), agency=collection.agency)
    contents: dict[str, bytes] = {}
    read: list[ReadFile] = []
    for file in files:
        told, content = _read(file)
        read.append(told)
        contents.setdefault(told.digest, content)
    good = [told for told in read if told.digest]
    with transaction.atomic():
        added = add_files(collection, good, contents=lambda told: contents[told.digest], by=by)
        record(CollectionAct.ADD, by=by, on=collection, taken=added.taken, known=added.known)
    return added, [told for told in read if not told.digest]


@transaction.atomic
def sum_up(*, collection: ReportCollection, by: Officer, today: date) -> int:
    """Compare the whole government's reports with the sums of all others; return how many cells differ (核对汇总数).

    What was found before is replaced. Raises PermissionDenied, ValidationError where no whole is named.
    """
    COLLECTION_POLICY.require(CollectionAct.SUM_UP, rights=rights_of(by, today), agency=collection.agency)
    if not collection.whole:
        raise ValidationError("这个报告集没有指明汇总政府，不能核对汇总数。")
    locked = ReportCollection.objects.select_for_update().get(pk=collection.pk)
    found = 0
    for member, findings in sums_apart(locked):
        _forget_sums(member)
        add_findings(locked, [(member, [finding_columns(finding) for finding in findings])])
        found += len(findings)
    record(CollectionAct.SUM_UP, by=by, on=locked, found=found)
    return found


def _forget_sums(member: CollectedReport) -> None:
    """Take the findings of an earlier comparison out of a member and its counts."""
    rows = list(CollectedFinding.objects.filter(member=member, rule=ROLLUP, is_current=True))
    if rows:
        remove_findings(member.collection, [member], rows)


def _read(file: UploadedFile[bytes]) -> tuple[ReadFile, bytes]:
    name = shown_name(file.name or "")
    if file.size is None or file.size > MAX_FILE_BYTES:
        return ReadFile(name, refusal=TOO_LARGE.message), b""
    content = file.read()
    return read_upload(content, name=name), content
