"""The text of a Word 97–2003 document cut into paragraphs, each with its part in a table (Word 97–2003 段落)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gongkai.documents import limits
from gongkai.documents.doc_formats import ParagraphFormats, properties
from gongkai.documents.doc_pieces import MainText
from gongkai.documents.problems import DocumentError

CELL_MARK = "\x07"
_MARKS = "\r\x07\x0c\x0e"
_MARK = re.compile(f"[{_MARKS}]")
_FIELD = re.compile("[\x13\x14\x15]")
_BEGIN, _SEPARATOR = "\x13", "\x14"
_REPLACED = str.maketrans(
    {**dict.fromkeys((*range(9), *range(14, 32), 0x7F), None), 0x0B: "\n", 0x1E: "-", 0xA0: " ", 0x09: "\t"}
)

_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_TABLE_SHAPE, _MERGE, _VERTICAL_MERGE = 0xD608, 0x5624, 0xD62B
_CELL_BYTES = 20
_TOO_LARGE = "文档的文字或表格过多，超出可读取的范围。请拆分文件，或只保留年度报告部分后再试。"


@dataclass(frozen=True, slots=True)
class RowShape:
    """The cells of one row as the row end defines them (行定义).

    ``edges`` are the horizontal positions of the cell borders in twentieths of a point, one more than there are
    cells; ``across`` tells for each cell its horizontal merging as written, ``continues`` the cells that continue the
    cell above.
    """

    edges: tuple[int, ...]
    across: tuple[int, ...]
    continues: frozenset[int]


@dataclass(frozen=True, slots=True)
class DocParagraph:
    """A paragraph and its part in a table (段落).

    ``depth`` is 0 outside tables, 1 in a table, 2 in a table inside a cell. ``is_formatted`` is False where the file
    does not say, so that all but the text is a guess.
    """

    text: str
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    shape: RowShape | None = None
    is_formatted: bool = True


def paragraphs(text: MainText, formats: ParagraphFormats | None) -> Iterator[DocParagraph]:
    """Cut the text at its paragraph marks, fields reduced to their results (切分段落).

    Raises DocumentError (``file.too_large``) for more of them than any report has, and IndexError or struct.error
    where the pages of formats are damaged.
    """
    whole = _without_field_codes(text.text())
    if sum(map(whole.count, _MARKS)) > limits.MAX_CELLS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    start = 0
    for mark in _MARK.finditer(whole):
        content = _clean(whole[start : mark.start()])
        if formats is None:
            yield _unformatted(content, mark[0])
        else:
            yield _formatted(content, mark[0], formats.at(text.position(mark.start())))
        start = mark.end()
    if rest := _clean(whole[start:]):
        yield DocParagraph(rest)


def _clean(text: str) -> str:
    clean = text.translate(_REPLACED)
    if any("\ud800" <= character <= "\udfff" for character in clean):
        clean = clean.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean


def _without_field_codes(text: str) -> str:
    """Blank with NUL all that a field holds but its result; a field mark without its partner goes alone."""
    if _BEGIN not in text:
        return text
    parts: list[str] = []
    open_fields: list[tuple[int, int | None]] = []
    hidden: list[tuple[int, int]] = []
    for mark in _FIELD.finditer(text):
        if mark[0] == _BEGIN:
            open_fields.append((mark.start(), None))
        elif open_fields and mark[0] == _SEPARATOR:
            open_fields.append((open_fields.pop()[0], mark.end()))
        elif open_fields:
            begin, separator = open_fields.pop()
            hidden.append((begin, separator or mark.end()))
    at = 0
    for begin, end in sorted(hidden):
        if end > at:
            parts += (text[at : max(begin, at)], "\0" * (end - max(begin, at)))
            at = end
    return "".join((*parts, text[at:]))


def _unformatted(content: str, mark: str) -> DocParagraph:
    in_cell = mark == CELL_MARK
    return DocParagraph(content, depth=int(in_cell), ends_cell=in_cell, is_formatted=False)


def _formatted(content: str, mark: str, encoded: bytes | None) -> DocParagraph:
    if encoded is None:
        return _unformatted(content, mark)
    role = _role(encoded)
    in_cell = mark == CELL_MARK
    ends_row = role.ends_inner_row or (in_cell and role.ends_row)
    return DocParagraph(
        content,
        depth=max(role.depth, int(in_cell)),
        ends_cell=(in_cell or role.ends_inner_cell) and not ends_row,
        ends_row=ends_row,
        shape=role.shape if ends_row else None,
    )


class _Role(NamedTuple):
    """What the properties of a paragraph say of its part in a table (段落在表格中的作用)."""

    depth: int
    ends_row: bool
    ends_inner_row: bool
    ends_inner_cell: bool
    shape: RowShape | None


@lru_cache(maxsize=1024)
def _role(encoded: bytes) -> _Role:
    values = dict(properties(encoded))
    ends_row, ends_inner_row = _small(values.get(_ROW_END)) == 1, _small(values.get(_INNER_ROW_END)) == 1
    return _Role(
        depth=max(_small(values.get(_DEPTH)), _small(values.get(_IN_TABLE)) & 1),
        ends_row=ends_row,
        ends_inner_row=ends_inner_row,
        ends_inner_cell=_small(values.get(_INNER_CELL)) == 1,
        shape=_shape(encoded) if ends_row or ends_inner_row else None,
    )


def _small(operand: bytes | None) -> int:
    return min(int.from_bytes(operand, "little"), 99) if operand else 0


def _shape(encoded: bytes) -> RowShape | None:
    edges: tuple[int, ...] = ()
    across: list[int] = []
    continues: set[int] = set()
    for code, operand in properties(encoded):
        if code == _TABLE_SHAPE:
            edges, across, continues = _defined(operand)
        elif code == _MERGE and operand[0] < operand[1] <= len(across):
            across[operand[0] : operand[1]] = [2, *[1] * (operand[1] - operand[0] - 1)]
        elif code == _VERTICAL_MERGE and len(operand) > 1:
            (continues.add if operand[1] & 3 == 1 else continues.discard)(operand[0])
    return RowShape(edges, tuple(across), frozenset(continues)) if len(edges) > 1 else None


def _defined(operand: bytes) -> tuple[tuple[int, ...], list[int], set[int]]:
    """Read the definition of a row: number of cells, their borders, and twenty bytes for each cell."""
    count = operand[0] if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return (), [], set()
    edges = tuple(
        int.from_bytes(operand[1 + 2 * index : 3 + 2 * index], "little", signed=True) for index in range(count + 1)
    )
    cells = operand[1 + 2 * (count + 1) :]
    flags = [int.from_bytes(cells[_CELL_BYTES * index :][:2], "little") for index in range(count)]
    return edges, [flag & 3 for flag in flags], {index for index, flag in enumerate(flags) if flag & 0x60 == 0x20}
