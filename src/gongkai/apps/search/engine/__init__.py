"""The engine of the search; outside this package nothing knows which it is (检索引擎)."""

from __future__ import annotations

from gongkai.apps.search.engine.finding import Answer, find, find_alike
from gongkai.apps.search.engine.index import Writer, WriterBusyError, start_afresh, writing

__all__ = ("Answer", "Writer", "WriterBusyError", "find", "find_alike", "start_afresh", "writing")
