"""How applications stood at the end of a year, and which of them stand otherwise today (年末状态).

A case's row tells how it stands now. That is how it stood at the end of a year as well, unless it was begun anew since.
Who asks what was known at a moment also has to set right what was recorded later: that it was received, or how it was
settled. Those are few, so that the many are counted by their rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value

from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.selectors.outcome_rows import CountedRows
from gongkai.apps.casework.working_calendar import almanac
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.procedure import Calendars

STARTING = (ActKind.RECEIVED, ActKind.RECEIPT_CONFIRMED)
"""The acts that find the day of receipt (确定收到之日的事项)."""
SETTLING = (
    ActKind.CORRECTION_LAPSED,
    ActKind.FEE_LAPSED,
    ActKind.WITHDRAWN,
    ActKind.OUTCOME_RECORDED,
    ActKind.DELIVERED,
)
"""The acts that find the day of the first answer (确定首次答复之日的事项)."""
_TELLING = (*STARTING, *SETTLING, ActKind.ENTRY_VOIDED)
_ASKED = (
    *("kind_code", "case", "is_redone", "case__agency", "case__received_on"),
    *("case__first_answered_on", "case__row", "case__outcome_code", "case__applicant_kind"),
)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """What table three asks of a case (表三口径下的状态). ``row`` is empty where it does not count."""

    received_on: date | None
    first_answered_on: date | None
    row: str
    column: str

    def rows(self, opens: date, closes: date) -> tuple[str, ...]:
        """Return the rows that count it in the year from ``opens`` to ``closes`` (计入的行)."""
        received, answered = self.received_on, self.first_answered_on
        if not self.row or received is None or received > closes or (answered is not None and answered < opens):
            return ()
        came = "new" if received >= opens else "carried_in"
        return (came, self.row) if answered is not None and answered <= closes else (came, "carried_out")


@dataclass(frozen=True, slots=True)
class Restated:
    """A case that has to be counted otherwise than its row says (须按当时情况统计的申请件)."""

    number: int
    now: Standing
    then: Standing


def restated(
    agency_ids: Collection[int], *, closes: date, known_at: datetime | None, rows: CountedRows
) -> list[Restated]:
    """Return the cases whose rows are not how they stood on ``closes`` by what was known then (须另行统计的申请件)."""
    now: dict[int, Standing] = {}
    told: defaultdict[int, set[str]] = defaultdict(set)
    redone = set[int]()
    for each in _told_since(agency_ids, closes, known_at):
        number, row = each["case"], each["case__row"]
        counted = rows.of(agency_id=each["case__agency"], outcome_code=each["case__outcome_code"], row=row)
        received_on, column = each["case__received_on"], each["case__applicant_kind"]
        now[number] = Standing(received_on, each["case__first_answered_on"], counted, column)
        told[number].add(each["kind_code"])
        if each["is_redone"]:
            redone.add(number)
    then = dict(_folded(redone, closes, known_at, rows))
    return [Restated(number, now[number], then.get(number) or _before(now[number], told[number])) for number in now]


def _told_since(agency_ids: Collection[int], closes: date, known_at: datetime | None) -> Iterator[dict[str, Any]]:
    """Yield what was told of cases after the end of the year, or after the moment, that changes how they count.

    ``is_redone`` where only the ledger tells how the case stood.
    """
    # Nothing is asked of a case that the index of standings does not hold.
    events = CaseEvent.objects.filter(case__agency__in=list(agency_ids), case__received_on__lte=closes)
    answered_again = Q(case__answered_on__isnull=False, case__answered_on__lte=closes)
    in_year = Q(case__first_answered_on__range=(closes.replace(month=1, day=1), closes))
    begun_anew = events.filter(in_year & ~answered_again, kind_code=ActKind.REOPENED.code)
    yield from begun_anew.annotate(is_redone=Value(value=True)).values(*_ASKED)
    if known_at is None:
        return
    anew = CaseEvent.objects.filter(case=OuterRef("case"), kind_code=ActKind.REOPENED.code)
    later = events.filter(kind_code__in=_codes(_TELLING), recorded_at__gt=known_at)
    voided = Q(kind_code=ActKind.ENTRY_VOIDED.code)
    for told in later.annotate(is_redone=Q(Exists(anew)) | voided).values(*_ASKED):
        first_answered_on = told["case__first_answered_on"]
        # One that was first answered after the year is carried out, whatever was known of the answer.
        if told["kind_code"] not in _codes(SETTLING) or (first_answered_on and first_answered_on <= closes):
            yield told


def _before(now: Standing, told: AbstractSet[str]) -> Standing:
    """Return how a case stood before it was received, or before it was settled."""
    if told & _codes(STARTING):
        return Standing(None, None, "", now.column)
    return Standing(now.received_on, None, "carried_out", now.column)


def _folded(
    numbers: Iterable[int], closes: date, known_at: datetime | None, rows: CountedRows
) -> Iterator[tuple[int, Standing]]:
    notices = almanac()
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _CHUNK):
        some = Case.objects.filter(pk__in=ordered[start : start + _CHUNK])
        for case in some.select_related("agency").prefetch_related("events"):
            events = sorted(case.events.all(), key=lambda event: event.seq)
            known = [event for event in events if known_at is None or event.recorded_at <= known_at]
            yield case.pk, _standing(known, closes, case, notices.calendars(case.agency), rows)


def _standing(known: Sequence[CaseEvent], closes: date, case: Case, find: Calendars, rows: CountedRows) -> Standing:
    """Fold what was known, and of what came after it was begun anew only what was done by the end of the year."""
    anew = next((place for place, event in enumerate(known) if event.kind is ActKind.REOPENED), len(known))
    events = [*known[:anew], *(event for event in known[anew:] if event.on <= closes)]
    facts = procedure.fold_known((event.as_act() for event in events), calendars=find)
    received_on = facts.clock.receipt.on if facts.clock else None
    row = rows.of(agency_id=case.agency_id, outcome_code=facts.outcome_code, row=facts.row)
    return Standing(received_on, facts.first_answered_on, row, case.applicant_kind)


def _codes(kinds: Iterable[ActKind]) -> frozenset[str]:
    return frozenset(kind.code for kind in kinds)
