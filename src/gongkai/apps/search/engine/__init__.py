"""The engine of the search; outside this package nothing knows which it is (检索引擎)."""

from __future__ import annotations

from gongkai.apps.search.engine.desk import DESK, DeskWanted, find_rows
from gongkai.apps.search.engine.finding import Answer, find, find_alike
from gongkai.apps.search.engine.index import PUBLIC, Book, Writer, WriterBusyError, start_afresh, writing

__all__ = (
    "DESK",
    "PUBLIC",
    "Answer",
    "Book",
    "DeskWanted",
    "Writer",
    "WriterBusyError",
    "find",
    "find_alike",
    "find_rows",
    "start_afresh",
    "writing",
)
