"""Taking registers of decisions in, chunk by chunk, so that a stop loses nothing (导入行政决定)."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from io import SEEK_END
from itertools import islice
from typing import IO, Any, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.disclosure.decision_rows import DecisionRow, RowRefusedError, columns_of, read_row
from gongkai.apps.disclosure.models import Decision, DecisionImport, RefusedRow
from gongkai.apps.disclosure.models.decisions import Counterparty, DecisionKind, ImportState
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.register_files import RegisterFileError, lines_of, readable
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.people.sealing import seal

CHUNK_LINES = 2000
_COLUMNS = (
    "agency_id",
    "kind_code",
    "key",
    "number",
    "title",
    "counterparty_code",
    "shown_name",
    "counterparty",
    "uscc",
    "content",
    "decided_on",
    "valid_from",
    "valid_until",
    "shown_until",
    "is_published",
    "reason_unpublished",
    "batch_id",
    "line",
    "recorded_at",
    "reason_voided",
)
_TABLE = Decision._meta.db_table
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_PLACES = ", ".join(["%s"] * len(_COLUMNS))
_ONCE = "ON CONFLICT (key) WHERE voided_at IS NULL DO NOTHING"


def begin_import(
    *, agency: Agency, kind: DecisionKind, file: IO[bytes], file_name: str, by: Officer, today: date
) -> DecisionImport:
    """Keep a register and note that it is to be taken in; the same file is one import (开始导入).

    It is another one where entries were voided since: what was struck by mistake is registered by its file again.
    ``file`` is read piece by piece and is never in memory as a whole. Raises RegisterFileError and HeaderRefusedError
    for what is no register, PermissionDenied.
    """
    POLICY.require(DisclosureAct.IMPORT_DECISIONS, rights=rights_of(by, today), agency=agency)
    file.seek(0)
    _, header = next(lines_of(cast(BinaryIO, file)), (0, []))
    if not header:
        raise RegisterFileError("文件是空的。台账应当在第一个工作表，第一行是栏目名称。")
    columns_of(header)
    file.seek(0)
    digest = hashlib.file_digest(cast(Any, file), "sha256").hexdigest()
    with transaction.atomic():
        told = {"file_name": file_name, "begun_at": timezone.now(), "by": by, "header": list(map(readable, header))}
        batch, is_new = _batch_of(told, agency=agency, kind_code=kind.code, digest=digest)
        if is_new:
            record(DisclosureAct.IMPORT_DECISIONS, by=by, on=batch, digest=digest)
        if batch.state != ImportState.DONE:
            _keep(batch.path, file)
    return batch


def _batch_of(told: Mapping[str, Any], **file: Any) -> tuple[DecisionImport, bool]:
    """Return the import of a file, and whether it was begun now."""
    last = DecisionImport.objects.filter(**file).order_by("-pk").first()
    if last is not None and last.state == ImportState.DONE:
        voided = Decision.objects.filter(kind_code=file["kind_code"], voided_at__gte=last.begun_at)
        if not voided.exists():
            return last, False
    return DecisionImport.objects.exclude(state=ImportState.DONE).get_or_create(**file, defaults=told)


def _keep(path: str, file: IO[bytes]) -> None:
    """Put a register into the storage; what a stop left of it unfinished goes."""
    size = file.seek(0, SEEK_END)
    if default_storage.exists(path):
        if default_storage.size(path) == size:
            return
        default_storage.delete(path)
    default_storage.save(path, File(file))


def run_import(*, batch: DecisionImport, by: Officer, today: date) -> Generator[DecisionImport]:
    """Take in what is left of a register; yield the batch after each chunk (继续导入).

    Stopped or killed at any moment it goes on after the last whole chunk. Left before the end, by whatever, the batch
    is stopped. Two at once do each chunk once. Raises PermissionDenied.
    """
    rights = rights_of(by, today)
    POLICY.require(DisclosureAct.IMPORT_DECISIONS, rights=rights, agency=batch.agency)
    allowed = POLICY.agencies(DisclosureAct.IMPORT_DECISIONS, rights=rights).within(batch.agency)
    organs = {name: each for each in allowed for name in (each.name, each.code)} | {"": batch.agency}
    if batch.state == ImportState.DONE:
        return
    with _stopped_unless_finished(batch), default_storage.open(batch.path, "rb") as file:
        lines = lines_of(cast(BinaryIO, file))
        columns = columns_of(next(lines)[1])
        rest = islice(lines, batch.lines_done, None)
        done = batch.lines_done
        while chunk := list(islice(rest, CHUNK_LINES)):
            # Sorted out before the database is asked to hold still for us.
            sorted_out = _sorted_out(batch, chunk, columns, organs, today)
            batch = _take_chunk(batch, sorted_out, lines=len(chunk), done=done)
            done += len(chunk)
            yield batch
        yield _finished(batch)


@contextmanager
def _stopped_unless_finished(batch: DecisionImport) -> Iterator[None]:
    """Say that somebody works on a batch, and when they leave it unfinished, that nobody does.

    Whoever else works on it says with the next chunk that it runs.
    """
    unfinished = DecisionImport.objects.filter(pk=batch.pk).exclude(state=ImportState.DONE)
    unfinished.update(state=ImportState.RUNNING, moved_at=timezone.now())
    try:
        yield
    finally:
        # Where the database itself is gone, the silence will tell.
        with suppress(DatabaseError):
            unfinished.update(state=ImportState.STOPPED)


@dataclass(slots=True)
class _Chunk:
    """The lines of one chunk, sorted out (一批)."""

    rows: dict[str, tuple[int, Agency, DecisionRow]] = field(default_factory=dict)
    repeated: int = 0
    refused: list[RefusedRow] = field(default_factory=list)


@transaction.atomic
def _take_chunk(batch: DecisionImport, chunk: _Chunk, *, lines: int, done: int) -> DecisionImport:
    locked = DecisionImport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=batch.pk)
    if locked.lines_done != done:
        # Somebody else took this chunk while we read it.
        return locked
    known = _insert(locked, chunk, at=timezone.now())
    RefusedRow.objects.bulk_create(chunk.refused)
    locked.lines_done = done + lines
    locked.taken += len(chunk.rows) - known
    locked.known += known + chunk.repeated
    locked.refused += len(chunk.refused)
    locked.state, locked.moved_at = ImportState.RUNNING, timezone.now()
    locked.save(update_fields=["lines_done", "taken", "known", "refused", "state", "moved_at"])
    return locked


def _sorted_out(
    batch: DecisionImport,
    lines: Sequence[tuple[int, list[str]]],
    columns: Sequence[str | None],
    organs: Mapping[str, Agency],
    today: date,
) -> _Chunk:
    chunk, kind = _Chunk(), DECISION_KIND_OF[batch.kind_code]
    for line, cells in lines:
        try:
            row = read_row(columns, cells, kind=kind, today=today)
            organ = organs.get(row.organ)
            if organ is None:
                raise RowRefusedError(f"决定机关“{row.organ[:40]}”不在您可以导入的机关之内")
        except RowRefusedError as refusal:
            told = [readable(cell)[:2000] for cell in cells]
            chunk.refused.append(RefusedRow(batch=batch, line=line, reason=str(refusal)[:500], cells=told))
            continue
        key = row.key(agency_code=organ.code, kind=kind)
        chunk.repeated += key in chunk.rows
        chunk.rows.setdefault(key, (line, organ, row))
    return chunk


def _insert(batch: DecisionImport, chunk: _Chunk, *, at: datetime) -> int:
    """Write the new decisions of a chunk; return how many were there before."""
    there = set(Decision.objects.standing().filter(key__in=list(chunk.rows)).values_list("key", flat=True))
    # Written past the ORM, a moment has to be put as the ORM puts it: SQLite compares moments as text.
    moment = connection.ops.adapt_datetimefield_value(at)
    values = [_values(batch, key, told, moment) for key, told in chunk.rows.items() if key not in there]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, values)
        else:
            cursor.executemany(f"INSERT INTO {_TABLE} ({_NAMES}) VALUES ({_PLACES}) {_ONCE}", values)  # noqa: S608
    return len(there)


def _copy(cursor: Any, values: Sequence[tuple[Any, ...]]) -> None:
    """Write decisions the quick way of PostgreSQL, which knows no conflicts: through a table of the moment."""
    cursor.execute(f"CREATE TEMPORARY TABLE passing AS SELECT {_NAMES} FROM {_TABLE} WITH NO DATA")  # noqa: S608
    with cursor.copy(f"COPY passing ({_NAMES}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)
    cursor.execute(f"INSERT INTO {_TABLE} ({_NAMES}) SELECT {_NAMES} FROM passing {_ONCE}")  # noqa: S608
    cursor.execute("DROP TABLE passing")


def _values(batch: DecisionImport, key: str, told: tuple[int, Agency, DecisionRow], moment: Any) -> tuple[Any, ...]:
    line, organ, row = told
    is_person = row.counterparty_kind is Counterparty.NATURAL_PERSON
    return (
        organ.pk,
        batch.kind_code,
        key,
        row.number,
        row.title,
        row.counterparty_kind.value,
        row.shown_name,
        seal(row.counterparty, purpose="counterparty") if is_person else "",
        row.uscc,
        row.content,
        row.decided_on,
        row.valid_from,
        row.valid_until,
        row.shown_until,
        row.is_published,
        "" if row.is_published else row.reason,
        batch.pk,
        line,
        moment,
        "",
    )


@transaction.atomic
def _finished(batch: DecisionImport) -> DecisionImport:
    locked = DecisionImport.objects.select_for_update().get(pk=batch.pk)
    if locked.state != ImportState.DONE:
        locked.state = ImportState.DONE
        locked.save(update_fields=["state"])
        path = locked.path
        others = DecisionImport.objects.filter(digest=locked.digest).exclude(state=ImportState.DONE)
        if not others.exists():
            transaction.on_commit(lambda: default_storage.delete(path))
    return locked


DECISION_KIND_OF = {kind.code: kind for kind in DecisionKind}
