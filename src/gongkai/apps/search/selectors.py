"""Searching what is public (检索)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.apps.search import engine
from gongkai.apps.search.engine import DeskWanted
from gongkai.apps.search.entries import Entry, public_entries, sources
from gongkai.apps.search.highlights import Stretch, excerpt, marked, shared
from gongkai.apps.search.wanted import MOST_PAGES, Wanted

PAGE_HITS = 15
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with the words marked (检索结果)."""

    entry: Entry
    label: str
    title: tuple[Stretch, ...]
    excerpt: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One value by which the results can be narrowed, and how many it leaves (分面)."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found (检索页). ``total`` counts all pages."""

    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Sequence[Facet]]
    next_page: int | None


def search(wanted: Wanted) -> Found:
    """Find the public things that have the words as they stand, best first (检索).

    The database is asked again for every hit, so that nothing withdrawn shows while the index lags behind.
    """
    answer = engine.find(wanted, limit=PAGE_HITS, offset=(wanted.page - 1) * PAGE_HITS)
    has_more = answer.total > wanted.page * PAGE_HITS and wanted.page < MOST_PAGES
    facets = {name: [_facet(name, value, count) for value, count in told] for name, told in answer.counts.items()}
    facets["year"] = sorted((f for f in facets.get("year", []) if f.value != "0"), key=lambda f: f.value, reverse=True)
    hits = [_hit(entry, wanted.words) for entry in _still_public(answer)]
    return Found(hits, answer.total, facets, wanted.page + 1 if has_more else None)


def ranked_numbers(wanted: Wanted, *, most: int) -> Sequence[int]:
    """Return the numbers of what has the words, best first, for a list that knows more filters than the index (排序).

    The index can lag behind: whoever asks looks each number up among what is public.
    """
    return [number for _, number in engine.find(wanted, limit=most, offset=0).keys]


def rows_with_words(wanted: DeskWanted, *, most: int, offset: int = 0) -> Sequence[int]:
    """Return the numbers of the records on the desk that have the words, in the order asked for (工作台检索).

    The index can lag behind: whoever asks looks each number up among what may be seen.
    """
    return engine.find_rows(wanted, limit=most, offset=offset)


def alike(text: str, *, agency: str = "") -> Sequence[Hit]:
    """Return up to five public things that share much with a description, the likest first (相近内容)."""
    answer = engine.find_alike(text, wanted=Wanted(agency=agency), limit=MOST_OFFERED)
    return [_hit(entry, shared(f"{entry.title}\n{entry.text}", text)) for entry in _still_public(answer)]


def _still_public(answer: engine.Answer) -> Sequence[Entry]:
    public = {(entry.kind, entry.number): entry for entry in public_entries(answer.keys)}
    return [public[key] for key in answer.keys if key in public]


def _hit(entry: Entry, words: str) -> Hit:
    return Hit(entry, sources()[entry.kind].label, marked(entry.title, words), excerpt(entry.text, words))


def _facet(name: str, value: str, count: int) -> Facet:
    label = sources()[value].label if name == "kind" and value in sources() else value
    return Facet(value, f"{value}年" if name == "year" else label, count)
