"""What officers write down and put into the file (办理记录)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.apps.casework import filing_papers
from gongkai.apps.casework.acting import do, turn
from gongkai.apps.casework.hashing import digest_of
from gongkai.apps.casework.ledger import author_of
from gongkai.apps.casework.models import Case, EvidenceKind, Note
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import clean_text


def log_search(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    by_whom: str,
    places: Sequence[str],
    terms: Sequence[str],
    result: str,
    period: str = "",
) -> Case:
    """Note who searched where, with which terms and to what end (登记检索情况)."""
    details: dict[str, object] = {
        "by_whom": by_whom,
        "places": list(places),
        "terms": list(terms),
        "period": period,
        "result": result,
    }
    return do(ActKind.SEARCHED, case=case, by=by, seen=seen, on=on, today=today, details=details)


@transaction.atomic
def note(*, case: Case, by: Officer, seen: int, on: date, today: date, text: str) -> Case:
    """Write a note into the file (备注)."""
    taken = turn(ActKind.NOTED, case=case, by=by, seen=seen, today=today)
    told = clean_text(text)
    event = taken.append(ActKind.NOTED, on=on, details={"digest": digest_of(told) if told else None})
    Note.objects.create(case=taken.ledger.case, seq=event.seq, text=told, by=by)
    return taken.ledger.case


@transaction.atomic
def log_talk(*, case: Case, by: Officer, seen: int, on: date, today: date, with_whom: str, how: str, text: str) -> Case:
    """Log a talk with the applicant or others (登记沟通情况)."""
    taken = turn(ActKind.TALKED, case=case, by=by, seen=seen, today=today)
    told = clean_text(text)
    details = {"with_whom": with_whom, "how": how, "digest": digest_of(told) if told else None}
    event = taken.append(ActKind.TALKED, on=on, details=details)
    Note.objects.create(case=taken.ledger.case, seq=event.seq, text=told, by=by)
    return taken.ledger.case


@transaction.atomic
def attach(
    *, case: Case, by: Officer, seen: int, on: date, today: date, papers: Sequence[Paper], evidence: str
) -> Case:
    """Put files into the case; after the answer they go into the marked second part (存入材料)."""
    taken = turn(ActKind.DOCUMENT_ATTACHED, case=case, by=by, seen=seen, today=today)
    kind = EvidenceKind(evidence)
    filing_papers.put(taken.ledger, papers, evidence=kind, author=author_of(by), on=on, today=today)
    return taken.ledger.case
