"""Reading the log (查阅日志)."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.apps.audit.models import Entry

PAGE_ENTRIES = 50


def latest_entries(*, before: int | None = None) -> Sequence[Entry]:
    """Return up to one page and one more of entries, newest first, older than the entry ``before`` (最近操作)."""
    entries = Entry.objects.order_by("-id")
    if before is not None:
        entries = entries.filter(pk__lt=before)
    return list(entries[: PAGE_ENTRIES + 1])
