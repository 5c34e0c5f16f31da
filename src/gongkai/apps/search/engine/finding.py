"""Asking the index: what it finds, best first, and how much for each facet (查询索引)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import Query, Searcher

from gongkai.apps.search.engine import queries
from gongkai.apps.search.engine.index import opened
from gongkai.apps.search.wanted import Wanted

_FACETS = ("kind", "agency", "year")
_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index found: kind and number, best first; how many in all (索引结果).

    ``counts`` are, for each facet, its most frequent values with how many were found for each.
    """

    keys: Sequence[tuple[str, int]]
    total: int
    counts: Mapping[str, Sequence[tuple[str, int]]]


def find(wanted: Wanted, *, limit: int, offset: int) -> Answer:
    """Find what has the words as they stand (精确检索)."""
    searcher = opened().searcher()
    query = queries.exact(wanted)
    keys, total = _keys(searcher, query, limit=limit, offset=offset)
    return Answer(keys, total, _counts(searcher, query))


def find_alike(text: str, *, wanted: Wanted, limit: int) -> Answer:
    """Find what shares much with a longer text (相近检索)."""
    query = queries.alike(text, wanted)
    if query is None:
        return Answer((), 0, {})
    keys, total = _keys(opened().searcher(), query, limit=limit, offset=0)
    return Answer(keys, total, {})


def _keys(searcher: Searcher, query: Query, *, limit: int, offset: int) -> tuple[Sequence[tuple[str, int]], int]:
    result = searcher.search(query, limit, offset=offset)
    keys = [str(searcher.doc(address).get_first("key")) for _, address in result.hits]
    total: int = result.count  # type: ignore[attr-defined]
    return [(kind, int(number)) for kind, _, number in (key.partition(":") for key in keys)], total


def _counts(searcher: Searcher, query: Query) -> dict[str, Sequence[tuple[str, int]]]:
    asked = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in _FACETS}
    told = searcher.aggregate(query, asked)
    return {name: [(_text(each["key"]), each["doc_count"]) for each in told[name]["buckets"]] for name in _FACETS}


def _text(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)
