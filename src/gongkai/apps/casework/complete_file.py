"""The complete file of a case, and the bundle for a reconsideration or a court (案卷).

One application, one file: a list of contents, the application, the ledger, letters, papers by kind of evidence. What
came after the answer is a second part, for evidence may not be collected later (行政复议法第四十六条).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from gongkai.apps.casework.filing_papers import fetch
from gongkai.apps.casework.hashing import canonical, digest_of
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, CaseEvent, Document, EvidenceKind, Letter
from gongkai.letters import docx
from gongkai.letters.letter import as_text

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COURT_PARTS = (1,)
_ALL_PARTS = (1, 2)


def complete_file(case: Case) -> bytes:
    """Return the whole file as a ZIP, the same bytes for the same file (完整案卷)."""
    return _zipped(_contents(case, parts=_ALL_PARTS))


def court_bundle(case: Case) -> bytes:
    """Return the reply's evidence: what was there when the answer was issued, and the letters (复议诉讼证据包)."""
    return _zipped(_contents(case, parts=_COURT_PARTS))


def index_digest(case: Case) -> str:
    """Return the digest of everything that the file holds (案卷目录摘要)."""
    papers = case.documents.order_by("pk").values_list("pk", "digest")
    letters = Letter.of(case.pk).values_list("number", "digest")
    return digest_of_list(case, papers=papers, letters=letters)


def digest_of_list(case: Case, *, papers: Iterable[tuple[int, str]], letters: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a file that holds these papers and letters, told by number and digest (目录摘要)."""
    return digest_of(canonical([case.reference, case.last_hash, list(map(list, papers)), list(map(list, letters))]))


def evidence_list(case: Case, *, parts: Iterable[int] = _ALL_PARTS) -> Iterator[tuple[str, Document]]:
    """Yield each paper with its place in the file, by kind of evidence (证据清单)."""
    order = list(EvidenceKind.values)
    papers = case.documents.filter(part__in=tuple(parts))
    for paper in sorted(papers, key=lambda each: (each.part, order.index(each.evidence), each.pk)):
        part = "第一部分" if paper.part == 1 else "第二部分（答复作出之后）"
        kind = EvidenceKind(paper.evidence).label
        yield f"{part}/{order.index(paper.evidence) + 1:02d}{kind}/{paper.name[:3]}_{paper.shown_name}", paper


def _contents(case: Case, *, parts: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    events = list(case.events.order_by("seq"))
    letters = list(Letter.of(case.pk))
    papers = list(evidence_list(case, parts=parts))
    yield "目录.txt", _index(case, letters, papers).encode()
    yield "申请内容.txt", _request(case).encode()
    yield "办理台账.txt", "".join(f"{_line(event)}\n" for event in events).encode()
    yield "办理台账.json", json.dumps([_told(event) for event in events], ensure_ascii=False, indent=1).encode()
    for letter in letters:
        stem = f"函件/{letter.pk:06d}_{letter.title}_{letter.number}"
        yield f"{stem}.docx", docx.write(restored(letter))
        yield f"{stem}.txt", as_text(restored(letter)).encode()
    for place, paper in papers:
        yield place, fetch(paper)


def _index(case: Case, letters: list[Letter], papers: list[tuple[str, Document]]) -> str:
    lines = [
        f"{case.agency.name}政府信息公开申请案卷",
        f"登记编号：{case.number}　查询编号：{case.reference}",
        f"台账末项摘要：{case.last_hash}（共{case.last_seq}项）",
        "",
        "函件",
        *(f"{each.issued_on:%Y-%m-%d}　{each.title}　{each.number}　SHA-256 {each.digest}" for each in letters),
        "",
        "证据材料",
        *(f"{place}　SHA-256 {paper.digest}　封存时间：{_moment(paper)}" for place, paper in papers),
    ]
    return "\n".join(lines) + "\n"


def _moment(paper: Document) -> str:
    return f"{paper.sealed_at:%Y-%m-%d %H:%M:%S}" if paper.sealed_at else "未封存"


def _request(case: Case) -> str:
    return (
        f"申请人：{case.applicant.name}\n申请渠道：{case.channel.label}\n所需信息：{case.title}\n"
        f"文号：{case.document_number}\n描述：{case.request_text}\n"
    )


def _line(event: CaseEvent) -> str:
    return f"{event.seq}　{event.on:%Y-%m-%d}　{event.kind.label}　{event.actor}　{event.hash}"


def _told(event: CaseEvent) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "kind": event.kind_code,
        "on": event.on.isoformat(),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "officer": event.officer_id,
        "actor": event.actor,
        "details": event.details,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }


def _zipped(contents: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
