"""What an applicant sent in after the application, shown back: words and papers (申请人提交的内容)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.casework.ledger import APPLICANT
from gongkai.apps.casework.models import Case, CaseEvent, Document
from gongkai.statute.case_acts import ActKind
from gongkai.statute.procedure_fields import FIELDS

OWN_WORDS: Mapping[ActKind, tuple[str, ...]] = {
    ActKind.REASONS_GIVEN: ("reasons",),
    ActKind.PAYMENT_REPORTED: ("reference",),
    ActKind.PUBLICATION_SUGGESTED: ("why",),
    ActKind.RECORD_CORRECTION_ASKED: ("what", "evidence"),
}
"""What an applicant wrote in acts of their own; a correction stands apart, its words are not in the ledger."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Words that an applicant sent (提交的文字)."""

    on: date
    label: str
    text: str


def sent_by(case: Case, events: Sequence[CaseEvent]) -> tuple[Sent, ...]:
    """Return the words of corrections and of the applicant's own acts, in their order; one query (提交的文字)."""
    notes = {note.seq: note.text for note in case.notes.all()}
    told = ((event, _words(event, notes)) for event in events)
    return tuple(Sent(event.on, _LABELS.get(event.kind, event.kind.label), text) for event, text in told if text)


def papers_sent(case: Case) -> tuple[Document, ...]:
    """Return the papers that the applicant sent with the application and after it; one query (提交的材料)."""
    return tuple(Document.objects.filter(case=case, uploaded_by=None).order_by("id"))


def in_own_words(event: CaseEvent) -> dict[str, str]:
    """Return what an applicant wrote in an act of their own, under the names of the fields (本人填写的内容)."""
    fields = {field.code: field.label for field in FIELDS[event.kind]}
    return {fields[code]: str(told) for code, told in event.details.items() if code in OWN_WORDS[event.kind]}


def _words(event: CaseEvent, notes: Mapping[int, str]) -> str:
    if event.kind is ActKind.CORRECTED:
        return notes.get(event.seq, "")
    if event.actor != APPLICANT.name or event.kind not in OWN_WORDS:
        return ""
    return "\n".join(in_own_words(event).values())


_LABELS = {
    ActKind.CORRECTED: "补正",
    ActKind.REASONS_GIVEN: "说明的理由",
    ActKind.PAYMENT_REPORTED: "缴费告知",
    ActKind.PUBLICATION_SUGGESTED: "公开建议",
    ActKind.RECORD_CORRECTION_ASKED: "更正要求",
}
