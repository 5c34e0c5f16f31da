"""What every carrier is read into: runs of text and grids of cells, each with its place (文本块与表格).

A reader returns a :class:`Document`; nothing of the library that parsed the bytes leaves the reader's module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, TypeAlias

from gongkai.documents.problems import Problem


class Carrier(Enum):
    """The kinds of file that can be read, decided by content and never by suffix (载体)."""

    TEXT = ("txt", "纯文本")
    MARKDOWN = ("md", "Markdown 文本")
    HTML = ("html", "网页")
    DOCX = ("docx", "Word 文档")
    DOC = ("doc", "旧版 Word 或 WPS 文档")
    PDF = ("pdf", "PDF")
    XLSX = ("xlsx", "Excel 工作簿")
    OFD = ("ofd", "OFD 版式文件")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


class Evidence(Enum):
    """How far the shape of a table may be believed (表格证据).

    RULED: the file itself says where each cell begins and ends (a Word, HTML or Excel table, ruling lines on a page).
    GUESSED: the cells were inferred from spacing or order, so arithmetic has to confirm them.
    """

    RULED = "ruled"
    GUESSED = "guessed"


# Place and Paragraph are tuples and not dataclasses: a text of one cell a line has hundreds of them, and a frozen
# dataclass takes four times as long to make.
class Place(NamedTuple):
    """Where in its file a block or a cell stands, counted from 1 (出处)."""

    page: int | None = None
    sheet: str | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Write the place as a person would say it: 第3页第2个表第5行第4列."""
        parts = (
            (self.sheet, "工作表“{}”"),
            (self.page, "第{}页"),
            (self.table, "第{}个表"),
            (self.line, "第{}行"),
            (self.row, "第{}行"),
            (self.column, "第{}列"),
        )
        return "".join(form.format(value) for value, form in parts if value is not None)


NOWHERE = Place()


class Paragraph(NamedTuple):
    """One run of text that stands by itself: a line of a text file, a paragraph of a document (文本块).

    ``text`` keeps tabs; it holds no line break.
    """

    text: str
    place: Place = NOWHERE


Row: TypeAlias = "tuple[str | None, ...]"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table after its spans were expanded (表格).

    ``rows[i][j]`` is the text of the cell whose upper left corner lies at row ``i``, column ``j``; ``None`` where the
    position is covered by a cell that spans from the left or from above; ``""`` where a cell is there and empty. Rows
    may be of different length where the file has it so. Line breaks inside a cell are kept as ``\\n``.
    ``pages[i]`` is the page of row ``i`` in carriers that have pages; else ``pages`` is empty.
    """

    rows: tuple[Row, ...]
    evidence: Evidence = Evidence.RULED
    place: Place = NOWHERE
    pages: tuple[int, ...] = ()


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order, with what went wrong on the way (文件).

    ``problems`` holds what was noticed without stopping, such as a page that is only a picture.
    """

    carrier: Carrier
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = field(default=())
