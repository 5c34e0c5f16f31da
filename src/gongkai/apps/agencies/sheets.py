"""Tables that people send, as CSV or Excel, read into lines with their numbers (表格文件).

Pure. The kind is told by the content. The first line that names a wanted column is the heading; lines above it are
titles and are passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from gongkai.documents import xlsx
from gongkai.documents.blocks import Grid
from gongkai.documents.problems import DocumentError

MOST_LINES = 5000
MOST_BYTES = 10 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class SheetError(Exception):
    """The file as a whole cannot be read; the message says why, in Chinese (文件无法读取)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the file, counted from 1, and its cells by heading (表格行)."""

    number: int
    cells: Mapping[str, str]


def lines_of(content: bytes, *, wanted: str, known: Set[str]) -> Sequence[Line]:
    """Read the lines below the heading that has the column ``wanted`` (读取表格).

    Columns that are not ``known`` are left out, empty lines too. Raises SheetError.
    """
    if not content.strip():
        raise SheetError("文件是空的。")
    if len(content) > MOST_BYTES:
        raise SheetError(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请分成几个文件导入。")
    rows = _workbook_rows(content) if content.startswith(_ZIP) else _csv_rows(content)
    lines = list(_below_heading(rows, wanted=wanted, known=known))
    if len(lines) > MOST_LINES:
        raise SheetError(f"一次最多导入 {MOST_LINES} 行，这个文件有 {len(lines)} 行，请分开导入。")
    return lines


_Rows = Iterator[tuple[int, Sequence[str]]]


def _below_heading(rows: _Rows, *, wanted: str, known: Set[str]) -> Iterator[Line]:
    headings: list[str] = []
    for number, cells in rows:
        if not headings:
            headings = _headings(cells, wanted=wanted, known=known)
        elif any(cells):
            yield Line(number, {name: cell for name, cell in zip(headings, cells, strict=False) if name})
    if not headings:
        raise SheetError(f"没有找到表头：第一行应当写明各列的名称，至少要有“{wanted}”一列。")


def _headings(cells: Sequence[str], *, wanted: str, known: Set[str]) -> list[str]:
    if wanted not in cells:
        return []
    repeated = sorted({name for name in cells if name in known and cells.count(name) > 1})
    if repeated:
        raise SheetError(f"表头中“{'、'.join(repeated)}”出现了不止一次。")
    return [name if name in known else "" for name in cells]


def _csv_rows(content: bytes) -> _Rows:
    if content.startswith(_OLE):
        raise SheetError("这是旧版 Excel（xls）文件，请另存为 xlsx 或 CSV 后再导入。")
    text = _decoded(content)
    first = text.partition("\n")[0]
    # Excel's “Unicode text” has tabs; some exports have semicolons.
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as broken:
        raise SheetError(f"第 {reader.line_num} 行的引号或分隔符有误，无法读取。") from broken


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetError("文件的编码无法识别。请在 Excel 或 WPS 中另存为“CSV UTF-8”或 xlsx 后再导入。")


def _workbook_rows(content: bytes) -> _Rows:
    try:
        document = xlsx.read(content)
    except DocumentError as refusal:
        raise SheetError(str(refusal)) from refusal
    for block in document.blocks:
        if isinstance(block, Grid):
            for below, row in enumerate(block.rows):
                yield (block.place.row or 1) + below, [(cell or "").strip() for cell in row]
