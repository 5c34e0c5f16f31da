"""What somebody looks for, as a query of the index (检索式)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil

from tantivy import Occur, Query, Schema

from gongkai.apps.search.bigrams import pairs, runs
from gongkai.apps.search.engine.index import SCHEMA
from gongkai.apps.search.wanted import Wanted

_MOST_TERMS = 60
_TITLE_WEIGHT = 4.0
# Of the pairs of a description, so many must stand in what is offered for it.
_LIKENESS = 0.4


def exact(wanted: Wanted) -> Query:
    """Return the query for everything that has each run of the words as it stands (精确检索式)."""
    said = list(runs(wanted.words))
    parts = [_either(*_in_both(partial(run_in, SCHEMA, run))) for run in said] or [Query.all_query()]
    return _all_of([*parts, *_limits(wanted)])


def alike(text: str, wanted: Wanted) -> Query | None:
    """Return the query for what shares much with a longer text; None where that has no words (相近检索式)."""
    terms = list(dict.fromkeys(pair for run in runs(text) for pair in pairs(run) if len(pair) > 1))[:_MOST_TERMS]
    if not terms:
        return None
    shared = Query.boolean_query(
        [(Occur.Should, _either(*_in_both(partial(_term, term)))) for term in terms],
        minimum_number_should_match=ceil(len(terms) * _LIKENESS),
    )
    return _all_of([shared, *_limits(wanted)])


def run_in(schema: Schema, run: str, field: str) -> Query:
    """Return the query for a run of characters as it stands in a field (字段检索式)."""
    if len(run) == 1:
        # Every character begins a pair, or stands alone at the end of its run.
        return Query.regex_query(schema, field, f"{run}.?")
    terms = pairs(run)
    if len(terms) == 1:
        return Query.term_query(schema, field, terms[0])
    return Query.phrase_query(schema, field, list(terms))


def _limits(wanted: Wanted) -> list[Query]:
    told = [("kind", wanted.kind), ("agency", wanted.agency), ("year", wanted.year)]
    return [Query.const_score_query(Query.term_query(SCHEMA, name, value), 0.0) for name, value in told if value]


def _in_both(query: Callable[[str], Query]) -> tuple[Query, Query]:
    return Query.boost_query(query("title"), _TITLE_WEIGHT), query("text")


def _term(term: str, field: str) -> Query:
    return Query.term_query(SCHEMA, field, term)


def _either(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
