"""Read a Word document (.docx, .docm, .dotx; transitional or strict) into blocks (读取 Word 文档).

What Word does not print is cut out of the tree. One pass inside lxml then writes the rest as a string in which control
characters, which XML admits in no text, stand for the beginning of each table, row, cell and paragraph; splitting that
string gives paragraphs and cells without a call of Python for each element.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree

from gongkai.documents import limits
from gongkai.documents.archives import Archive, open_archive, parse_xml
from gongkai.documents.blocks import Block, Carrier, Document, Grid, Paragraph, Place, Row
from gongkai.documents.problems import DocumentError

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_MAIN = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = f"{{{_MAIN}}}"
_TEXT, _PARAGRAPH, _TABLE = f"{_W}t", f"{_W}p", f"{_W}tbl"
_TAB, _SYMBOL, _BOX = f"{_W}tab", f"{_W}sym", f"{_W}txbxContent"
_TABLE_END = f"{_W}tblEnd"
_VALUE, _CHARACTER = f"{_W}val", f"{_W}char"
_RELATIONSHIPS = "_rels/.rels"
_DEFAULT_PART = "word/document.xml"

_BEGIN, _END, _ROW, _CELL, _LEAD, _BREAK, _PROPERTY = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06", "\x07"
_MARKS = {
    _TABLE: _BEGIN,
    _TABLE_END: _END,
    f"{_W}tr": _ROW,
    f"{_W}tc": _CELL,
    _PARAGRAPH: _LEAD,
    f"{_W}br": _BREAK,
    f"{_W}cr": _BREAK,
    f"{_W}ptab": "\t",
    f"{_W}noBreakHyphen": "-",
}
_SPANS = {f"{_W}{name}": name for name in ("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter")}
_READ = (_TEXT, *_MARKS, _TAB, _SYMBOL, *_SPANS)

_CUT = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    *(f"{_W}{name}" for name in ("del", "moveFrom", "tcPrChange", "trPrChange", "rt")),
)
_HIDDEN = etree.XPath(
    "//w:tr[w:trPr/w:del] | //w:tc[w:tcPr/w:cellDel] | "
    "//w:r[w:rPr/w:vanish[not(@w:val) or not(contains('|0|false|off|', concat('|', @w:val, '|')))]] | "
    # In a cell, struck out figures do not count, and a raised figure is the number of a note.
    "//w:tc//w:r[w:rPr/w:vertAlign[@w:val='superscript']] | "
    "//w:tc//w:r[w:rPr/*[self::w:strike or self::w:dstrike]"
    "[not(@w:val) or not(contains('|0|false|off|', concat('|', @w:val, '|')))]]",
    namespaces={"w": _MAIN},
)
_NOTABLE = (_TABLE, *_CUT, _BOX, f"{_W}vanish", f"{_W}cellDel", f"{_W}strike", f"{_W}dstrike", f"{_W}vertAlign")

_LEAF_TABLE = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_LAYOUT = re.compile(f"[{_BEGIN}-{_CELL}][^{_LEAD}]*")
_MAX_SPAN = 1_000

_NOT_WORD = "这个文件里没有 Word 正文，可能不是 Word 文档。请确认文件类型，或用 Word、WPS 打开后另存为 docx 再试。"
_TOO_LARGE = "文档的文字或表格过多，超出可读取的范围。请拆分文件，或只保留年度报告部分后再试。"


def read(content: bytes) -> Document:
    """Read a Word document into paragraphs and grids in reading order (读取 Word 文档).

    A paragraph without visible text yields no block; in a table that holds another table, only the innermost is a
    grid. Raises DocumentError when the container or its document part is missing, broken, encrypted or too large.
    """
    body = parse_xml(_document_part(open_archive(content))).find(f"{_W}body")
    if body is None:
        raise DocumentError("file.unsupported", _NOT_WORD)
    _prepare(body)
    written = _write(body)
    if len(written) > limits.MAX_TEXT_CHARACTERS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    return Document(Carrier.DOCX, tuple(_blocks(written)))


def _document_part(archive: Archive) -> bytes:
    name = _DEFAULT_PART
    if _RELATIONSHIPS in archive.names:
        for relationship in parse_xml(archive.read(_RELATIONSHIPS)):
            if relationship.get("Type", "").endswith("/officeDocument"):
                name = posixpath.normpath(relationship.get("Target", "").lstrip("/"))
    if name not in archive.names:
        raise DocumentError("file.unsupported", _NOT_WORD)
    part = archive.read(name)
    # The strict variant names the same elements in another namespace, declared at the root.
    return part.replace(_STRICT_MAIN, _MAIN.encode()) if _STRICT_MAIN in part[:8192] else part


def _prepare(body: etree._Element) -> None:
    """Cut what is not printed, move text boxes behind their paragraph, and mark where each table ends (整理)."""
    notable = list(body.iter(*_NOTABLE))
    if any(element.tag != _TABLE for element in notable):
        for hidden in cast("list[etree._Element]", _HIDDEN(body)):
            cast("etree._Element", hidden.getparent()).remove(hidden)
        etree.strip_elements(body, *_CUT, with_tail=False)
        _move_boxes(body)
        notable = list(body.iter(_TABLE))
    for table in notable:
        table.addnext(etree.Element(_TABLE_END))


def _move_boxes(body: etree._Element) -> None:
    for box in reversed(list(body.iter(_BOX))):
        host = next(box.iterancestors(_PARAGRAPH), None)
        if host is not None:
            for block in reversed(box):
                host.addnext(block)


def _write(body: etree._Element) -> str:
    """Return the text of the body with its structure as control characters (带标记的文本)."""
    fixed = _MARKS.get
    return "".join(
        [
            (element.text or "") if (tag := element.tag) == _TEXT else (fixed(tag) or _mark(element))
            for element in body.iter(*_READ)
        ]
    )


def _mark(element: etree._Element) -> str:
    """Return what an element adds to the string that depends on its attributes (标记)."""
    tag = element.tag
    if tag == _TAB:
        # A tab stop of the paragraph's format has a value; a tab that was typed has none.
        return "\t" if element.get(_VALUE) is None else ""
    if tag == _SYMBOL:
        return _symbol(element.get(_CHARACTER, ""))
    return f"{_PROPERTY}{_SPANS[tag]}={element.get(_VALUE, '')}{_PROPERTY}"


def _symbol(code: str) -> str:
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() or 0xE000 <= ord(character) <= 0xF8FF else ""


def _blocks(written: str) -> Iterator[Block]:
    """Split the string into the paragraphs outside tables and the innermost tables (切分文本块)."""
    tables = _Tables()
    # A line break in the XML source is only a space to Word; the breaks it prints are marks by now.
    pieces = _LEAF_TABLE.split(written.replace("\n", " ").replace("\r", " "))
    for index, piece in enumerate(pieces):
        if index % 2:
            yield tables.grid(piece)
        else:
            flow = _LAYOUT.sub("", piece).replace(_BREAK, _LEAD)
            yield from (Paragraph(text) for text in flow.split(_LEAD) if text and not text.isspace())


class _Cell(NamedTuple):
    """How far a cell reaches: columns to the right, and whether it joins the one above or before it (单元格跨度)."""

    columns: int
    merged_down: str | None
    joins_left: bool


class _Tables:
    """Turns the strings of tables into grids, counting tables and the cells of the whole document (表格)."""

    __slots__ = ("_cells_left", "_number")

    def __init__(self) -> None:
        self._cells_left = limits.MAX_CELLS
        self._number = 0

    def grid(self, written: str) -> Grid:
        """Return the table with its spans expanded; raises DocumentError where the spans are absurd (展开表格)."""
        self._number += 1
        plain = written.replace(_CELL + _LEAD, _CELL).replace(_PROPERTY + _LEAD, _PROPERTY)
        plain = plain.replace(_LEAD, "\n").replace(_BREAK, "\n")
        rows: list[Row] = []
        above: dict[int, int] = {}
        for line in plain.split(_ROW)[1:]:
            cells = line.split(_CELL)
            if _PROPERTY not in line:
                self._take(len(cells))
                above = {}
                rows.append(tuple([text.strip() for text in cells[1:]]))
            else:
                row, above = self._merged_row(cells, above)
                rows.append(row)
        return Grid(tuple(rows), place=Place(table=self._number))

    def _merged_row(self, cells: list[str], above: dict[int, int]) -> tuple[Row, dict[int, int]]:
        """Return the row, and the columns and widths of the cells that the next row may continue (展开一行)."""
        before, after = _skipped(cells[0])
        row: list[str | None] = [""] * before
        below: dict[int, int] = {}
        for cell in cells[1:]:
            if _PROPERTY not in cell:
                row.append(cell.strip())
                continue
            properties, _, text = cell.rpartition(_PROPERTY)
            columns, merged_down, joins_left = _cell(properties)
            self._take(columns)
            at = len(row)
            text = text.strip()
            # Editors differ on a merge that changes its width; only a blank cell can be part of it without loss.
            continues = merged_down == "continue" and at in above and (above[at] == columns or not text)
            row.append(None if continues or (joins_left and at > before) else text)
            if columns > 1:
                row.extend([None] * (columns - 1))
            if merged_down:
                below[at] = columns
        self._take(before + len(cells) + after)
        return (*row, *[""] * after), below

    def _take(self, cells: int) -> None:
        self._cells_left -= cells
        if self._cells_left < 0:
            raise DocumentError("file.too_large", _TOO_LARGE)


@lru_cache(maxsize=256)
def _cell(properties: str) -> _Cell:
    """Read the span properties of one cell, which hardly vary in a document (单元格属性)."""
    values = _values(properties)
    merged = values.get("vMerge")
    left = values.get("hMerge", "restart")
    return _Cell(
        columns=max(1, _columns(values.get("gridSpan", ""))),
        merged_down=None if merged is None else ("restart" if merged == "restart" else "continue"),
        joins_left=left != "restart",
    )


def _skipped(properties: str) -> tuple[int, int]:
    """Return how many grid columns a row leaves out before its first and after its last cell (行首行尾空列)."""
    values = _values(properties)
    return _columns(values.get("gridBefore", "")), _columns(values.get("gridAfter", ""))


def _values(properties: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition("=") for part in properties.split(_PROPERTY)) if name}


def _columns(value: str) -> int:
    return min(int(value), _MAX_SPAN) if value.isdecimal() and len(value) < 10 else 0
