"""Files read in chunks by whichever process or machine: bytes to columns of a record, without a database (批量读取).

A function of this module is what the engines run. Reading a chunk twice gives the same, and writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.apps.reporting.stored_reading import columns_of
from gongkai.documents.problems import Problem
from gongkai.reports.batch import read_content
from gongkai.reports.model import Report
from gongkai.reports.worker import RefusedError, content_of

CHUNK_FILES = 250
NOTHING_FOUND = Problem(
    "report.nothing_found", "没有在文件中找到年度报告的法定表格。请核对文件是否为政府信息公开工作年度报告。"
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading a file gave (读取结果). Either ``digest`` and ``columns`` are there, or ``refusal`` says why not.

    ``columns`` are those of a PublishedReport; ``agency`` the organ's name, empty where the report does not tell it.
    """

    path: str
    digest: str = ""
    size: int = 0
    agency: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict)
    refusal: str = ""


def read_chunk(paths: Sequence[str]) -> tuple[ReadFile, ...]:
    """Read the files of a chunk, each guarded from the others (读取一批文件)."""
    return tuple(_read_path(path) for path in paths)


def read_upload(content: bytes, *, name: str) -> ReadFile:
    """Read one file at hand (读取上传文件)."""
    return _kept(read_content(content, source=name), content, path=name)


def _read_path(path: str) -> ReadFile:
    try:
        content = content_of(path)
    except RefusedError as refused:
        return ReadFile(path, refusal=refused.problem.message)
    return _kept(read_content(content, source=path), content, path=path)


def _kept(report: Report, content: bytes, *, path: str) -> ReadFile:
    if not report.is_readable:
        problems = report.problems or (NOTHING_FOUND,)
        return ReadFile(path, refusal="；".join(problem.message for problem in problems)[:500])
    return ReadFile(
        path=path,
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        agency=(report.agency or "")[:200],
        columns=columns_of(report),
    )
