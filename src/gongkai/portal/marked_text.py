"""The prose of a report with the passages that were found fault with (正文标注)."""

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
class Piece:
    """A stretch of text; with ``faults`` it is a passage that was found fault with (文本片段).

    ``lead``, ``figure`` and ``rest`` are the passage in three, so that the figure in question can stand out; ``figure``
    is empty where it is not in the passage.
    """

    lead: str
    figure: str = ""
    rest: str = ""
    faults: tuple[Fault, ...] = ()


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    faults: tuple[Fault, ...]


def marked_lines(chapter: Chapter, faults: Sequence[Fault]) -> tuple[Line, ...]:
    """Return the paragraphs of a chapter as pieces (正文标注)."""
    spans = _merged(_spans(chapter.text, faults))
    lines: list[Line] = []
    start = 0
    for text in chapter.text.split("\n"):
        if text.strip():
            lines.append(tuple(_pieces(text, start, spans)))
        start += len(text) + 1
    return tuple(lines)


def quoted(chapters: Sequence[Chapter], faults: Sequence[Fault]) -> frozenset[int]:
    """Return the numbers of the faults whose passage stands in one of the chapters (可定位的发现)."""
    return frozenset(
        fault.number for fault in faults if any(True for chapter in chapters for _ in _spans(chapter.text, [fault]))
    )


def _spans(text: str, faults: Sequence[Fault]) -> Iterator[_Span]:
    for fault in faults:
        quote = (fault.finding.quote or "").strip()
        start = text.find(quote) if quote else -1
        if start >= 0:
            yield _Span(start, start + len(quote), (fault,))


def _merged(spans: Iterator[_Span]) -> list[_Span]:
    """Join passages that overlap: a mark cannot begin inside another."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            span = _Span(last.start, max(last.end, span.end), last.faults + span.faults)
        merged.append(span)
    return merged


def _pieces(text: str, offset: int, spans: Sequence[_Span]) -> Iterator[Piece]:
    position = 0
    for span in spans:
        start, end = max(span.start - offset, 0), min(span.end - offset, len(text))
        if start >= end:
            continue
        if start > position:
            yield Piece(text[position:start])
        is_first_line = span.start >= offset
        yield _passage(text[start:end], span.faults if is_first_line else ())
        position = end
    if position < len(text):
        yield Piece(text[position:])


def _passage(text: str, faults: tuple[Fault, ...]) -> Piece:
    for figure in (fault.finding.found for fault in faults if len(faults) == 1):
        if figure and (at := text.find(figure)) >= 0:
            return Piece(text[:at], figure, text[at + len(figure) :], faults)
    return Piece(text, faults=faults)
