"""The complete file of a case, and the bundle for a reconsideration or a court (案卷).

One application, one file: a list of contents, the application, the count of the limit, the ledger, talks, letters,
papers by kind of evidence. What came after the answer is a second part, for evidence may not be collected later
(行政复议法第四十六条).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC
from typing import Any

from gongkai.apps.casework import file_texts
from gongkai.apps.casework.filing_papers import fetch
from gongkai.apps.casework.hashing import canonical, digest_of
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, CaseEvent, Document, EvidenceKind, Letter, Note
from gongkai.documents.typesetting import NoChineseFont
from gongkai.letters import docx, pdf
from gongkai.letters.letter import as_text
from gongkai.statute.case_acts import ActKind

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COURT_PARTS = (1,)
_ALL_PARTS = (1, 2)
_SAID = frozenset({ActKind.TALKED, ActKind.NOTED})


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
    yield "目录.txt", file_texts.list_of_contents(case, letters, papers).encode()
    notes = list(case.notes.order_by("seq"))
    yield "申请内容.txt", file_texts.application(case, notes, events).encode()
    yield "期限推算.txt", file_texts.limit(case, events).encode()
    yield "办理台账.txt", file_texts.ledger(events).encode()
    yield "办理台账.json", json.dumps([_told(event) for event in events], ensure_ascii=False, indent=1).encode()
    yield from _talks(notes, events, parts)
    for letter in letters:
        yield from _as_issued(letter)
    for place, paper in papers:
        yield place, fetch(paper)


def _as_issued(letter: Letter) -> Iterator[tuple[str, bytes]]:
    """Yield a letter to print, to quote from and to read; on a machine without a Chinese font there is no PDF."""
    stem, issued = f"函件/{letter.pk:06d}_{letter.title}_{letter.number}", restored(letter)
    with suppress(NoChineseFont):
        yield f"{stem}.pdf", pdf.write(issued)
    yield f"{stem}.docx", docx.write(issued)
    yield f"{stem}.txt", as_text(issued).encode()


def _talks(notes: Sequence[Note], events: Sequence[CaseEvent], parts: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    """Yield the log of talks; the organ's own notes and what came after the answer stay out of the evidence."""
    sealed = next((event.seq for event in events if event.kind is ActKind.SEALED), None)
    is_whole = tuple(parts) == _ALL_PARTS
    known = [event for event in events if is_whole or sealed is None or event.seq < sealed]
    kinds = _SAID if is_whole else frozenset({ActKind.TALKED})
    text = file_texts.talks(notes, known, kinds=kinds)
    if text:
        yield "沟通记录.txt", text.encode()


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
