"""Putting files into a case: the bytes under their digest, the fact into the ledger (存入案卷)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from gongkai.apps.casework.acting import write
from gongkai.apps.casework.ledger import Author, Ledger
from gongkai.apps.casework.models import Document, EvidenceKind
from gongkai.apps.casework.paper_kinds import Paper, check_papers, kind_of, safe_name
from gongkai.statute.case_acts import ActKind


def put(
    ledger: Ledger, papers: Sequence[Paper], *, evidence: EvidenceKind, author: Author, on: date, today: date
) -> tuple[Document, ...]:
    """Take files into the part of the file that is open: the second once the answer is out (存入材料).

    Raises PaperRefusedError before anything is kept.
    """
    check_papers(tuple(papers))
    return tuple(_put(ledger, paper, evidence, author, on, today) for paper in papers)


def fetch(document: Document) -> bytes:
    """Return the bytes of a document (取出材料). Raises FileNotFoundError where they are gone."""
    with default_storage.open(document.path, "rb") as file:
        return bytes(file.read())


def _put(ledger: Ledger, paper: Paper, evidence: EvidenceKind, author: Author, on: date, today: date) -> Document:
    kind, part = kind_of(paper), 2 if ledger.facts.issued_on or ledger.facts.ended_as else 1
    document = Document.objects.create(
        case=ledger.case,
        digest=paper.digest,
        kind=kind,
        size=len(paper.content),
        name=f"{ledger.case.documents.count() + 1:03d}.{kind}",
        shown_name=safe_name(paper.name),
        evidence=evidence,
        part=part,
        uploaded_by=author.officer,
    )
    # Written before the transaction ends: a file without a row is waste, a row without its file would be a lie.
    if not default_storage.exists(document.path):
        default_storage.save(document.path, ContentFile(paper.content))
    details = {
        "document": document.pk,
        "name": document.shown_name,
        "digest": paper.digest,
        "part": part,
        "evidence": evidence.value,
    }
    write(ledger, ActKind.DOCUMENT_ATTACHED, on=on, details=details, author=author, today=today)
    return document
