"""What is printed on a page, before any meaning: pieces of text and ruling lines (版面元素).

Coordinates are points; x grows to the right and y grows downward, whatever the carrier does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gongkai.documents.page_ruling import Ruling


class Piece(NamedTuple):
    """Text printed in one go, with the box of its ink; holds no line break and belongs to one cell (文字片段)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageMarks:
    """All that one page shows, ready to be arranged (一页的版面元素).

    ``number`` counts from 1; ``width`` and ``height`` are those of the visible page as it is read. ``recognised`` says
    that the text was made out from a picture and may be wrong.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    ruling: Ruling
    recognised: bool = False
