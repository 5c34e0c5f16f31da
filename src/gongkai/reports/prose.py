"""The running text of a document, cells of layout tables included (正文)."""

from __future__ import annotations

import re

from gongkai.documents.blocks import Carrier, Document, Grid, Paragraph, Place
from gongkai.documents.official_page import width_in_characters
from gongkai.statute.editions.shared_rows import CHAPTERS

_SHORTEST_PROSE_CELL = 60
_FEWEST_HEADINGS = 3
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,40}\]")
"""What some converters leave of a bookmark in a Word file."""
_PAGED = (Carrier.PDF, Carrier.OFD)
_FULL_LINE = 0.75
"""The share of the longest line from which on a line counts as full."""
_SENTENCE_ENDS = ("。", "！", "？", "；", "：", ":")
_OPENING = re.compile(r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.、．]")
_HEADINGS = re.compile("([一二三四五六]、(?:" + "|".join(name for names in CHAPTERS for name in names[:2]) + "))")


def prose_of(document: Document) -> tuple[Paragraph, ...]:
    """Return every paragraph in reading order, with long cells of tables as paragraphs of their own (正文).

    Some organs put the whole report into a table; a cell as long as a sentence is prose, whatever holds it.
    """
    found: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found += _headings_apart(block)
        else:
            found += _long_cells(block)
    return tuple(_lines_joined(found) if document.carrier in _PAGED else found)


def _lines_joined(lines: list[Paragraph]) -> list[Paragraph]:
    """Put the lines of a page back together to paragraphs: a full line without an end goes on in the next."""
    widths = [width_in_characters(line.text.strip()) for line in lines]
    full = _FULL_LINE * max(
        (width for line, width in zip(lines, widths, strict=True) if "\t" not in line.text), default=0
    )
    found: list[Paragraph] = []
    ends_open = False
    for line, width in zip(lines, widths, strict=True):
        text = line.text.strip()
        if ends_open and not _OPENING.match(text) and "\t" not in text:
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        else:
            found.append(line)
        ends_open = width >= full and not _ends(text)
    return found


def _ends(text: str) -> bool:
    """Tell whether nothing goes on from a line: it closes a sentence, or is a heading, or a row of columns."""
    return text.endswith(_SENTENCE_ENDS) or "\t" in text or _HEADINGS.fullmatch(text) is not None


def _headings_apart(paragraph: Paragraph) -> list[Paragraph]:
    """Cut a paragraph that holds a whole report, its line breaks lost, before and after each heading."""
    if "[bookmark" in paragraph.text:
        paragraph = paragraph._replace(text=_BOOKMARK.sub("", paragraph.text))
    pieces = _HEADINGS.split(paragraph.text)
    if len(pieces) < 2 * _FEWEST_HEADINGS:
        return [paragraph]
    return [Paragraph(piece, paragraph.place) for piece in pieces if piece.strip()]


def _long_cells(grid: Grid) -> list[Paragraph]:
    found = []
    for number, row in enumerate(grid.rows, start=1):
        for column, text in enumerate(row, start=1):
            if text and len(text) >= _SHORTEST_PROSE_CELL and "。" in text:
                place = Place(grid.place.page, grid.place.sheet, None, grid.place.table, number, column)
                found += [Paragraph(line, place) for line in text.split("\n") if line.strip()]
    return found
