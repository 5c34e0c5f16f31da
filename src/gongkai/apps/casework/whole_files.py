"""Cases with their events and letters, read in order and many at a time (顺序读取案卷).

For commands that go through all of them: a page of cases is in memory, its events as plain rows and not as models, and
what is sealed stays sealed until somebody opens it, so that one seal that is broken harms no other case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import ExpressionWrapper, F, Q, TextField

from gongkai.apps.casework.models import Case, CaseEvent, CaseQuerySet, JointAnswer, Letter
from gongkai.apps.people.sealing import unseal
from gongkai.statute.case_acts import ACT_KINDS, Act, ActKind

_PAGE = 1000


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

    number: str
    digest: str
    sealed: str

    def content(self) -> str:
        """Return the words (内容). Raises SealBrokenError."""
        return unseal(self.sealed, purpose="letter")


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A case with its events in order and its letters (案卷). What was asked for is sealed."""

    case: Case
    events: Sequence[EventRow]
    letters: Sequence[LetterRow] = ()
    sealed_request: str = ""

    def request_text(self) -> str:
        """Return what was asked for (申请内容). Raises SealBrokenError."""
        return unseal(self.sealed_request, purpose="request") if self.sealed_request else ""


def ledgers_in_order(cases: CaseQuerySet) -> Iterator[WholeFile]:
    """Yield cases with their events, by their numbers; two queries for a thousand of them (台账)."""
    for page in _pages(cases):
        events = _events_of(page)
        yield from (WholeFile(case, events[case.pk]) for case in page)


def files_in_order(cases: CaseQuerySet) -> Iterator[WholeFile]:
    """Yield cases with their events and letters, by their numbers; four queries for a thousand of them (案卷)."""
    for page in _pages(cases.annotate(sealed_request=sealed_request())):
        events, letters = _events_of(page), _letters_of(page)
        for case in page:
            yield WholeFile(case, events[case.pk], letters[case.pk], case.__dict__["sealed_request"] or "")


def sealed_request() -> ExpressionWrapper[F]:
    """Return what was asked for as it is stored, not opened (密封的申请内容)."""
    return ExpressionWrapper(F("request_text"), output_field=TextField())


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
    found: defaultdict[int, list[EventRow]] = defaultdict(list)
    for number, *told in asked.iterator(chunk_size=5000):
        found[number].append(EventRow._make(told))
    return found


def _letters_of(page: Sequence[Case]) -> Mapping[int, Sequence[LetterRow]]:
    sealed = ExpressionWrapper(F("content"), output_field=TextField())
    own = Letter.objects.filter(_of(page)).order_by("pk").values_list("case", "number", "digest", sealed)
    through = ExpressionWrapper(F("letter__content"), output_field=TextField())
    shared = JointAnswer.objects.filter(_of(page)).order_by("pk")
    joint = shared.values_list("case", "letter__number", "letter__digest", through)
    return _by_case((own.iterator(chunk_size=5000), joint.iterator(chunk_size=5000)))


def _by_case(rows: Iterable[Iterable[tuple[Any, ...]]]) -> Mapping[int, Sequence[LetterRow]]:
    found: defaultdict[int, list[LetterRow]] = defaultdict(list)
    for each in rows:
        for number, *told in each:
            found[number].append(LetterRow._make(told))
    return found
