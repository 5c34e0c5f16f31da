"""Read a web page into paragraphs and grids (读取网页).

lexbor parses and repairs the page. Tables of data are read cell by cell and taken out of the tree; what is left is
walked once as prose. Tables that only lay the page out are prose like any other block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.documents import limits
from gongkai.documents.blocks import Block, Carrier, Document, Grid, Paragraph, Place, Row
from gongkai.documents.problems import DocumentError

_Span: TypeAlias = tuple[int, int]
_Cell: TypeAlias = "tuple[str, _Span | None]"
_Marked: TypeAlias = tuple[int, LexborNode]

_BLOCK_NAMES = re.findall(
    r"\w+",
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre "
    "search section summary table tbody td tfoot th thead tr ul",
)
_UNREAD_NAMES = ("script", "style", "noscript", "template", "title", "iframe", "noframes")


def _tag_ids(names: Iterable[str]) -> frozenset[int]:
    """Return lexbor's numbers for elements, which are far cheaper to compare than names (标签编号)."""
    parser = LexborHTMLParser("")
    return frozenset(parser.create_node(name).tag_id for name in names)


_BLOCKS, _UNREAD = _tag_ids(_BLOCK_NAMES), _tag_ids(_UNREAD_NAMES)
_CELLS, _GROUPS = _tag_ids(("td", "th")), _tag_ids(("thead", "tbody", "tfoot"))
(_TABLE,), (_ROW,), (_CAPTION,) = _tag_ids(("table",)), _tag_ids(("tr",)), _tag_ids(("caption",))
(_BREAK,), (_PARAGRAPH,), (_PREFORMATTED,) = _tag_ids(("br",)), _tag_ids(("p",)), _tag_ids(("pre",))
_BLOCKS_AND_BREAK = _BLOCKS | {_BREAK}
(_NOSCRIPT,) = _tag_ids(("noscript",))
_NOTABLE = _CELLS | _GROUPS | _UNREAD | {_TABLE, _ROW, _CAPTION, _BREAK, _PREFORMATTED}

_TABLE_MARK = "\x04"
_END_OF_BLOCK = "\x05"
_BETWEEN_NODES = "\x06"
_FOLDED_LINE = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\uffef])")
"""A line end of the source between two Chinese characters, which is no space on the page."""
_INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)

_MAX_COLUMN_SPAN = 1_000
_MAX_ROW_SPAN = 65_534
_LAYOUT_CELLS = 12
"""A table of figures has more cells than this, or no cell of prose."""
_PROSE_CHARACTERS = 200

_TAGS_WITHOUT_QUESTION = 8_000
_MAX_TAGS = 400_000
_MAX_OPEN_ELEMENTS = 500
"""lexbor bears any depth, but looks through all open elements at each block; browsers stop at 512 as well."""
_TAG = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))|<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<(/?)([a-z][^\s/>]*)",
    re.IGNORECASE | re.DOTALL,
)
_NEVER_DEEP = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th tbody thead "
    b"tfoot colgroup rt rp".split()
)

_DECLARED = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION_WITHIN = 4_096
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}

_TOO_LARGE = "网页过大，超出可读取的范围。请只保存年度报告所在的页面后再试。"
_NESTING = "网页的标签嵌套过深，可能是恶意文件，不予读取。请核实网页来源。"


def read(content: bytes) -> Document:
    """Read a web page into paragraphs and grids in reading order (读取网页).

    The charset is the byte order mark's, UTF-8 where the bytes are, else the one declared, else GB18030. Raises
    DocumentError for a page that is too large or nested beyond what any browser shows.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        raise DocumentError("file.too_large", _TOO_LARGE)
    blocks = _read_utf8(_as_utf8(content))
    return Document(Carrier.HTML, blocks)


def _as_utf8(content: bytes) -> bytes:
    """Return the page in UTF-8 without a byte order mark (统一编码)."""
    for mark, charset in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _transcoded(content[len(mark) :], charset)
    if content[:1] == b"\0" or content[1:2] == b"\0":
        return _transcoded(content, "utf-16-be" if content[:1] == b"\0" else "utf-16-le")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:_DECLARATION_WITHIN])
        return _transcoded(content, _charset(declared.group(1).decode("ascii")) if declared else "gb18030")
    return content


def _charset(declared: str) -> str:
    charset = _CHINESE.get(declared.lower(), declared)
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        return "gb18030"
    # Bytes that are no UTF-8 cannot be what they were declared to be.
    return "gb18030" if charset.lower().startswith("utf-") else charset


def _transcoded(content: bytes, charset: str) -> bytes:
    return content.decode(charset, errors="replace").encode("utf-8")


def _read_utf8(content: bytes) -> tuple[Block, ...]:
    _refuse_depth(content)
    body = LexborHTMLParser(content).body
    if body is None:
        return ()
    _drop_hidden(body, content)
    notable = _drop_unread(body, _notable(body))
    grids = _grids(body, notable)
    blocks: list[Block] = []
    for line in _lines(body):
        if line.startswith(_TABLE_MARK):
            blocks.extend(grids.get(line, ()))
        elif text := _collapsed(line):
            blocks.append(Paragraph(text))
    if len(content) > limits.MAX_TEXT_CHARACTERS:
        _refuse_length(blocks)
    return tuple(blocks)


def _refuse_depth(content: bytes) -> None:
    """Refuse a page that opens far more elements than it closes, before lexbor sees it (嵌套检查)."""
    tags = content.count(b"<")
    if tags <= _TAGS_WITHOUT_QUESTION:
        return
    if tags > _MAX_TAGS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    unclosed: Counter[bytes] = Counter()
    depth = 0
    for closing, name in _TAG.findall(content):
        if not name or (element := name.lower()) in _NEVER_DEEP:
            continue
        if not closing:
            unclosed[element] += 1
            depth += 1
        elif unclosed[element]:
            unclosed[element] -= 1
            depth -= 1
        if depth > _MAX_OPEN_ELEMENTS:
            raise DocumentError("file.hostile", _NESTING)


def _refuse_length(blocks: Iterable[Block]) -> None:
    length = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            length += len(block.text)
        else:
            length += sum(len(text) for row in block.rows for text in row if text)
    if length > limits.MAX_TEXT_CHARACTERS:
        raise DocumentError("file.too_large", _TOO_LARGE)


def _notable(root: LexborNode) -> list[_Marked]:
    return [(tag, node) for node in root.traverse() if (tag := node.tag_id) in _NOTABLE]


def _drop_hidden(body: LexborNode, content: bytes) -> None:
    """Take out what the page itself hides (隐藏内容)."""
    hidden = body.css("[hidden]") if b"hidden" in content else []
    if b"display" in content or b"DISPLAY" in content:
        styled = body.css("[style*='none' i]")
        hidden += [node for node in styled if _INVISIBLE.search(node.attributes["style"] or "")]
    for node in hidden:
        if node.mem_id != body.mem_id:
            node.replace_with("")


def _drop_unread(body: LexborNode, notable: list[_Marked]) -> list[_Marked]:
    """Take out scripts and the like, lay out preformatted lines, and return what is notable now (脚本等)."""
    dropped = [(tag, node) for tag, node in notable if tag in _UNREAD]
    for _, node in dropped:
        node.replace_with("")
    if any(tag == _NOSCRIPT for tag, _ in dropped):
        notable = _notable(body)
    for tag, node in notable:
        if tag == _PREFORMATTED and node.css_first("table, p, div") is None:
            _lay_out_lines(node)
    return notable


def _lay_out_lines(preformatted: LexborNode) -> None:
    for line_break in preformatted.css("br"):
        line_break.insert_before("\n")
    preformatted.insert_before(_END_OF_BLOCK)
    for line in preformatted.text().splitlines():
        preformatted.insert_before(line)
        preformatted.insert_before(_END_OF_BLOCK)
    preformatted.replace_with("")


def _lines(root: LexborNode) -> list[str]:
    """Return the text below ``root`` by block; lines may be blank (文本行).

    A mark is put into the tree at both ends of each block, so that one call reads everything.
    """
    nodes = root.traverse()
    next(nodes)
    blocks = [(tag, node) for node in nodes if (tag := node.tag_id) in _BLOCKS_AND_BREAK]
    for tag, node in blocks:
        node.insert_before(_END_OF_BLOCK)
        if tag != _BREAK:
            node.insert_after(_END_OF_BLOCK)
    text: str = root.text()
    return text.split(_END_OF_BLOCK)


def _collapsed(text: str) -> str:
    """Return the text as a page shows it: one space for any white space, none at its ends (合并空白)."""
    stripped = text.strip()
    return " ".join((_FOLDED_LINE.sub("", stripped) if "\n" in stripped else stripped).split())


def _grids(body: LexborNode, notable: Sequence[_Marked]) -> dict[str, tuple[Block, ...]]:
    """Read the innermost tables that hold data and leave a mark of each in the tree (数据表格)."""
    starts = [index for index, (tag, _) in enumerate(notable) if tag == _TABLE]
    if not starts:
        return {}
    outer = _tables_around_tables([notable[start][1] for start in starts])
    reader = _Tables(body, notable)
    grids: dict[str, tuple[Block, ...]] = {}
    for start, end in zip(starts, (*starts[1:], len(notable)), strict=True):
        table = notable[start][1]
        if table.mem_id in outer:
            continue
        # Beside nested tables, cells of the outer one may follow in the list.
        blocks = reader.blocks(table, _notable(table) if outer else notable[start + 1 : end])
        if blocks:
            mark = f"{_TABLE_MARK}{table.mem_id}"
            table.replace_with(f"{_END_OF_BLOCK}{mark}{_END_OF_BLOCK}")
            grids[mark] = blocks
    return grids


def _tables_around_tables(tables: Iterable[LexborNode]) -> frozenset[int]:
    """Return the nodes of the tables that hold another one (外层表格)."""
    outer: set[int] = set()
    seen: set[int] = set()
    for table in tables:
        node = table.parent
        while node is not None and node.mem_id not in seen:
            seen.add(node.mem_id)
            if node.tag_id == _TABLE:
                outer.add(node.mem_id)
                break
            node = node.parent
    return frozenset(outer)


class _Tables:
    """Reads data tables, counting them and the cells of the whole page (表格)."""

    __slots__ = ("_cells_left", "_has_breaks", "_number", "_spans")

    def __init__(self, body: LexborNode, notable: Sequence[_Marked]) -> None:
        self._cells_left = limits.MAX_CELLS
        self._number = 0
        self._spans: dict[int, _Span] = {node.mem_id: _span(node) for node in body.css("[colspan], [rowspan]")}
        self._has_breaks = any(tag == _BREAK for tag, _ in notable)

    def blocks(self, table: LexborNode, members: Sequence[_Marked]) -> tuple[Block, ...]:
        """Return the caption and the grid; nothing for a table without cells or one that lays out prose (表格)."""
        groups = self._groups(members)
        if _lays_out(table, [len(text) for group in groups for row in group for text, _ in row]):
            return ()
        self._number += 1
        rows = tuple(row for group in groups for row in self._expanded(group))
        captions = (_collapsed(node.text()) for tag, node in members if tag == _CAPTION)
        grid = Grid(rows, place=Place(table=self._number))
        return (*(Paragraph(caption) for caption in captions if caption), grid)

    def _groups(self, members: Iterable[_Marked]) -> list[list[list[_Cell]]]:
        """Return texts and spans of the cells by row, and the rows by group (分组)."""
        span_of = self._spans.get
        row: list[_Cell] = []
        groups: list[list[list[_Cell]]] = [[]]
        for tag, node in members:
            if tag in _CELLS:
                text = node.text(True, _BETWEEN_NODES, False, True)
                if not text.isalnum():
                    text = self._composed(node) if _BETWEEN_NODES in text else _collapsed(text)
                row.append((text, span_of(node.mem_id)))
            elif tag == _ROW:
                row = []
                groups[-1].append(row)
            elif tag in _GROUPS:
                groups.append([])
        return groups

    def _composed(self, cell: LexborNode) -> str:
        """Return the text of a cell made of several nodes, its blocks on lines of their own (单元格文本)."""
        if not self._has_breaks and _is_one_paragraph(cell):
            return _collapsed(cell.text())
        return "\n".join(filter(None, map(_collapsed, _lines(cell))))

    def _expanded(self, group: Sequence[Sequence[_Cell]]) -> Iterator[Row]:
        """Yield the rows of one row group, out of which no span reaches (展开表格)."""
        covered: dict[int, int] = {}
        for cells in group:
            if covered or any(span for _, span in cells):
                row, covered = self._spanned_row(cells, covered)
            else:
                self._take(len(cells))
                row = tuple([text for text, _ in cells])
            if row:
                yield row

    def _spanned_row(self, cells: Sequence[_Cell], covered: Mapping[int, int]) -> tuple[Row, dict[int, int]]:
        """Return the row, and how many rows further each of its columns is covered (展开一行)."""
        below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        row: list[str | None] = []
        for text, span in cells:
            while len(row) in covered:
                row.append(None)
            at = len(row)
            row.append(text)
            if span:
                columns, rows = span
                self._take(columns)
                row.extend([None] * (columns - 1))
                if rows > 1:
                    below.update(dict.fromkeys(range(at, at + columns), rows - 1))
        if covered:
            row.extend(None if column in covered else "" for column in range(len(row), max(covered) + 1))
        self._take(len(row))
        return tuple(row), below

    def _take(self, cells: int) -> None:
        self._cells_left -= cells
        if self._cells_left < 0:
            raise DocumentError("file.too_large", _TOO_LARGE)


def _span(cell: LexborNode) -> _Span:
    attributes = cell.attributes
    return _columns_and_rows(attributes.get("colspan"), attributes.get("rowspan"))


@lru_cache(maxsize=256)
def _columns_and_rows(colspan: str | None, rowspan: str | None) -> _Span:
    """Return how many columns and rows a cell spans; rowspan 0 reaches to the end of its group (单元格跨度)."""
    columns = _whole(colspan) or 1
    rows = _MAX_ROW_SPAN if _whole(rowspan) == 0 else _whole(rowspan) or 1
    return min(columns, _MAX_COLUMN_SPAN), min(rows, _MAX_ROW_SPAN)


def _whole(value: str | None) -> int | None:
    digits = re.match(r"\s*\+?(\d{1,9})", value or "", re.ASCII)
    return int(digits.group(1)) if digits else None


def _is_one_paragraph(cell: LexborNode) -> bool:
    """Say whether a single p holds all the text of a cell, as Word writes it (单段单元格)."""
    first = cell.child
    if first is not None and first.is_empty_text_node:
        first = first.next
    if first is None or first.tag_id != _PARAGRAPH:
        return False
    rest = first.next
    return rest is None or (rest.is_empty_text_node and rest.next is None)


def _lays_out(table: LexborNode, lengths: Sequence[int]) -> bool:
    """Say whether a table has no cell or only places prose on the page (布局表格)."""
    if len(lengths) > _LAYOUT_CELLS:
        return False
    return not lengths or max(lengths) > _PROSE_CHARACTERS or table.css_first("h1, h2, h3, h4, h5, h6") is not None
