"""Published documents, as the search finds them (规章文件检索)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.search.entries import Entry, Source

DOCUMENT = "document"


def _public(numbers: Sequence[int]) -> Iterator[Entry]:
    for each in RuleDocument.objects.public().filter(pk__in=numbers).select_related("agency"):
        text = f"{each.number}　{each.text}"
        yield Entry(DOCUMENT, each.pk, each.title, text, each.agency.name, each.made_on.year, each.made_on)


def _numbers() -> Iterable[int]:
    return RuleDocument.objects.public().order_by("pk").values_list("pk", flat=True).iterator()


RULE_DOCUMENTS = Source(DOCUMENT, "规章和规范性文件", _public, _numbers)
