"""A table as rows of a label and the values after it, whatever carried it (值行).

A ruled grid gives a row a row. Text gives fragments in reading order; a run of values belongs to the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.documents.blocks import Grid, Paragraph, Place
from gongkai.reports.cell_values import Printed, printed_value
from gongkai.reports.characters import core, fold

_SEPARATORS = re.compile(r"[\t|│┃¦]| {2,}")
_PAGE_NUMBER = re.compile(
    r"[-–—―]\s*\d{1,4}\s*[-–—―]"
    r"|第\s*\d{1,4}\s*页(?:\s*[,/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}\s*页?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One value as printed, with where it stands (值)."""

    text: str
    printed: Printed
    place: Place
    column: int = 0


@dataclass(frozen=True, slots=True)
class ValueRow:
    """The words since the last value, and the values that follow them (值行).

    ``letters`` are the words' letters only. ``tokens`` are the values in order, blanks among them only where the
    carrier tells where a blank cell stands. ``grid`` tells the tables of a file apart, and ``width`` is the number of
    columns the row has; both are 0 in text.
    """

    letters: str
    tokens: tuple[Token, ...]
    grid: int = 0
    width: int = 0

    @property
    def filled(self) -> tuple[Token, ...]:
        """The tokens that are not blank."""
        return tuple(token for token in self.tokens if not token.printed.is_blank)


def rows_of_grid(grid: Grid, *, number: int) -> list[ValueRow]:
    """Return the rows of the ``number``-th grid of a file, one each (表格值行).

    The words of a row without any value are carried to the next row: a label may be cut over two rows.
    """
    found: list[ValueRow] = []
    pending = ""
    for at, row in enumerate(grid.rows):
        words, tokens = _split(row, grid, at)
        letters = pending + core(words)
        if any(not token.printed.is_blank for token in tokens):
            found.append(ValueRow(letters, tokens, number, len(row)))
            pending = ""
        elif tokens and letters:
            found.append(ValueRow(letters, tokens, number, len(row)))
            pending = letters
        else:
            pending = letters
    return found


def _split(row: Sequence[str | None], grid: Grid, number: int) -> tuple[str, tuple[Token, ...]]:
    """Split a grid row into its leading words and the values after them; a blank before the first value is padding."""
    last_words = -1
    printed: list[Printed | None] = []
    for column, text in enumerate(row):
        value = None if text is None else printed_value(text)
        printed.append(value)
        if text is not None and value is None:
            last_words = column
    words = "".join(text for text in row[: last_words + 1] if text)
    place = grid.place
    page = grid.pages[number] if grid.pages else place.page
    tokens = tuple(
        Token(
            row[column] or "",
            value,
            Place(page, place.sheet, place.line, place.table, number + 1, column + 1),
            column,
        )
        for column, value in enumerate(printed)
        if value is not None and column > last_words
    )
    return words, tokens


@lru_cache(maxsize=16_384)
def _pieces(line: str) -> tuple[tuple[str, Printed | None], ...]:
    """Return the cells that a line of text holds, each with its value if it is one; a page number holds none.

    The line is cut at tabs, bars and wide gaps; where a piece is then neither words nor a value, at every space.
    """
    folded = fold(line)
    if _PAGE_NUMBER.fullmatch(folded.strip()):
        return ()
    parts = (part for piece in _SEPARATORS.split(folded) for part in _parts(piece.strip()))
    return tuple((part, printed_value(part)) for part in parts)


def _parts(piece: str) -> Iterable[str]:
    if " " not in piece or printed_value(piece) is not None:
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
            if any(not token.printed.is_blank for token in tokens):
                found.append(ValueRow(core("".join(words)), tuple(tokens)))
                words = []
            tokens = []
            words.append(text)
    found.append(ValueRow(core("".join(words)), tuple(tokens)))
    return found
