"""Documents as the search finds them: the published ones, and for the desk all that are registered (规章文件检索)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from gongkai.apps.disclosure.models import RuleDocument, RuleDocumentQuerySet
from gongkai.apps.search.entries import DeskEntry, DeskSource, Entry, Source

DOCUMENT = "document"
REGISTERED = "registered"


def _public(numbers: Sequence[int]) -> Iterator[Entry]:
    for each in _published().filter(pk__in=numbers).select_related("agency"):
        text = f"{each.number}　{each.text}"
        yield Entry(DOCUMENT, each.pk, each.title, text, each.agency.name, each.made_on.year, each.made_on)


def _numbers() -> Iterable[int]:
    return _published().order_by("pk").values_list("pk", flat=True).iterator()


def _published() -> RuleDocumentQuerySet:
    # The index asks of its own accord, so the day is read here.
    return RuleDocument.objects.public().filter(published_on__lte=timezone.localdate())


RULE_DOCUMENTS = Source(DOCUMENT, "规章和规范性文件", _public, _numbers)


def _registered(numbers: Sequence[int]) -> Iterator[DeskEntry]:
    wanted = RuleDocument.objects.filter(pk__in=numbers).only("agency_id", "title", "number", "made_on")
    for each in wanted:
        order = f"{each.made_on:%Y%m%d}{each.pk:019}"
        label = agency_label(each.agency_id)
        yield DeskEntry(REGISTERED, each.pk, each.pk, (label,), each.title, each.number, (order,))


def agency_label(agency: int) -> str:
    """Return the label of an organ's documents (机关标签)."""
    return f"agency:{agency}"


def _all_numbers() -> Iterable[int]:
    return RuleDocument.objects.order_by("pk").values_list("pk", flat=True).iterator()


REGISTERED_DOCUMENTS = DeskSource(REGISTERED, "规章文件台账", _registered, _all_numbers)
