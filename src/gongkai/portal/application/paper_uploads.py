"""Papers that a visitor sends along (附件上传)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from gongkai.apps.casework.paper_kinds import MOST_BYTES, Paper, PaperRefusedError, kind_of, safe_name

# Fewer than an officer may store: an application comes with an identity document and a few leads.
MOST_FILES = 10
LIMITS: Mapping[str, object] = {
    "files": MOST_FILES,
    "megabytes": MOST_BYTES // 1024 // 1024,
    "kinds": "PDF、Word、Excel、OFD、图片（JPG、PNG）、纯文本",
}


@dataclass(frozen=True, slots=True)
class Uploads:
    """The papers that can be taken, and why others cannot (上传结果)."""

    papers: tuple[Paper, ...]
    refusals: tuple[str, ...]


def read_uploads(files: Sequence[UploadedFile[bytes]], *, already: int) -> Uploads:
    """Read files, each judged by itself by what it holds; ``already`` are kept for the same form (读取附件)."""
    room = MOST_FILES - already
    if len(files) > room:
        return Uploads((), (f"附件最多 {MOST_FILES} 个，已有 {already} 个，这次选了 {len(files)} 个，没有保存。",))
    papers, refusals = [], []
    for file in files:
        try:
            papers.append(_read(file))
        except PaperRefusedError as refusal:
            refusals.append(str(refusal))
    return Uploads(tuple(papers), tuple(refusals))


def _read(file: UploadedFile[bytes]) -> Paper:
    name = safe_name(file.name or "")
    if file.size is None or file.size > MOST_BYTES:
        raise PaperRefusedError(f"“{name}”超过 {MOST_BYTES // 1024 // 1024} MB，请压缩或者拆分后再提交。")
    paper = Paper(name, file.read())
    kind_of(paper)
    return paper
