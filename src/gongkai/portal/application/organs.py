"""Finding the organ to turn to (查找行政机关)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.utils import timezone

from gongkai.apps.agencies.kinds import Way
from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.apps.agencies.selectors import agencies_on, agency_coded, ancestors_of, open_ways, successors_of

_PAGE_ORGANS = 60
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class OrganChoice:
    """The organs that are offered to choose from (机关选择).

    ``within`` is the organ whose lower ones they are. Each is told whether there are any below it, as ``has_lower``.
    """

    words: str
    within: Agency | None
    above: Sequence[Agency]
    organs: Sequence[Agency]
    has_more: bool


def today() -> date:
    """Return the day it is where the organs are (今日)."""
    return timezone.localdate()


def organ_choice(request: HttpRequest) -> OrganChoice:
    """Return the organs by name where one is asked for, else one storey of the tree (机关选择)."""
    words = " ".join(request.GET.get("q", "").split())[:_LONGEST_NAME]
    within = None if words else _organ_or_none(request.GET.get("within", ""))
    organs = agencies_on(today())
    organs = organs.filter(name__icontains=words) if words else organs.filter(parent=within)
    found = list(_told_lower(organs)[: _PAGE_ORGANS + 1])
    if len(found) == 1 and within is None and not words:
        # Of one government alone, its departments are who is asked most: they stand on the same page.
        found += _told_lower(agencies_on(today()).filter(parent=found[0]))[:_PAGE_ORGANS]
    above = ancestors_of(within) if within else ()
    return OrganChoice(words, within, above, found[:_PAGE_ORGANS], len(found) > _PAGE_ORGANS)


def _told_lower(organs: AgencyQuerySet) -> AgencyQuerySet:
    """Narrow nothing: tell of each organ whether there are any below it."""
    below = agencies_on(today()).order_by().filter(parent=OuterRef("pk"))
    return organs.select_related("parent").annotate(has_lower=Exists(below))


def organ_coded(code: str) -> Agency:
    """Return the organ with a code, whether it still exists or not (按编码查找). Raises Http404."""
    try:
        return agency_coded(code)
    except Agency.DoesNotExist as absent:
        raise Http404 from absent


def takes_applications_online(agency: Agency) -> bool:
    """Whether the organ has announced that applications may be made here (可网上申请)."""
    return agency.is_valid_on(today()) and any(
        open_way.way is Way.WEB and open_way.takes_applications for open_way in open_ways(agency)
    )


def those_that_follow(agency: Agency) -> Sequence[Agency]:
    """Return the organs that exercise today what this one did (承继机关)."""
    return successors_of(agency, on=today())


def _organ_or_none(code: str) -> Agency | None:
    return Agency.objects.filter(code=code[:30]).first() if code else None
