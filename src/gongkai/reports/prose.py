"""The running text of a document, cells of layout tables included (正文)."""

from __future__ import annotations

from gongkai.documents.blocks import Document, Grid, Paragraph, Place

_SHORTEST_PROSE_CELL = 60


def prose_of(document: Document) -> tuple[Paragraph, ...]:
    """Return every paragraph in reading order, with long cells of tables as paragraphs of their own (正文).

    Some organs put the whole report into a table; a cell as long as a sentence is prose, whatever holds it.
    """
    found: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += _long_cells(block)
    return tuple(found)


def _long_cells(grid: Grid) -> list[Paragraph]:
    found = []
    for number, row in enumerate(grid.rows, start=1):
        for column, text in enumerate(row, start=1):
            if text and len(text) >= _SHORTEST_PROSE_CELL and "。" in text:
                place = Place(grid.place.page, grid.place.sheet, None, grid.place.table, number, column)
                found += [Paragraph(line, place) for line in text.split("\n") if line.strip()]
    return found
