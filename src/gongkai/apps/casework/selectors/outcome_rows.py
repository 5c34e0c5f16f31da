"""In which row an outcome counts at an organ in a year (统计栏目)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.selectors import paths_at
from gongkai.apps.casework.models import OutcomeRow
from gongkai.statute.outcomes import Outcome
from gongkai.statute.outcomes_catalogue import OUTCOMES

SETTABLE: tuple[Outcome, ...] = tuple(outcome for outcome in OUTCOMES.values() if outcome.other_rows)
"""The outcomes whose row an organ may fix (可设置栏目的办理结果)."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Some organs count an outcome in another row than the usual one (改列的栏目)."""

    outcome_code: str
    usual: str
    row: str
    agency_ids: frozenset[int]

    @property
    def condition(self) -> Q:
        """Which cases it moves (改列的申请件)."""
        return Q(outcome_code=self.outcome_code, agency__in=self.agency_ids)


@dataclass(frozen=True, slots=True)
class CountedRows:
    """Where outcomes count in one year, for some organs (当年统计栏目). Empty where all is as usual."""

    by_place: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def of(self, *, agency_id: int, outcome_code: str, row: str) -> str:
        """Return the row of an outcome at an organ, ``row`` where nothing else was fixed (所列栏目)."""
        usual = OUTCOMES.get(outcome_code)
        if usual is None or row != usual.row:
            return row
        return self.by_place.get((agency_id, outcome_code), row)

    def moved(self) -> Iterator[Moved]:
        """Yield what counts elsewhere than usual, organs together (改列)."""
        organs: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for (agency_id, code), row in self.by_place.items():
            organs[code, row].add(agency_id)
        for (code, row), agency_ids in sorted(organs.items()):
            yield Moved(code, OUTCOMES[code].row, row, frozenset(agency_ids))

    def condition(self, row: str) -> Q:
        """Return which cases count in ``row`` by what their own rows say (计入条件)."""
        wanted = Q(row=row)
        for moved in self.moved():
            if moved.usual == row:
                wanted &= ~moved.condition
            elif moved.row == row:
                wanted |= moved.condition
        return wanted


@dataclass(frozen=True, slots=True)
class SetRow:
    """How one outcome is counted at an organ (栏目设置). ``told`` is None where it is counted as usual."""

    outcome: Outcome
    row: str
    told: OutcomeRow | None


def counted_rows(agency_ids: Collection[int], *, year: int, known_at: datetime | None = None) -> CountedRows:
    """Return where outcomes count in a year, as known at a moment; one query where nothing was fixed (当年统计栏目).

    The tree of organs is that of the moment: an organ that was moved since counts by those it stood below then.
    """
    told = list(_told(year, known_at))
    if not told:
        return CountedRows()
    places = paths_at({*agency_ids, *(row.agency_id for row in told)}, moment=known_at)
    found = {
        (number, outcome.code): _nearest(told, outcome.code, at=places[number], places=places)
        for number in agency_ids
        if number in places
        for outcome in SETTABLE
    }
    return CountedRows(
        {(number, code): row.row for (number, code), row in found.items() if row and row.row != OUTCOMES[code].row}
    )


def rows_at(agency: Agency, *, year: int) -> tuple[SetRow, ...]:
    """Return how an organ counts each outcome whose row may be fixed, and by whose word (本机关统计栏目)."""
    told = list(_told(year, None))
    places = {row.agency_id: row.agency.path for row in told}
    found = ((outcome, _nearest(told, outcome.code, at=agency.path, places=places)) for outcome in SETTABLE)
    return tuple(SetRow(outcome, row.row if row else outcome.row, row) for outcome, row in found)


def _told(year: int, known_at: datetime | None) -> Iterator[OutcomeRow]:
    told = OutcomeRow.objects.filter(from_year__lte=year)
    if known_at is not None:
        told = told.filter(recorded_at__lte=known_at)
    yield from told.select_related("agency", "by").order_by("from_year", "pk")


def _nearest(told: Sequence[OutcomeRow], outcome_code: str, *, at: str, places: Mapping[int, str]) -> OutcomeRow | None:
    """Return the word of the nearest organ above or at a path, the latest of that organ; ``places`` has their paths."""
    above = [row for row in told if row.outcome_code == outcome_code and at.startswith(places[row.agency_id])]
    return max(above, key=lambda row: (len(places[row.agency_id]), row.from_year, row.pk), default=None)
