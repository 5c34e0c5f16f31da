"""Read any web page, however untidy, by way of the tree that lexbor makes of it (网页的树).

Tables of data are read cell by cell and taken out of the tree; what is left is read as prose. Tables that only lay the
page out are prose like any other block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.documents.blocks import Block, Paragraph
from gongkai.documents.html_tables import (
    BLOCK_NAMES,
    INVISIBLE,
    TOO_LARGE,
    Cell,
    Group,
    Span,
    Tables,
    collapsed,
    holds_prose,
    may_lay_out,
    span,
)
from gongkai.documents.problems import DocumentError

_Marked: TypeAlias = tuple[int, LexborNode]

_UNREAD_NAMES = ("script", "style", "noscript", "template", "title", "iframe", "noframes")


def _tag_ids(names: Iterable[str]) -> frozenset[int]:
    """Return lexbor's numbers for elements, which are far cheaper to compare than names (标签编号)."""
    parser = LexborHTMLParser("")
    return frozenset(parser.create_node(name).tag_id for name in names)


_BLOCKS, _UNREAD = _tag_ids(BLOCK_NAMES), _tag_ids(_UNREAD_NAMES)
_CELLS, _GROUPS = _tag_ids(("td", "th")), _tag_ids(("thead", "tbody", "tfoot"))
(_TABLE,), (_ROW,), (_CAPTION,) = _tag_ids(("table",)), _tag_ids(("tr",)), _tag_ids(("caption",))
(_BREAK,), (_PARAGRAPH,), (_PREFORMATTED,) = _tag_ids(("br",)), _tag_ids(("p",)), _tag_ids(("pre",))
_BLOCKS_AND_BREAK = _BLOCKS | {_BREAK}
(_NOSCRIPT,) = _tag_ids(("noscript",))
_NOTABLE = _CELLS | _GROUPS | _UNREAD | {_TABLE, _ROW, _CAPTION, _BREAK, _PREFORMATTED}

_HEADINGS = "h1, h2, h3, h4, h5, h6"
_TABLE_MARK = "\x04"
_END_OF_BLOCK = "\x05"
_BETWEEN_NODES = "\x06"

_TAGS_WITHOUT_QUESTION = 8_000
_MAX_TAGS = 400_000
_MAX_OPEN_ELEMENTS = 500
"""lexbor bears any depth, but looks through all open elements at each block; browsers stop at 512 as well."""
_TAG = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))|<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<(/?)([a-z][^\s/>]*)",
    re.IGNORECASE | re.DOTALL,
)
_STRUCK_OR_RAISED = re.compile(rb"</(?:s|strike|del|sup)>", re.IGNORECASE)
_NEVER_DEEP = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th tbody thead "
    b"tfoot colgroup rt rp".split()
)

_NESTING = "网页的标签嵌套过深，可能是恶意文件，不予读取。请核实网页来源。"


def read_tree(content: bytes) -> tuple[Block, ...]:
    """Return the blocks of a page in UTF-8; raises DocumentError for one nested too deep (读取网页树)."""
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
        elif text := collapsed(line):
            blocks.append(Paragraph(text))
    return tuple(blocks)


def _refuse_depth(content: bytes) -> None:
    """Refuse a page that opens far more elements than it closes, before lexbor sees it (嵌套检查)."""
    tags = content.count(b"<")
    if tags <= _TAGS_WITHOUT_QUESTION:
        return
    if tags > _MAX_TAGS:
        raise DocumentError("file.too_large", TOO_LARGE)
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


def _notable(root: LexborNode) -> list[_Marked]:
    return [(tag, node) for node in root.traverse() if (tag := node.tag_id) in _NOTABLE]


def _drop_hidden(body: LexborNode, content: bytes) -> None:
    """Take out what the page itself hides (隐藏内容)."""
    hidden = body.css("[hidden]") if b"hidden" in content else []
    if b"display" in content or b"DISPLAY" in content:
        styled = body.css("[style*='none' i]")
        hidden += [node for node in styled if INVISIBLE.search(node.attributes["style"] or "")]
    if _STRUCK_OR_RAISED.search(content):
        # Struck out figures do not count, and a raised figure is the number of a note.
        hidden += body.css("td s, td strike, td del, td sup, th s, th strike, th del, th sup")
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


def _grids(body: LexborNode, notable: Sequence[_Marked]) -> dict[str, tuple[Block, ...]]:
    """Read the innermost tables that hold data and leave a mark of each in the tree (数据表格)."""
    starts = [index for index, (tag, _) in enumerate(notable) if tag == _TABLE]
    if not starts:
        return {}
    outer = _tables_around_tables([notable[start][1] for start in starts])
    reader = _Reader(body, notable)
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


class _Reader:
    """Reads the data tables of one page (表格读取)."""

    __slots__ = ("_has_breaks", "_spans", "_tables")

    def __init__(self, body: LexborNode, notable: Sequence[_Marked]) -> None:
        self._tables = Tables()
        self._spans: dict[int, Span] = {node.mem_id: _span(node) for node in body.css("[colspan], [rowspan]")}
        self._has_breaks = any(tag == _BREAK for tag, _ in notable)

    def blocks(self, table: LexborNode, members: Sequence[_Marked]) -> tuple[Block, ...]:
        """Return the caption and the grid; nothing for a table without cells or one that lays out prose (表格)."""
        groups = self._groups(members)
        if may_lay_out(groups) and (not any(map(any, groups)) or holds_prose(groups) or table.css_first(_HEADINGS)):
            return ()
        captions = (collapsed(node.text()) for tag, node in members if tag == _CAPTION)
        return (*(Paragraph(caption) for caption in captions if caption), self._tables.grid(groups))

    def _groups(self, members: Iterable[_Marked]) -> list[Group]:
        """Return texts and spans of the cells by row, and the rows by group (分组)."""
        span_of = self._spans.get
        row: list[Cell] = []
        groups: list[Group] = [[]]
        for tag, node in members:
            if tag in _CELLS:
                text = node.text(True, _BETWEEN_NODES, False, True)
                if not text.isalnum():
                    text = self._composed(node) if _BETWEEN_NODES in text else collapsed(text)
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
            return collapsed(cell.text())
        return "\n".join(filter(None, map(collapsed, _lines(cell))))


def _span(cell: LexborNode) -> Span:
    attributes = cell.attributes
    return span(attributes.get("colspan"), attributes.get("rowspan"))


def _is_one_paragraph(cell: LexborNode) -> bool:
    """Say whether a single p holds all the text of a cell, as Word writes it (单段单元格)."""
    first = cell.child
    if first is not None and first.is_empty_text_node:
        first = first.next
    if first is None or first.tag_id != _PARAGRAPH:
        return False
    rest = first.next
    return rest is None or (rest.is_empty_text_node and rest.next is None)
