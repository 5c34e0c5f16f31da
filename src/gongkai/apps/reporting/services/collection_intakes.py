"""Taking a folder of reports into a collection, chunk by chunk, so that a stop loses nothing (批量收录).

The folder is cut into chunks, which are kept. An engine reads them, on this machine or on several; what a chunk gave is
written here, in one transaction with the mark that the chunk is done. Killed at any moment, by whatever part, the work
goes on with the chunks that have no mark.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.chunk_reading import CHUNK_FILES, ReadFile, read_chunk
from gongkai.apps.reporting.models import CollectionIntake, IntakeChunk, RefusedFile, ReportCollection
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.services.collection_members import add_files
from gongkai.reports.engines import Chunk, Engine

_CHANGED = "读取期间文件被改动或者删除，请重新收录。"


def begin_intake(
    *, collection: ReportCollection, folder: Path, by: Officer, today: date, chunk_files: int = CHUNK_FILES
) -> CollectionIntake:
    """Cut a folder into chunks and keep them; one that was begun and not finished is gone on with (开始收录).

    Raises PermissionDenied, and NotADirectoryError for what is no folder.
    """
    COLLECTION_POLICY.require(CollectionAct.ADD, rights=rights_of(by, today), agency=collection.agency)
    place = str(folder.resolve())
    if not folder.is_dir():
        raise NotADirectoryError(place)
    with transaction.atomic():
        ReportCollection.objects.select_for_update().get(pk=collection.pk)
        begun = CollectionIntake.objects.filter(collection=collection, folder=place, finished_at=None).first()
        if begun is not None:
            return begun
        intake = CollectionIntake.objects.create(
            collection=collection, folder=place, begun_by=by, begun_at=timezone.now()
        )
        files = _files_below(place)
        for number, paths in enumerate(iter(lambda: list(islice(files, chunk_files)), [])):
            IntakeChunk.objects.create(intake=intake, number=number, paths=paths)
            intake.files += len(paths)
        intake.save(update_fields=["files"])
        record(CollectionAct.ADD, by=by, on=collection, folder=place, files=intake.files)
    return intake


def run_intake(*, intake: CollectionIntake, engine: Engine, by: Officer, today: date) -> Iterator[CollectionIntake]:
    """Take in what is left of a folder; yield the intake after each chunk (继续收录).

    Two at once do each chunk once. Raises PermissionDenied, EngineLostError.
    """
    rights = rights_of(by, today)
    COLLECTION_POLICY.require(CollectionAct.ADD, rights=rights, agency=intake.collection.agency)
    for number, files in engine.run(read_chunk, _waiting(intake)):
        yield _keep_chunk(intake, number, files, by=by)
    yield _finished(intake)


def _waiting(intake: CollectionIntake) -> Iterator[Chunk]:
    chunks = IntakeChunk.objects.filter(intake=intake, done_at=None).order_by("number")
    for number in list(chunks.values_list("number", flat=True)):
        yield number, IntakeChunk.objects.values_list("paths", flat=True).get(intake=intake, number=number)


@transaction.atomic
def _keep_chunk(intake: CollectionIntake, number: int, files: Sequence[ReadFile], *, by: Officer) -> CollectionIntake:
    locked = CollectionIntake.objects.select_for_update().get(pk=intake.pk)
    chunk = IntakeChunk.objects.select_for_update().get(intake=locked, number=number)
    if chunk.done_at is not None:
        # Somebody else took this chunk while ours was read.
        return locked
    unchanged, refused = _sorted_out(files)
    added = add_files(locked.collection, unchanged, contents=lambda file: Path(file.path).read_bytes(), by=by)
    RefusedFile.objects.bulk_create(
        RefusedFile(intake=locked, path=file.path[:1000], reason=file.refusal[:500]) for file in refused
    )
    locked.taken += added.taken
    locked.known += added.known
    locked.refused += len(refused)
    locked.save(update_fields=["taken", "known", "refused"])
    chunk.done_at = timezone.now()
    chunk.save(update_fields=["done_at"])
    return locked


def _sorted_out(files: Sequence[ReadFile]) -> tuple[list[ReadFile], list[ReadFile]]:
    """Return the files that can be kept, and those that cannot: unreadable, or not what was read any more."""
    good, refused = list[ReadFile](), list[ReadFile]()
    for file in files:
        if not file.digest:
            refused.append(file)
        elif _digest(file.path) != file.digest:
            refused.append(ReadFile(file.path, refusal=_CHANGED))
        else:
            good.append(file)
    return good, refused


def _digest(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""


@transaction.atomic
def _finished(intake: CollectionIntake) -> CollectionIntake:
    locked = CollectionIntake.objects.select_for_update().get(pk=intake.pk)
    if locked.finished_at is None and not locked.chunks.filter(done_at=None).exists():
        locked.finished_at = timezone.now()
        locked.save(update_fields=["finished_at"])
    return locked


def _files_below(folder: str) -> Iterator[str]:
    """Yield the files of a folder and all below, in order; hidden ones and links to folders are left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(place, name) for name in sorted(names) if not name.startswith("."))
