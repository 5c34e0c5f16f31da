"""Write a report as a Word document in the official form (输出 Word 文档)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from gongkai.documents.packing import pack
from gongkai.reports.model import Report
from gongkai.reports.writers import word_parts
from gongkai.reports.writers.outline import Outline, Part, heading_split, outline, printable
from gongkai.reports.writers.printed import PrintedCell, PrintedTable

_WIDTHS: Mapping[str, tuple[int, ...]] = {
    "proactive": (2844, 2000, 2000, 2000),
    "applications": (480, 900, 2704, *[680] * 7),
    "remedies": (589,) * 15,
}
"""Column widths in twips; the text is 8844 twips (156 mm) wide."""

_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDING = "".join(
    f'<w:{edge} w:w="{twips}" w:type="dxa"/>'
    for edge, twips in (("top", 28), ("left", 28), ("bottom", 28), ("right", 28))
)
_ROW_HEIGHT = '<w:trHeight w:val="360" w:hRule="atLeast"/>'
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>'
    "<dc:language>zh-CN</dc:language></cp:coreProperties>"
)


def write(report: Report) -> bytes:
    """Return the report as a .docx: title, preface, six chapters, the tables in their chapters (输出 Word 文档).

    The same report gives the same bytes. A blank figure is an empty cell; a table that was not recovered is said to
    be absent.
    """
    plan = outline(report)
    core = _CORE.format(title=escape(plan.title), creator=escape(printable(report.agency or "")))
    parts = {
        "[Content_Types].xml": word_parts.CONTENT_TYPES,
        "_rels/.rels": word_parts.PACKAGE_LINKS,
        "docProps/core.xml": core,
        "word/document.xml": _document(plan),
        "word/_rels/document.xml.rels": word_parts.DOCUMENT_LINKS,
        "word/styles.xml": word_parts.STYLES,
        "word/fontTable.xml": word_parts.FONT_TABLE,
        "word/settings.xml": word_parts.SETTINGS,
        "word/footer1.xml": word_parts.ODD_FOOTER,
        "word/footer2.xml": word_parts.EVEN_FOOTER,
    }
    return pack({name: text.encode() for name, text in parts.items()})


def _document(plan: Outline) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{word_parts.MAIN}" xmlns:r="{word_parts.RELATIONS}"><w:body>'
        f"{''.join(_body(plan))}{word_parts.PAGE}</w:body></w:document>"
    )


def _body(plan: Outline) -> Iterator[str]:
    yield _paragraph(_run(plan.title), style="Title")
    yield from map(_prose, plan.preface)
    for part in plan.parts:
        yield from _part(part)
    for line in plan.signature:
        yield _paragraph(_run(line), style="Signature")


def _part(part: Part) -> Iterator[str]:
    yield _paragraph(_run(part.heading), style="Heading1")
    yield from map(_prose, part.paragraphs)
    if part.table is not None:
        yield _table(part.table)
        # Word joins two tables that touch, and wants a paragraph after the last one.
        yield _paragraph("")


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
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{named}{'<w:tab/>'.join(pieces)}</w:r>"


def _table(table: PrintedTable) -> str:
    widths = _WIDTHS[table.key]
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
    width = sum(widths[cell.column : cell.column + cell.colspan])
    begins = row == cell.row
    across = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    down = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if cell.rowspan > 1 else ""
    content = _paragraph(_run(cell.text) if begins else "", style=_cell_style(cell))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _cell_style(cell: PrintedCell) -> str:
    if cell.path is not None:
        return "TableFigure"
    return "TableRowLabel" if cell.scope == "row" else "TableLabel"
