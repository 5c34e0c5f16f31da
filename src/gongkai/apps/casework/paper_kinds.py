"""Which files may lie in a case, decided by what they hold (可以存入的文件)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from gongkai.documents.blocks import Carrier
from gongkai.documents.problems import DocumentError
from gongkai.documents.sniffing import carrier_of

MOST_BYTES = 20 * 1024 * 1024
MOST_PAPERS = 20
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_TAKEN = {Carrier.TEXT: "txt", Carrier.MARKDOWN: "txt", Carrier.DOCX: "docx", Carrier.DOC: "doc"} | {
    Carrier.PDF: "pdf",
    Carrier.XLSX: "xlsx",
    Carrier.OFD: "ofd",
}
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_LONGEST_NAME = 120


class PaperRefusedError(Exception):
    """A file cannot be taken into a case; the text says why and what to do (材料不予接收)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was handed in (提交的材料)."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the content (摘要)."""
        return hashlib.sha256(self.content).hexdigest()


def kind_of(paper: Paper) -> str:
    """Return the kind of a file by its content: pdf, docx, png … (文件类型). Raises PaperRefusedError."""
    shown = safe_name(paper.name)
    if len(paper.content) > MOST_BYTES:
        raise PaperRefusedError(f"“{shown}”超过{MOST_BYTES // 1024 // 1024} MB，请压缩或者拆分后再提交。")
    for mark, kind in _PICTURES:
        if paper.content.startswith(mark):
            return kind
    try:
        carrier = carrier_of(paper.content)
    except DocumentError as fault:
        raise PaperRefusedError(f"“{shown}”不能接收：{fault.problem.message}") from fault
    if carrier not in _TAKEN:
        raise PaperRefusedError(f"“{shown}”是{carrier.label}，不能接收。请另存为 PDF 后再提交。")
    return _TAKEN[carrier]


def check_papers(papers: tuple[Paper, ...]) -> None:
    """Refuse too many files, or one that cannot be taken (核对材料). Raises PaperRefusedError."""
    if len(papers) > MOST_PAPERS:
        raise PaperRefusedError(f"一次最多提交{MOST_PAPERS}个文件。")
    for paper in papers:
        kind_of(paper)


def safe_name(name: str) -> str:
    """Return a file name without folders and anything that could mislead (文件名)."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    cleaned = _UNSAFE.sub("", plain).strip(". ")
    if len(cleaned) > _LONGEST_NAME:
        stem, dot, suffix = cleaned.rpartition(".")
        cleaned = f"{(stem or suffix)[: _LONGEST_NAME - 10]}{dot}{suffix[:9] if stem else ''}"
    return cleaned or "未命名文件"
