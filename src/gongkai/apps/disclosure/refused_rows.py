"""The lines of a register that were not taken, to be mended and sent again (未收录的行)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.apps.disclosure.models import DecisionImport

_CHUNK = 2000
# A spreadsheet takes a cell that opens so for a formula.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def refused_lines(batch: DecisionImport) -> Iterator[Sequence[str]]:
    """Yield the header and each refused line as it was, its number and the reason behind it (未收录的行)."""
    yield [*batch.header, "行号", "未收录的原因"]
    width = len(batch.header)
    for row in batch.refused_rows.order_by("line").iterator(chunk_size=_CHUNK):
        cells = [*row.cells, *[""] * width][:width]
        yield [*map(_harmless, cells), str(row.line), row.reason]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTIVE) else cell
