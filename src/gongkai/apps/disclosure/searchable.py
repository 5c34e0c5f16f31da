"""Published documents, as the search finds them (规章文件检索)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from gongkai.apps.disclosure.models import RuleDocument, RuleDocumentQuerySet
from gongkai.apps.search.entries import Entry, Source

DOCUMENT = "document"


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
