"""Several files handed in at once, each by itself (批量提交)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from django.core.files.uploadedfile import UploadedFile

from gongkai.apps.people.visitors import Person
from gongkai.apps.reporting.file_names import shown_name
from gongkai.apps.reporting.models import PublishedReport
from gongkai.apps.reporting.services.collecting import UnreadableError, take_in
from gongkai.documents.limits import MAX_FILE_BYTES
from gongkai.documents.problems import Problem

MAX_FILES = 20
MAX_FILE_MB = MAX_FILE_BYTES // 1024 // 1024
NO_FILE = "请先选择要核查的文件。"
TOO_MANY = f"一次最多提交 {MAX_FILES} 个文件，请分几次提交。"
TOO_LARGE = Problem(
    "file.too_large", f"文件超过 {MAX_FILE_MB} MB，没有读取。请确认是年度报告本身，压缩其中的图片后再试。"
)
NOT_REACHED = Problem("file.timeout", "一次提交的文件读起来太久，这个文件没有核查到。请再提交一次。")
BATCH_SECONDS = 20.0
"""After so long no further file of a batch is begun: whoever sent them is waiting for an answer."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file (单个文件结果). Either ``report`` is set, or ``problems`` say why it was not kept."""

    name: str
    report: PublishedReport | None = None
    was_known: bool = False
    problems: Sequence[Problem] = ()


def refusal_of(files: Sequence[UploadedFile[bytes]]) -> str | None:
    """Return why a batch is refused as a whole, or None (批次校验)."""
    if not files:
        return NO_FILE
    return TOO_MANY if len(files) > MAX_FILES else None


def take_in_files(files: Iterable[UploadedFile[bytes]], *, by: Person, holder: str) -> tuple[FileOutcome, ...]:
    """Take in each file by itself; a bad one does no harm to the others (逐个收录)."""
    until = monotonic() + BATCH_SECONDS
    return tuple(_take_in_one(file, by=by, holder=holder, until=until) for file in files)


def _take_in_one(file: UploadedFile[bytes], *, by: Person, holder: str, until: float) -> FileOutcome:
    name = shown_name(file.name or "")
    if monotonic() > until:
        return FileOutcome(name, problems=(NOT_REACHED,))
    if file.size is None or file.size > MAX_FILE_BYTES:
        return FileOutcome(name, problems=(TOO_LARGE,))
    try:
        intake = take_in(file.read(), name=name, by=by, holder=holder)
    except UnreadableError as refusal:
        return FileOutcome(name, problems=refusal.problems)
    return FileOutcome(name, intake.report, intake.was_known, [Problem(**kept) for kept in intake.report.problems])
