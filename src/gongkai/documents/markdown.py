"""Markdown: pipe tables and embedded HTML tables to grids, the rest to paragraphs without its marks (Markdown 文本).

Only what a report can hold is understood; a mark that means nothing here is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from importlib import import_module
from itertools import groupby

from gongkai.documents.bar_tables import Line, blocks_of
from gongkai.documents.blocks import Block, Carrier, Document, Grid, Paragraph
from gongkai.documents.plain_text import lines_of, text_of
from gongkai.documents.problems import DocumentError

_MAX_EMBEDDED = 1_000
_TOO_MANY = "文本中嵌入的网页表格过多，远超一份年度报告的篇幅。请只保留报告正文后再试。"

_TABLE_TAG = re.compile(r"<(/?)table(?=[\s>/])", re.IGNORECASE)
_DROPPED = re.compile(r"\s{0,3}(?:`{3,}.*|~{3,}.*|(?:=+|-{3,}|\*{3,}|_{3,}|(?:[*_-] ){2,}[*_-]))\s*")
_PREFIX = re.compile(r"\s*(?:>\s?)*\s*(?:#{1,6}(?:\s+|$)|[-*+]\s+(?:\[[ xX]\]\s+)?(?=\S))?")
_CLOSING = re.compile(r"\s+#+$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_STRONG = re.compile(r"(?<!\\)(?:(?<!\*)\*{2,3}(?!\*)|(?<!_)_{2,3}(?!_)|~~|`+)")
_EMPHASIS = re.compile(r"(?<![\\\d*])\*([^*\s][^*]*)\*(?![\d*])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(content: bytes) -> Document:
    """Read Markdown; tables become grids, headings and list items lose their marks (读取 Markdown).

    ``place.line`` counts every line of the file from 1. Raises DocumentError: ``file.empty``, ``file.too_large``,
    ``file.unsupported``, and what the reader of an embedded HTML table raises.
    """
    blocks: list[Block] = []
    tables = 0
    for block in _blocks(_fragments(lines_of(text_of(content)))):
        if isinstance(block, Grid):
            tables += 1
            block = replace(block, place=block.place._replace(table=tables))
        blocks.append(block)
    return Document(Carrier.MARKDOWN, tuple(blocks))


def _fragments(lines: Iterable[Line]) -> Iterator[tuple[bool, Line]]:
    """Mark each line as inside an HTML table or not; tables may nest."""
    depth = 0
    for line in lines:
        within = depth > 0
        for tag in _TABLE_TAG.finditer(line.text):
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            within = True
        yield within, line


def _blocks(fragments: Iterable[tuple[bool, Line]]) -> Iterator[Block]:
    embedded = 0
    for is_html, members in groupby(fragments, key=lambda fragment: fragment[0]):
        lines = [line for _, line in members]
        if is_html:
            embedded += 1
            if embedded > _MAX_EMBEDDED:
                raise DocumentError("file.too_large", _TOO_MANY)
            yield from _embedded(lines)
        else:
            for block in blocks_of(line for line in lines if not _DROPPED.fullmatch(line.text)):
                yield from _cleaned(block)


def _embedded(lines: list[Line]) -> Iterator[Block]:
    """Read an HTML table by the reader of web pages, and place it at its first line."""
    html = import_module("gongkai.documents.html")
    text = "\n".join(line.text for line in lines)
    try:
        fragment: Document = html.read(b'<meta charset="utf-8">' + text.encode())
    except DocumentError as refused:
        if refused.problem.code == "file.empty":
            return
        raise
    for block in fragment.blocks:
        place = block.place._replace(line=lines[0].number)
        yield replace(block, place=place) if isinstance(block, Grid) else block._replace(place=place)


def _cleaned(block: Block) -> Iterator[Block]:
    if isinstance(block, Grid):
        rows = tuple(tuple(None if cell is None else _bare(cell) for cell in row) for row in block.rows)
        yield replace(block, rows=rows)
        return
    text = _CLOSING.sub("", _PREFIX.sub("", block.text, count=1))
    for part in _bare(_BREAK.sub("\n", text)).splitlines():
        if part.strip():
            yield Paragraph(part.strip(), block.place)


def _bare(text: str) -> str:
    """Strip the marks of emphasis, code, links and inline tags; a text of nothing but marks is kept."""
    bare = _TAG.sub("", _LINK.sub(r"\1", text))
    bare = _EMPHASIS.sub(r"\1", _STRONG.sub("", bare))
    bare = unescape(_ESCAPE.sub(r"\1", bare)).strip()
    return bare or ("" if "<" in text or "[" in text else text.strip())
