"""A table as rows of a label and the values after it, whatever carried it (值行).

A ruled grid gives a row a row. Text gives fragments in reading order; a run of values belongs to the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from gongkai.documents.blocks import Grid, Paragraph, Place
from gongkai.reports.cell_values import Printed, cell_value, printed_value
from gongkai.reports.characters import core, fold

_SEPARATORS = re.compile(r"[\t|│┃¦]| {2,}")
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+")
_PAGE_NUMBER = re.compile(
    r"[-–—―]\s*\d{1,4}\s*[-–—―]"
    r"|第\s*\d{1,4}\s*页(?:\s*[,/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}\s*页?"
)


class Route(Enum):
    """How the values of a table were parted from each other (取值途径)."""

    RULED = "ruled"
    PARTED = "parted"
    GLUED = "glued"


# Tuples and not dataclasses: a report has two hundred tokens, and a frozen dataclass takes four times as long to make.
class Token(NamedTuple):
    """One value as printed, with where it stands (值)."""

    text: str
    printed: Printed
    place: Place
    column: int = 0


class ValueRow(NamedTuple):
    """The words since the last value, and the values that follow them (值行).

    ``letters`` are the words' letters only. ``tokens`` are the values in order, blanks among them only where the
    carrier tells where a blank cell stands; ``filled`` are those that are not blank. ``grid`` tells the tables of a
    file apart, and ``width`` is the number of columns the row has; both are 0 in text.
    """

    letters: str
    tokens: tuple[Token, ...]
    filled: tuple[Token, ...]
    grid: int = 0
    width: int = 0


def value_row(letters: str, tokens: tuple[Token, ...], *, grid: int = 0, width: int = 0) -> ValueRow:
    """Return a row of the given words and values (值行)."""
    filled = tuple([token for token in tokens if not token.printed.is_blank])
    return ValueRow(letters, tokens, filled, grid, width)


def rows_of_grid(grid: Grid, *, number: int) -> list[ValueRow]:
    """Return the rows of the ``number``-th grid of a file, one each (表格值行).

    The words of a row without any value are carried to the next row: a label may be cut over two rows.
    """
    found: list[ValueRow] = []
    pending = ""
    for at, cells in enumerate(grid.rows):
        words, tokens = _split(cells, grid, at)
        letters = pending + core(words)
        pending = letters
        if tokens and letters:
            row = value_row(letters, tokens, grid=number, width=len(cells))
            found.append(row)
            if row.filled:
                pending = ""
    return found


def _split(cells: Sequence[str | None], grid: Grid, at: int) -> tuple[str, tuple[Token, ...]]:
    """Split a grid row into its leading words and the first run of values after them.

    A value before any words is a number in a column of its own and belongs to the words. Words behind the values end
    the row: remarks, or a second table beside the first.
    """
    words = ""
    values: list[tuple[int, str, Printed]] = []
    for column, text in enumerate(cells):
        if text is None:
            continue
        printed = cell_value(text) if words else printed_value(text)
        if printed is not None:
            values.append((column, text, printed))
        elif words and any([not value.is_blank for _, _, value in values]):
            break
        else:
            words += "".join([before for _, before, _ in values]) + text
            values = []
    page = grid.pages[at] if grid.pages else grid.place.page
    _, sheet, line, table, _, _ = grid.place
    return words, tuple(
        [
            Token(text, printed, Place(page, sheet, line, table, at + 1, column + 1), column)
            for column, text, printed in values
        ]
    )


@lru_cache(maxsize=16_384)
def _pieces(line: str) -> tuple[tuple[str, Printed | None], ...]:
    """Return the cells that a line of text holds, each with its value if it is one; a page number holds none.

    The line is cut at tabs, bars and wide gaps; where a piece is then neither words nor a value, at every space.
    """
    folded = fold(line)
    if _PAGE_NUMBER.fullmatch(folded.strip()):
        return ()
    fields = [field.strip() for field in _SEPARATORS.split(folded)]
    parts = [part for field in fields for part in _parts(field, is_alone=len(fields) == 1)]
    read = cell_value if len(parts) > 2 else printed_value
    return tuple((part, read(part) if at else printed_value(part)) for at, part in enumerate(parts))


def _parts(piece: str, *, is_alone: bool) -> Iterable[str]:
    if " " not in piece or printed_value(piece) is not None:
        return (piece,)
    if not is_alone and _SPACED_THOUSANDS.fullmatch(piece):
        return (piece,)
    words = piece.split()
    values = sum(printed_value(word) is not None for word in words)
    return words if values else (piece,)


def rows_of_text(paragraphs: Iterable[Paragraph]) -> list[ValueRow]:
    """Return runs of values with the words before each; the last words may have none after them (文本值行)."""
    found: list[ValueRow] = []
    words: list[str] = []
    tokens: list[Token] = []
    for paragraph in paragraphs:
        for text, printed in _pieces(paragraph.text):
            if printed is not None:
                tokens.append(Token(text, printed, paragraph.place))
                continue
            if tokens:
                row = value_row(core("".join(words)), tuple(tokens))
                tokens = []
                if row.filled:
                    found.append(row)
                    words = []
            words.append(text)
    found.append(value_row(core("".join(words)), tuple(tokens)))
    return found
