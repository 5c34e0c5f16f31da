"""The working calendar of each organ with the notices that were loaded since (工作日历).

An edition is named by the day from which its latest notice is known here. A case keeps the edition it is counted with
until an officer confirms a newer one. A State Council notice holds for every organ; a local one, for the holidays that
minorities keep (全国年节及纪念日放假办法第四条), for the organ it was entered at and all organs below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.models import HolidayNoticeRecord
from gongkai.statute.holiday_notices import HolidayNotice, read_notice
from gongkai.statute.procedure import Calendars
from gongkai.statute.working_days import WorkCalendar, published

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KnownNotice:
    """A notice, since when it is known here, and the number of its organ where it is a local one (已收录的通知)."""

    known_on: date
    notice: HolidayNotice
    place: int | None = None


class Almanac:
    """Every notice there is, and the calendar that follows for each organ (放假通知汇编)."""

    def __init__(self, loaded: Iterable[KnownNotice]) -> None:
        by_hand = tuple(loaded)
        # A later release of this product brings notices along that were loaded by hand before: known since then.
        numbers = {each.notice.number for each in by_hand if each.place is None}
        shipped = (KnownNotice(each.issued_on, each) for each in published().notices if each.number not in numbers)
        self.notices = (*shipped, *by_hand)
        self._places = frozenset(each.place for each in by_hand if each.place is not None)
        self._found: dict[tuple[frozenset[int], date], WorkCalendar] = {}

    def calendars(self, agency: Agency | None) -> Calendars:
        """Return the function that finds an edition of an organ's calendar; None for the national one (查找版本)."""
        places = self._places.intersection(agency.ancestor_ids) if agency else frozenset[int]()

        def find(edition: date) -> WorkCalendar:
            key = (places, edition)
            if key not in self._found:
                self._found[key] = _calendar(tuple(self._known(places, edition)))
            return self._found[key]

        return find

    def latest_edition(self, agency: Agency | None) -> date:
        """Return the name of an organ's newest edition (最新版本)."""
        return max(each.known_on for each in self._known(frozenset(agency.ancestor_ids if agency else ()), date.max))

    def current(self, agency: Agency | None) -> WorkCalendar:
        """Return an organ's calendar with every notice known (现行工作日历)."""
        return self.calendars(agency)(date.max)

    def next_edition(self, not_before: date) -> date:
        """Return the day to name a further edition by: later than all others, so that none changes (新版本)."""
        return max(not_before, max(each.known_on for each in self.notices) + _ONE_DAY)

    def with_notice(self, notice: HolidayNotice, *, place: Agency | None) -> Almanac:
        """Return this almanac with one more notice, as a preview needs it (拟收录)."""
        further = KnownNotice(self.next_edition(notice.issued_on), notice, place.pk if place else None)
        return Almanac((*(each for each in self.notices if each.notice not in published().notices), further))

    def national(self) -> Sequence[HolidayNotice]:
        """Return the State Council's notices (国务院办公厅的通知)."""
        return tuple(each.notice for each in self.notices if each.place is None)

    def local(self, place: Agency) -> Sequence[HolidayNotice]:
        """Return the local notices that were entered at an organ (地方规定)."""
        return tuple(each.notice for each in self.notices if each.place == place.pk)

    def _known(self, places: frozenset[int], edition: date) -> Iterable[KnownNotice]:
        return (
            each for each in self.notices if each.known_on <= edition and (each.place is None or each.place in places)
        )


def almanac() -> Almanac:
    """Return every notice there is; one query, however many organs are asked about (放假通知汇编)."""
    rows = HolidayNoticeRecord.objects.order_by("known_on").values_list("known_on", "text", "agency")
    return Almanac(KnownNotice(known_on, _notice(text), place) for known_on, text, place in rows)


def calendars(agency: Agency | None) -> Calendars:
    """Return the function that finds an edition of an organ's calendar; one query (查找工作日历版本)."""
    return almanac().calendars(agency)


def latest_edition(agency: Agency | None) -> date:
    """Return the name of an organ's newest edition; one query (最新版本)."""
    return almanac().latest_edition(agency)


def current(agency: Agency | None) -> WorkCalendar:
    """Return an organ's calendar with every notice known, None for what holds everywhere; one query (现行工作日历)."""
    return almanac().current(agency)


@lru_cache(maxsize=256)
def _notice(text: str) -> HolidayNotice:
    return read_notice(text)


@lru_cache(maxsize=64)
def _calendar(known: tuple[KnownNotice, ...]) -> WorkCalendar:
    return WorkCalendar(
        tuple(each.notice for each in known if each.place is None),
        tuple(each.notice for each in known if each.place is not None),
    )
