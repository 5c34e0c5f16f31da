"""Cases with their events and letters, read in order and many at a time (顺序读取案卷).

For commands that go through all of them: a page of cases is in memory, its events as plain rows and not as models, and
what is sealed stays sealed until somebody opens it, so that one seal that is broken harms no other case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import ExpressionWrapper, F, Q, QuerySet, TextField

from gongkai.apps.casework.marks import applicant_mark
from gongkai.apps.casework.models import Case, CaseEvent, CaseQuerySet, Document, JointAnswer, Letter, Note
from gongkai.apps.people.sealing import unseal
from gongkai.statute.case_acts import ACT_KINDS, Act, ActKind

_PAGE = 1000
_Row = TypeVar("_Row")


class EventRow(NamedTuple):
    """One event as it is stored (办理事项)."""

    seq: int
    kind_code: str
    on: date
    recorded_at: datetime
    officer_id: int | None
    actor: str
    details: dict[str, Any]
    previous_hash: str
    hash: str

    @property
    def kind(self) -> ActKind:
        """What was done (事项种类)."""
        return ACT_KINDS[self.kind_code]

    def as_act(self) -> Act:
        """Return the event as the law reads it (事项)."""
        return Act(ACT_KINDS[self.kind_code], self.on, self.details)


class LetterRow(NamedTuple):
    """One letter as it is stored; its words are sealed (函件)."""

    code: str
    title: str
    number: str
    year: int
    serial: int
    issued_on: date
    digest: str
    sealed: str

    def content(self) -> str:
        """Return the words (内容). Raises SealBrokenError."""
        return unseal(self.sealed, purpose="letter")


class PaperRow(NamedTuple):
    """One paper of the file as it is stored (材料)."""

    pk: int
    shown_name: str
    digest: str
    part: int
    evidence: str


class NoteRow(NamedTuple):
    """What was written down with an event, sealed (备注)."""

    seq: int
    sealed: str

    def text(self) -> str:
        """Return the words (内容). Raises SealBrokenError."""
        return unseal(self.sealed, purpose="note") if self.sealed else ""


class ApplicantRow(NamedTuple):
    """By what an applicant is known again, sealed (申请人)."""

    name: str
    identity_number: str
    phone: str
    erased_at: datetime | None

    def mark(self) -> str:
        """Return the mark of who applied (申请人标记). Raises SealBrokenError."""
        sealed = {name: getattr(self, name) for name in ("name", "identity_number", "phone")}
        told = {name: unseal(text, purpose="applicant") if text else "" for name, text in sealed.items()}
        return applicant_mark(**told)


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A case with its events in order, and where they were read with all that lies in the file (案卷).

    What is sealed stays sealed. ``is_readable`` is false where the database holds what no event can be made of.
    """

    case: Case
    events: Sequence[EventRow]
    letters: Sequence[LetterRow] = ()
    papers: Sequence[PaperRow] = ()
    notes: Sequence[NoteRow] = ()
    is_readable: bool = True

    def request_text(self) -> str:
        """Return what was asked for (申请内容). Raises SealBrokenError."""
        sealed = self.case.__dict__["sealed_request"]
        return unseal(sealed, purpose="request") if sealed else ""

    @property
    def applicant(self) -> ApplicantRow:
        """By what the applicant is known again (申请人)."""
        return ApplicantRow._make(self.case.__dict__[f"sealed_{name}"] for name in ApplicantRow._fields)


def ledgers_in_order(cases: CaseQuerySet) -> Iterator[WholeFile]:
    """Yield cases with their events, by their numbers; two queries for a thousand of them (台账)."""
    for page in _pages(cases):
        yield from _read(page, _ledgers)


def files_in_order(cases: CaseQuerySet) -> Iterator[WholeFile]:
    """Yield cases with all in their files, by their numbers; six queries for a thousand of them (案卷)."""
    sealed = {f"sealed_{name}": _raw(f"applicant__{name}") for name in ApplicantRow._fields if name != "erased_at"}
    told = cases.annotate(sealed_request=sealed_request(), sealed_erased_at=F("applicant__erased_at"), **sealed)
    for page in _pages(told):
        yield from _read(page, _files)


def sealed_request() -> ExpressionWrapper[F]:
    """Return what was asked for as it is stored, not opened (密封的申请内容)."""
    return _raw("request_text")


def _raw(field: str) -> ExpressionWrapper[F]:
    return ExpressionWrapper(F(field), output_field=TextField())


def _read(page: list[Case], read: Callable[[Sequence[Case]], Iterator[WholeFile]]) -> Iterator[WholeFile]:
    """Yield the files of a page; where the database holds what is no day, no moment, that of each case by itself."""
    try:
        files = list(read(page))
    except ValueError:
        if len(page) == 1:
            yield WholeFile(page[0], (), is_readable=False)
            return
        for case in page:
            yield from _read([case], read)
        return
    yield from files


def _ledgers(page: Sequence[Case]) -> Iterator[WholeFile]:
    events = _events_of(page)
    return (WholeFile(case, events[case.pk], is_readable=_are_dated(events[case.pk])) for case in page)


def _files(page: Sequence[Case]) -> Iterator[WholeFile]:
    events, letters = _events_of(page), _letters_of(page)
    papers = _by_case(PaperRow._make, Document.objects.filter(_of(page)).values_list("case", *PaperRow._fields))
    notes = _by_case(NoteRow._make, Note.objects.filter(_of(page)).values_list("case", "seq", _raw("text")))
    for case in page:
        own = events[case.pk]
        yield WholeFile(case, own, letters[case.pk], papers[case.pk], notes[case.pk], is_readable=_are_dated(own))


def _are_dated(events: Sequence[EventRow]) -> bool:
    """Whether every event has its day and its moment: SQLite takes any text for one, and gives nothing back."""
    return all(event.on is not None and event.recorded_at is not None for event in events)


def _pages(cases: CaseQuerySet) -> Iterator[list[Case]]:
    ordered = cases.select_related("agency").defer("request_text", "help_needed").order_by("pk")
    page = list(ordered[:_PAGE])
    while page:
        yield page
        page = list(ordered.filter(pk__gt=page[-1].pk)[:_PAGE])


def _of(page: Sequence[Case]) -> Q:
    """Return the condition for what belongs to a page of cases: a span of numbers where it has no gaps."""
    first, last = page[0].pk, page[-1].pk
    if last - first < len(page):
        return Q(case__gte=first, case__lte=last)
    return Q(case__in=[case.pk for case in page])


def _events_of(page: Sequence[Case]) -> Mapping[int, Sequence[EventRow]]:
    asked = CaseEvent.objects.filter(_of(page)).order_by("case", "seq").values_list("case", *EventRow._fields)
    return _by_case(EventRow._make, asked)


def _letters_of(page: Sequence[Case]) -> Mapping[int, Sequence[LetterRow]]:
    plain = LetterRow._fields[:-1]
    own = Letter.objects.filter(_of(page)).values_list("case", *plain, _raw("content"))
    through = (f"letter__{field}" for field in plain)
    joint = JointAnswer.objects.filter(_of(page)).values_list("case", *through, _raw("letter__content"))
    return _by_case(LetterRow._make, own, joint)


def _by_case(made: Callable[[Iterable[Any]], _Row], *asked: QuerySet[Any, Any]) -> Mapping[int, list[_Row]]:
    """Return rows by the number of their case, which each begins with."""
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    for rows in asked:
        for number, *told in rows.iterator(chunk_size=5000):
            found[number].append(made(told))
    return found
