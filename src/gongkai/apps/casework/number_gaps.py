"""Numbers that were given and have no application or letter: what was deleted whole leaves a gap (编号断档)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.apps.casework.models import Case, Letter, NumberSeries
from gongkai.apps.casework.services.intake import REGISTER_SERIES
from gongkai.apps.casework.services.issuing import LETTER_SERIES

_MOST_NAMED = 10
_KEPT: Mapping[str, tuple[str, type[Case] | type[Letter]]] = {
    REGISTER_SERIES: ("登记编号", Case),
    LETTER_SERIES: ("函件文号", Letter),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """The numbers that lack in one series of an organ in one year, or are beyond the last given (断档)."""

    agency: str
    year: int
    label: str
    last: int
    lacking: tuple[int, ...]
    beyond: tuple[int, ...]

    def __str__(self) -> str:
        lacks = f"缺第{_listed(self.lacking)}号" if self.lacking else ""
        beyond = f"多出第{_listed(self.beyond)}号" if self.beyond else ""
        told = "，".join(filter(None, (lacks, beyond)))
        return f"{self.agency} {self.year}年{self.label}发到{self.last}号，{told}，可能被删除或者改动"


def number_gaps() -> Iterator[Gap]:
    """Yield the series whose numbers are not all there; three queries (编号断档)."""
    there = {name: _serials_of(model) for name, (_, model) in _KEPT.items()}
    given = NumberSeries.objects.filter(series__in=_KEPT).select_related("agency").order_by("agency", "year", "series")
    for series in given:
        found = there[series.series].pop((series.agency_id, series.year), set())
        wanted = set(range(1, series.last + 1))
        if found != wanted:
            told = (series.agency.name, series.year, _KEPT[series.series][0], series.last)
            yield Gap(*told, tuple(sorted(wanted - found)), tuple(sorted(found - wanted)))


def _serials_of(model: type[Case] | type[Letter]) -> dict[tuple[int, int], set[int]]:
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for agency, year, serial in model._default_manager.values_list("agency", "year", "serial").iterator():
        found[agency, year].add(serial)
    return found


def _listed(numbers: tuple[int, ...]) -> str:
    named = "、".join(map(str, numbers[:_MOST_NAMED]))
    return named if len(numbers) <= _MOST_NAMED else f"{named}等{len(numbers)}个"
