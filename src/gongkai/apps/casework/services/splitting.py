"""One application with several matters becomes several cases, each with its own ledger (拆分申请)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.apps.casework import filing_papers
from gongkai.apps.casework.acting import Turn, turn
from gongkai.apps.casework.filing_papers import fetch
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.ledger import Ledger, author_of
from gongkai.apps.casework.marks import new_intake_key
from gongkai.apps.casework.models import Case, EvidenceKind, Note
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.services.intake import register_row
from gongkai.apps.people.models import Officer
from gongkai.statute import procedure
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_fields import clean_text
from gongkai.statute.errors import ActRefused
from gongkai.statute.procedure_parts import UNIT

MOST_PARTS = 50
"""As many matters may be split off at once; a form with more is no form but a list (一次拆分的上限)."""
_CARRIED_PAPERS = (
    EvidenceKind.APPLICATION,
    EvidenceKind.IDENTITY,
    EvidenceKind.ENVELOPE,
    EvidenceKind.CONFIRMATION,
    EvidenceKind.CORRECTION,
)
"""What each part's file needs of the application's own papers."""


@transaction.atomic
def split(*, case: Case, by: Officer, seen: int, on: date, today: date, kept: str, split_off: Sequence[str]) -> Case:
    """Go on with one matter here and register each other one as a case of its own (拆分申请).

    The parts keep the day of receipt, the channel, the applicant and the papers; the request's words stay unchanged
    in all of them. Raises ActRefused, CaseMovedError, PermissionDenied.
    """
    taken = turn(ActKind.SPLIT, case=case, by=by, seen=seen, today=today)
    procedure.ensure(taken.ledger.facts, ActKind.SPLIT, on=on)
    matters = [text for matter in split_off if (text := " ".join(clean_text(matter).split()))]
    _check(clean_text(kept), matters)
    parts = [_row(taken, matter) for matter in matters]
    details = {"kept": kept, "split_off": matters, "into": [part.reference for part in parts]}
    taken.append(ActKind.SPLIT, on=on, details=details)
    for part, matter in zip(parts, matters, strict=True):
        _begin(taken, part, matter, on=on)
    return taken.ledger.case


def _check(kept: str, matters: Sequence[str]) -> None:
    if not kept or not matters:
        raise ActRefused("请写明本件继续办理的事项，并且至少写明一项另行登记的事项", UNIT)
    if len(matters) > MOST_PARTS:
        raise ActRefused(f"一次最多拆分出{MOST_PARTS}件", UNIT)
    named = [" ".join(kept.split()), *matters]
    if len(set(named)) < len(named):
        raise ActRefused("各项的名称不能相同", UNIT)


def _row(taken: Turn, matter: str) -> Case:
    """Return the row of a part under the next number: the same applicant and words, another matter."""
    origin = taken.ledger.case
    told = {field.name: getattr(origin.applicant, field.name) for field in fields(ApplicantForm)}
    what = RequestForm(
        title=origin.title,
        description=origin.request_text or "",
        document_number=origin.document_number,
        wanted_form=origin.wanted_form,
        wanted_way=origin.wanted_way,
        help_needed=origin.help_needed,
    )
    key, year = new_intake_key(), taken.today.year
    part = register_row(origin.agency, origin.channel, ApplicantForm(**told), what, origin.arrived_on, year, key)
    part.split_from, part.account, part.item = origin, origin.account, matter
    part.calendar_on = origin.calendar_on
    part.save(update_fields=["split_from", "account", "item", "calendar_on"])
    return part


def _begin(taken: Turn, part: Case, matter: str, *, on: date) -> None:
    """Begin the ledger of a part as its origin's began, and hand it to whom that was handed."""
    origin, facts = taken.ledger.case, taken.ledger.facts
    ledger, author = Ledger.opened(part), author_of(taken.by)

    def add(kind: ActKind, day: date, details: dict[str, Any]) -> int:
        return ledger.append(Act(kind, day, details), by=author, today=taken.today).seq

    first = dict(taken.ledger.events[0].details)
    receipt = facts.clock.receipt.on if facts.clock else None
    confirmed_on = receipt if origin.channel.needs_confirmation else None
    add(ActKind.RECEIVED, origin.arrived_on, {**first, "calendar": facts.calendar, "confirmed_on": confirmed_on})
    told: dict[str, Any] = {"origin": origin.reference, "kept": matter, **_correction(taken)}
    seq = add(ActKind.SPLIT_FROM, on, told)
    _carry_supplement(taken, part, seq)
    for kind in _CARRIED_PAPERS:
        papers = [
            Paper(paper.shown_name, fetch(paper)) for paper in origin.documents.filter(evidence=kind).order_by("pk")
        ]
        filing_papers.put(ledger, papers, evidence=kind, author=author, on=on, today=taken.today)
    assigned = next((event for event in reversed(taken.ledger.events) if event.kind is ActKind.ASSIGNED), None)
    if assigned is not None:
        add(ActKind.ASSIGNED, on, dict(assigned.details))


def _correction(taken: Turn) -> dict[str, Any]:
    timing = taken.ledger.facts.clock
    if timing is None or timing.correction_asked is None or timing.corrected_on is None:
        return {}
    return {"correction_asked_on": timing.correction_asked.on, "corrected_on": timing.corrected_on}


def _carry_supplement(taken: Turn, part: Case, seq: int) -> None:
    """Put the words of a correction into the part's file; its ledger tells when they came."""
    corrected = next((event for event in taken.ledger.events if event.kind is ActKind.CORRECTED), None)
    note = taken.ledger.case.notes.filter(seq=corrected.seq).first() if corrected else None
    if note is not None:
        Note.objects.create(case=part, seq=seq, text=note.text, by=note.by)
