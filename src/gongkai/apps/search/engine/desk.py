"""The index of what officers look for on the desk, by words, in the order of the list they look at (工作台索引).

It lies apart from that of the public, so that nothing in it can be counted or found there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Order, Query

from gongkai.apps.search.bigrams import indexed, runs
from gongkai.apps.search.engine.index import Book, opened
from gongkai.apps.search.engine.queries import run_in
from gongkai.apps.search.entries import DeskEntry

_ORDERS = 3


@dataclass(frozen=True, slots=True)
class DeskWanted:
    """What is looked for (工作台检索条件): the words of each field, and of each group of ``labels`` one."""

    kind: str
    labels: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    text: str = ""
    anywhere: str = ""
    order: int = 0
    is_falling: bool = False


def find_rows(wanted: DeskWanted, *, limit: int, offset: int = 0) -> Sequence[int]:
    """Return the records that have the words as they stand, in one of their orders (工作台检索)."""
    found = opened(DESK).searcher()
    order = Order.Desc if wanted.is_falling else Order.Asc
    place = f"order_{wanted.order}"
    hits = found.search(_query(wanted), limit, False, place, offset, order).hits
    return [int(found.doc(address).get_first("row")) for _, address in hits]  # type: ignore[arg-type]


def _query(wanted: DeskWanted) -> Query:
    groups = ((f"kind:{wanted.kind}",), *wanted.labels)
    parts = [_any_of([Query.term_query(_SCHEMA, "labels", label) for label in group]) for group in groups]
    for field in ("title", "text"):
        parts += [run_in(_SCHEMA, run, field) for run in runs(getattr(wanted, field))]
    for run in runs(wanted.anywhere):
        parts.append(_any_of([run_in(_SCHEMA, run, field) for field in ("title", "text")]))
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _any_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True)
    for name in ("key", "labels"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for number in range(_ORDERS):
        builder.add_text_field(f"order_{number}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    return builder.build()


def _document(entry: DeskEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("row", entry.row)
    document.add_text("key", entry.key)
    for label in (f"kind:{entry.kind}", *entry.labels):
        document.add_text("labels", label)
    for number, order in enumerate(entry.orders):
        document.add_text(f"order_{number}", order)
    document.add_text("title", indexed(entry.title))
    document.add_text("text", indexed(entry.text))
    return document


_SCHEMA = _schema()
# To be renamed with every change of the fields: the old index is then left alone and a new one built.
DESK = Book("desk-1", _SCHEMA, _document)
