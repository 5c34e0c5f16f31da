"""The indexes on disk: opened at their last commit, each written by one at a time (索引).

One writer of an index at a time, kept by a lock of the engine that holds between threads and between programs. What is
read is always one whole commit.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from django.conf import settings

from gongkai.apps.search.bigrams import indexed
from gongkai.apps.search.entries import DeskEntry, Entry

# To be raised with every change of the fields or of how text is cut: the old index is then left alone and a new built.
_SCHEMA_VERSION = 1
_HEAP_BYTES = 30_000_000


class WriterBusyError(Exception):
    """Somebody else is writing to the index (索引正在更新)."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "agency"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("year", indexed=True, fast=True)
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    return builder.build()


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    for name in ("key", "kind", "agency"):
        document.add_text(name, getattr(entry, name))
    document.add_unsigned("year", entry.year)
    document.add_text("title", indexed(entry.title))
    document.add_text("text", indexed(entry.text))
    return document


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """One index: its directory, its fields, and what an entry becomes in it (索引册)."""

    directory: str
    schema: tantivy.Schema
    document: Callable[[Any], tantivy.Document]


SCHEMA = _schema()
PUBLIC = Book(f"version-{_SCHEMA_VERSION}", SCHEMA, _document)
_opened: dict[Path, tuple[tantivy.Index, tuple[int, int]]] = {}
_opening = Lock()


def opened(book: Book = PUBLIC) -> tantivy.Index:
    """Return an index at its last commit, empty where there is none yet (打开索引)."""
    place = _place(book)
    with _opening:
        kept = _opened.get(place)
        if kept is None or not tantivy.Index.exists(str(place)):
            place.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(book.schema, path=str(place))
            index.config_reader("manual")
            kept = (index, (0, 0))
        index, seen = kept
        now = _commit_mark(place)
        if now != seen:
            index.reload()
        _opened[place] = (index, now)
    return index


@contextmanager
def writing(book: Book = PUBLIC) -> Iterator[Writer]:
    """Hold the one writer of an index; what was written stands when the block ends well, and not at all else (写索引).

    Raises WriterBusyError where somebody else holds it.
    """
    try:
        writer = opened(book).writer(_HEAP_BYTES, 1)
    except ValueError as refusal:
        if "LockBusy" in str(refusal):
            raise WriterBusyError from refusal
        raise
    try:
        yield Writer(writer, book)
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        # Gives the lock back.
        writer.wait_merging_threads()


class Writer:
    """Puts entries into the index and takes them out (索引写入)."""

    def __init__(self, writer: tantivy.IndexWriter, book: Book) -> None:
        self._writer, self._book = writer, book

    def forget(self, keys: Iterable[str]) -> None:
        """Take entries out, by key (删除条目)."""
        for key in keys:
            self._writer.delete_documents_by_term("key", key)

    def forget_all(self) -> None:
        """Take everything out (清空)."""
        self._writer.delete_all_documents()

    def add(self, entries: Iterable[Entry | DeskEntry]) -> None:
        """Put entries in; an older one of the same key must have been taken out (写入条目)."""
        for entry in entries:
            self._writer.add_document(self._book.document(entry))


def start_afresh(book: Book = PUBLIC) -> None:
    """Throw away an index that cannot be opened (废弃损坏的索引)."""
    with _opening:
        _opened.pop(_place(book), None)
        shutil.rmtree(_place(book), ignore_errors=True)


def _place(book: Book) -> Path:
    return Path(settings.SEARCH_DIRECTORY) / book.directory


def _commit_mark(place: Path) -> tuple[int, int]:
    stood = (place / "meta.json").stat()
    return stood.st_mtime_ns, stood.st_ino
