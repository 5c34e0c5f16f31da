"""Write a report as a Word document in the official form (输出 Word 文档)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from gongkai.documents import word_package as word
from gongkai.documents.official_page import DATE_INDENT, signature_indents
from gongkai.reports.model import Report
from gongkai.reports.writers import word_parts
from gongkai.reports.writers.outline import (
    Outline,
    Part,
    heading_split,
    outline,
    outline_for_signing,
    printable,
    title_lines,
)
from gongkai.reports.writers.printed import PrintedCell, PrintedTable
from gongkai.reports.writers.table_measures import PADDING, TABLE_POINTS, WIDTHS, points_of, width_of

_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDING = "".join(
    f'<w:{edge} w:w="{twips}" w:type="dxa"/>'
    for edge, twips in (("top", 28), ("left", PADDING), ("bottom", 28), ("right", PADDING))
)
_SIGNS: Mapping[str, str] = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_ROW_HEIGHT = '<w:trHeight w:val="360" w:hRule="atLeast"/>'


def write(report: Report) -> bytes:
    """Return the report as a .docx: title, preface, six chapters, the tables in their chapters (输出 Word 文档).

    The same report gives the same bytes. A blank figure is an empty cell; a table that was not recovered is said to
    be absent.
    """
    return _packed(report, outline(report), headers=())


def write_draft(report: Report, *, mark: str) -> bytes:
    """Return the report as a .docx that bears ``mark`` at the head of every page, for signing (输出送签稿)."""
    header = word_parts.marked_header(printable(mark))
    return _packed(report, outline_for_signing(report), headers=(header, header))


def _packed(report: Report, plan: Outline, *, headers: tuple[str, ...]) -> bytes:
    creator = printable(report.agency or "")
    return word_parts.packed("".join(_body(plan)), title=plan.title, creator=creator, headers=headers)


def _body(plan: Outline) -> Iterator[str]:
    yield _paragraph(_run("\n".join(title_lines(plan.title))), style="Title")
    yield from map(_prose, plan.preface)
    for part in plan.parts:
        yield from _part(part)
    yield from _signature(plan.signature)


def _part(part: Part) -> Iterator[str]:
    yield _paragraph(_run(part.heading), style="Heading1")
    yield from map(_prose, part.paragraphs)
    if part.table is not None:
        yield _table(part.table)
        # Word joins two tables that touch, and wants a paragraph after the last one.
        yield _paragraph("", style="TableEnd")


def _signature(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield the organ over the date, two lines below the text, where the seal has room (署名和成文日期)."""
    if not lines:
        return
    organ, day = lines[0], lines[-1]
    indents = signature_indents(organ, day) if organ is not day else (DATE_INDENT,)
    for place, (line, indent) in enumerate(zip(lines, indents, strict=True)):
        before = 0 if place else 2 * word.PITCH
        space = f'<w:spacing w:before="{before}" w:line="{word.PITCH}" w:lineRule="exact"/>'
        kept = "" if line is day else "<w:keepNext/>"
        yield f"<w:p><w:pPr>{kept}{space}{word.from_right(indent)}</w:pPr>{_run(line)}</w:p>"


def _prose(text: str) -> str:
    heading, rest = heading_split(text)
    if heading and not rest:
        return _paragraph(_run(heading), style="Heading2")
    return _paragraph(_run(heading, style="LevelTwo") + _run(rest))


def _paragraph(runs: str, *, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{runs}</w:p>"


def _run(text: str, *, style: str = "") -> str:
    if not text:
        return ""
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    signs = "".join(_SIGNS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _cut(text))
    return f"<w:r>{named}{signs}</w:r>"


def _cut(text: str) -> list[str]:
    return [piece for piece in re.split("([\t\n])", text) if piece]


def _table(table: PrintedTable) -> str:
    widths = WIDTHS[table.key]
    rows = "".join(_row(table, number, covering, widths) for number, covering in enumerate(table.matrix()))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_PADDING}</w:tblCellMar>'
        f'<w:tblCaption w:val="{table.caption}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(table: PrintedTable, number: int, covering: tuple[PrintedCell, ...], widths: tuple[int, ...]) -> str:
    # A row of Word lists the cells that begin in it and those that reach down into it.
    cells = dict.fromkeys(covering)
    repeated = "<w:tblHeader/>" if number < table.header_rows else ""
    written = "".join(_cell(cell, number, widths) for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{_ROW_HEIGHT}{repeated}</w:trPr>{written}</w:tr>"


def _cell(cell: PrintedCell, row: int, widths: tuple[int, ...]) -> str:
    width = width_of(cell, widths)
    begins = row == cell.row
    across = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    down = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if cell.rowspan > 1 else ""
    content = _paragraph(_sized(cell, points_of(cell, widths)) if begins else "", style=_cell_style(cell))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _sized(cell: PrintedCell, points: float) -> str:
    if points == TABLE_POINTS:
        return _run(cell.text)
    size = f'<w:sz w:val="{round(2 * points)}"/><w:szCs w:val="{round(2 * points)}"/>'
    return f"<w:r><w:rPr>{size}</w:rPr><w:t>{escape(cell.text)}</w:t></w:r>"


def _cell_style(cell: PrintedCell) -> str:
    if cell.path is not None:
        return "TableFigure"
    return "TableRowLabel" if cell.scope == "row" else "TableLabel"
