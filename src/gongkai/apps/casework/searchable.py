"""Answers that were made public, as the search finds them (公开答复检索).

Of a case only what the organ made public shows: the name of the information, its document number, where it stands.
Nothing an applicant wrote about themselves, and nothing of who they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.search.entries import Entry, Source
from gongkai.statute.case_acts import ActKind

KIND = "answer"


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """What was made public with an answer, Article 44 (公开的答复). ``address`` and ``column`` say where it stands."""

    number: int
    title: str
    document_number: str
    agency: str
    agency_code: str
    address: str
    column: str
    on: date


def published_answer(number: int) -> PublishedAnswer | None:
    """Return what was made public of a case, None where nothing was (公开的答复)."""
    return next(_published([number]), None)


def _published(numbers: Sequence[int]) -> Iterator[PublishedAnswer]:
    events = _made_public().filter(case__in=numbers).select_related("case__agency").order_by("case", "-seq")
    told: set[int] = set()
    for event in events:
        if event.case_id not in told:
            told.add(event.case_id)
            yield _answer(event, event.case)


def _answer(event: CaseEvent, case: Case) -> PublishedAnswer:
    return PublishedAnswer(
        number=case.pk,
        title=case.matter,
        document_number=case.document_number,
        agency=case.agency.name,
        agency_code=case.agency.code,
        address=str(event.details.get("address", "")),
        column=str(event.details.get("column", "")),
        on=event.on,
    )


def _public(numbers: Sequence[int]) -> Iterator[Entry]:
    for answer in _published(numbers):
        text = "　".join(filter(None, (answer.document_number, answer.column, answer.address)))
        yield Entry(KIND, answer.number, answer.title, text, answer.agency, answer.on.year, answer.on)


def _numbers() -> Iterable[int]:
    return _made_public().order_by("case").values_list("case", flat=True).distinct().iterator()


def _made_public() -> QuerySet[CaseEvent]:
    """Return what was made public and no court has stopped since."""
    court = CaseEvent.objects.filter(case=OuterRef("case"), kind_code__in=[*_STOPPED, ActKind.STAY_LIFTED.code])
    last = Subquery(court.order_by("-seq").values("kind_code")[:1])
    public = CaseEvent.objects.filter(kind_code=ActKind.MADE_PUBLIC.code).annotate(court=last)
    standing: QuerySet[CaseEvent] = public.filter(Q(court=None) | ~Q(court__in=_STOPPED))
    return standing


_STOPPED = (ActKind.DISCLOSURE_STAYED.code, ActKind.DISCLOSURE_FORBIDDEN.code)


PUBLISHED_ANSWERS = Source(KIND, "依申请公开转主动公开", _public, _numbers)
