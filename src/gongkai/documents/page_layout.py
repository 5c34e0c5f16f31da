"""Pages of positioned text and ruling lines become blocks in reading order (版面还原).

Pure geometry, shared by every carrier that has pages. Ruled tables become grids, joined over page ends; everything
else becomes one paragraph a line, with tabs where columns part; page numbers and running heads are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.documents import page_furniture as furnishing
from gongkai.documents import page_joining as joining
from gongkai.documents.blocks import Block, Paragraph, Place
from gongkai.documents.page_fragments import Fragment, fragment
from gongkai.documents.page_lattice import lattices
from gongkai.documents.page_marks import PageMarks, Piece
from gongkai.documents.page_text import Line, flow_text, visual_lines


class _Item(NamedTuple):
    """A line or a table fragment in the order of its page."""

    top: float
    height: float
    content: Line | Fragment


@dataclass(frozen=True, slots=True)
class _Laid:
    page: int
    items: tuple[_Item, ...]


def arrange(pages: Iterable[PageMarks]) -> tuple[Block, ...]:
    """Return the paragraphs and tables of pages, in reading order (还原版面)."""
    laid = [_lay_out(page) for page in pages]
    blocks: list[Block] = []
    tables = 0
    for content in _joined(_without_furniture(laid)):
        if isinstance(content, Paragraph):
            blocks.append(content)
        elif content.frame:
            blocks.extend(_unframed(content))
        else:
            tables += 1
            blocks.append(joining.grid(content, number=tables))
    return tuple(blocks)


def _lay_out(page: PageMarks) -> _Laid:
    found = lattices(page.ruling)
    inside: list[list[Piece]] = [[] for _ in found]
    outside: list[Piece] = []
    for piece in page.pieces:
        x, y = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
        for lattice, own in zip(found, inside, strict=True):
            if lattice.holds(x, y):
                own.append(piece)
                break
        else:
            outside.append(piece)
    items = [
        _Item(lattice.ys[0], lattice.ys[0] / page.height, fragment(lattice, own, page=page))
        for lattice, own in zip(found, inside, strict=True)
        if own
    ]
    items.extend(_Item(line.top, (line.top + line.bottom) / 2 / page.height, line) for line in visual_lines(outside))
    return _Laid(page.number, tuple(sorted(items, key=lambda item: item.top)))


def _without_furniture(laid: Sequence[_Laid]) -> Iterator[tuple[int, Line | Fragment]]:
    edges = {sheet: tuple(_outermost(sheet, page.items)) for sheet, page in enumerate(laid, start=1)}
    dropped = furnishing.furniture(edges)
    for sheet, page in enumerate(laid, start=1):
        for index, item in enumerate(page.items):
            if (sheet, index) not in dropped:
                yield page.page, item.content


def _outermost(sheet: int, items: Sequence[_Item]) -> Iterator[furnishing.Outermost]:
    """Yield the lines at the top and at the bottom of a page, up to the first table from each end."""
    chosen: set[int] = set()
    for order in (range(len(items)), range(len(items) - 1, -1, -1)):
        for index in list(order)[: furnishing.MOST_LINES]:
            if isinstance(items[index].content, Fragment):
                break
            chosen.add(index)
    for index in sorted(chosen):
        item = items[index]
        if isinstance(item.content, Line):
            yield furnishing.Outermost(sheet, index, flow_text(item.content), item.height)


def _joined(contents: Iterable[tuple[int, Line | Fragment]]) -> Iterator[Paragraph | joining.Table]:
    """Join a fragment to the table that ends right before it on the page before."""
    table: joining.Table | None = None
    for page, content in contents:
        if isinstance(content, Fragment):
            follows = table is not None and table.fragments[-1].page != page
            if follows and table is not None and joining.extend(table, content):
                continue
            if table is not None:
                yield table
            table = joining.begin(content)
            continue
        if table is not None:
            yield table
            table = None
        yield Paragraph(flow_text(content), Place(page=page))
    if table is not None:
        yield table


def _unframed(table: joining.Table) -> Iterator[Paragraph]:
    """Yield the lines of a single box as paragraphs: a frame around text is no table."""
    place = Place(page=table.pages[0])
    for slot in table.slots:
        yield from (Paragraph(text, place) for text in slot.text.split("\n") if text)
