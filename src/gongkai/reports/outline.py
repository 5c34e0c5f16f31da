"""The six parts of a report and the prose in each (报告结构)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.documents.blocks import Paragraph
from gongkai.reports.cell_values import printed_value
from gongkai.reports.characters import core, fold
from gongkai.reports.model import Chapter
from gongkai.statute.editions.shared_rows import CHAPTERS

_HEADING = re.compile(r"^(?:第?[一二三四五六七]\s*部?分?\s*[、.,:：\s]\s*)(?P<title>.{2,40}?)(?P<rest>[。:].*)?$")
_FIRST_LETTERS = frozenset("第一二三四五六七")
_SENTENCE = ("。", "；", ";", "！")
_TITLES = tuple(tuple(sorted(map(core, names), key=len, reverse=True)) for names in CHAPTERS)
_TABLE_CHAPTERS = (2, 3, 4)
_CONTENTS = 8
"""A table of contents has no more lines than this from part two to part five."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a chapter begins: the paragraph of its heading, its number in the form, and text after the heading."""

    at: int
    number: int
    title: str
    rest: str


def chapters(paragraphs: Sequence[Paragraph]) -> tuple[Chapter, ...]:
    """Return the preface and the parts of a report in the order printed (章节).

    A part is known by its title, whatever number it prints. A title that comes twice, as in a table of contents, counts
    where the most text follows it. Rows of tables that came as lines of text are left out of the prose.
    """
    openings = [opening for at, paragraph in enumerate(paragraphs) if (opening := _opening(at, paragraph))]
    longest: dict[int, tuple[_Opening, int]] = {}
    for opening in openings:
        size = _end(opening, openings, paragraphs) - opening.at
        if opening.number not in longest or size >= longest[opening.number][1]:
            longest[opening.number] = opening, size
    chosen = sorted((opening for opening, _ in longest.values()), key=lambda opening: opening.at)
    return (*_preface(paragraphs, openings), *(_chapter(opening, openings, paragraphs) for opening in chosen))


def _opening(at: int, paragraph: Paragraph) -> _Opening | None:
    text = paragraph.text.strip()
    if text[:1] not in _FIRST_LETTERS or len(text) < 4:
        return None
    match = _HEADING.match(fold(text[:80]))
    if match is None:
        return None
    letters = core(match["title"])
    for number, names in enumerate(_TITLES, start=1):
        if any(letters.startswith(name) and len(letters) <= len(name) + 4 for name in names):
            rest = text[match.start("rest") :] if match["rest"] else ""
            return _Opening(at, number, match["title"].strip(), rest.lstrip("。:： "))
    return None


def _preface(paragraphs: Sequence[Paragraph], openings: Sequence[_Opening]) -> Iterable[Chapter]:
    end = openings[0].at if openings else 0
    text = "\n".join(paragraph.text.strip() for paragraph in paragraphs[:end] if paragraph.text.strip())
    return (Chapter(0, "", text, paragraphs[0].place),) if text else ()


def _chapter(opening: _Opening, openings: Sequence[_Opening], paragraphs: Sequence[Paragraph]) -> Chapter:
    end = _end(opening, openings, paragraphs)
    within = [opening.rest, *(paragraph.text.strip() for paragraph in paragraphs[opening.at + 1 : end])]
    keep = _is_sentence if opening.number in _TABLE_CHAPTERS else _is_prose
    text = "\n".join(line for line in within if keep(line))
    return Chapter(opening.number, opening.title, text, paragraphs[opening.at].place)


def _end(opening: _Opening, openings: Sequence[_Opening], paragraphs: Sequence[Paragraph]) -> int:
    return min((other.at for other in openings if other.at > opening.at), default=len(paragraphs))


def _is_sentence(line: str) -> bool:
    return any(mark in line for mark in _SENTENCE)


def _is_prose(line: str) -> bool:
    return bool(line) and (line == "无" or printed_value(line) is None)


def region(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs in which the tables can stand: from part two to part five, or all (表格所在范围)."""
    openings = [opening for at, paragraph in enumerate(paragraphs) if (opening := _opening(at, paragraph))]
    spans = [
        (opening.at, _end_of_tables(opening, openings, len(paragraphs))) for opening in openings if opening.number == 2
    ]
    if not spans:
        return paragraphs
    # A table of contents names part two as well; a second report in the file comes after the first.
    first, end = next((span for span in spans if span[1] - span[0] > _CONTENTS), spans[-1])
    return paragraphs[first:end]


def _end_of_tables(start: _Opening, openings: Sequence[_Opening], default: int) -> int:
    return next((other.at for other in openings if other.number in (1, 5, 6) and other.at > start.at), default)
