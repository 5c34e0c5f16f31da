"""The prose of a report with its figures tied to their cells and the faulty passages marked (正文标注)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Chapter


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding under the number it has on the page (编号发现)."""

    number: int
    finding: Finding

    @property
    def severity(self) -> Severity:
        """How grave it is (严重程度)."""
        return self.finding.severity


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure of the prose and the cell on the page that it speaks of (正文数字).

    ``start`` and ``end`` are positions in the text of its chapter.
    """

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text; with ``anchor`` it is a figure that speaks of that cell (文字)."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; with ``faults`` it is a passage that was found fault with (片段)."""

    stretches: tuple[Stretch, ...]
    faults: tuple[Fault, ...] = ()


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    faults: tuple[Fault, ...]


def marked_lines(
    chapter: Chapter, *, faults: Sequence[Fault], figures: Sequence[ToldFigure], title: str | None
) -> tuple[Line, ...]:
    """Return the paragraphs of a chapter as pieces, without the title, which the page shows itself (正文标注)."""
    passages = _merged(_passages(chapter.text, faults))
    rest_of_title = "".join((title or "").split())
    lines: list[Line] = []
    start = 0
    for text in chapter.text.split("\n"):
        words = "".join(text.split())
        if words and rest_of_title.startswith(words):
            rest_of_title = rest_of_title[len(words) :]
        elif words:
            rest_of_title = ""
            lines.append(tuple(_pieces(text, start, passages, figures)))
        start += len(text) + 1
    return tuple(lines)


def quoted(chapters: Sequence[Chapter], faults: Sequence[Fault]) -> frozenset[int]:
    """Return the numbers of the faults whose passage stands in one of the chapters (可定位的发现)."""
    return frozenset(fault.number for fault in faults for chapter in chapters if any(_passages(chapter.text, [fault])))


def _passages(text: str, faults: Sequence[Fault]) -> Iterator[_Passage]:
    for fault in faults:
        quote = (fault.finding.quote or "").strip()
        start = text.find(quote) if quote else -1
        if start >= 0:
            yield _Passage(start, start + len(quote), (fault,))


def _merged(passages: Iterator[_Passage]) -> list[_Passage]:
    """Join passages that overlap: a mark cannot begin inside another."""
    merged: list[_Passage] = []
    for passage in sorted(passages, key=lambda passage: (passage.start, -passage.end)):
        if merged and passage.start < merged[-1].end:
            last = merged.pop()
            passage = _Passage(last.start, max(last.end, passage.end), last.faults + passage.faults)
        merged.append(passage)
    return merged


def _pieces(text: str, offset: int, passages: Sequence[_Passage], figures: Sequence[ToldFigure]) -> Iterator[Piece]:
    position = 0
    for passage in passages:
        start, end = max(passage.start - offset, 0), min(passage.end - offset, len(text))
        if start >= end:
            continue
        if start > position:
            yield Piece(_stretches(text, position, start, offset, figures))
        # A passage over several lines is numbered where it ends.
        faults = passage.faults if passage.end <= offset + len(text) else ()
        yield Piece(_stretches(text, start, end, offset, figures), faults)
        position = end
    if position < len(text):
        yield Piece(_stretches(text, position, len(text), offset, figures))


def _stretches(text: str, start: int, end: int, offset: int, figures: Sequence[ToldFigure]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for figure in figures:
        first, last = figure.start - offset, figure.end - offset
        if start <= first < last <= end:
            if first > start:
                found.append(Stretch(text[start:first]))
            found.append(Stretch(text[first:last], figure.anchor))
            start = last
    if start < end:
        found.append(Stretch(text[start:end]))
    return tuple(found)
