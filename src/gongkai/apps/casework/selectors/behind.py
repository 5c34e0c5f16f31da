"""How many open cases are still counted with an older calendar (待重新推算)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.calendar_moves import cases_behind
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.working_calendar import almanac


def count_behind(place: Agency | None) -> int:
    """Return how many open cases of an organ and all below it are to be counted anew, None for all (待推算件数)."""
    return cases_behind(almanac(), place).count()


def places_behind(places: Sequence[Agency]) -> Sequence[tuple[Agency, int]]:
    """Return the organs at or below which open cases are to be counted anew, in two queries (待推算机关)."""
    if not places:
        return ()
    known = almanac()
    wanted = {
        f"at_{place.pk}": Count(
            "pk",
            filter=Q(agency__in=Agency.objects.within(place).values("pk"), calendar_on__lt=known.latest_edition(place)),
        )
        for place in places
    }
    counted = Case.objects.open().aggregate(**wanted)
    return [(place, counted[f"at_{place.pk}"]) for place in places if counted[f"at_{place.pk}"]]
