"""The lines of a register that were not taken, to be mended and sent again (未收录的行)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.apps.disclosure.models import DecisionImport
from gongkai.reports.writers.csv import disarmed

_CHUNK = 2000


def refused_lines(batch: DecisionImport) -> Iterator[Sequence[str]]:
    """Yield the header and each refused line as it was, its number and the reason behind it (未收录的行)."""
    yield [*batch.header, "行号", "未收录的原因"]
    width = len(batch.header)
    for row in batch.refused_rows.order_by("line").iterator(chunk_size=_CHUNK):
        cells = [*row.cells, *[""] * width][:width]
        yield [*map(disarmed, cells), str(row.line), row.reason]
