"""What a written report consists of, in the order of the official form (输出提纲)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongkai.documents.official_page import width_in_characters
from gongkai.reports.model import TABLES, Report
from gongkai.reports.writers.printed import PrintedTable, printed_table, with_figures
from gongkai.statute.editions import BY_EDITION, EDITIONS
from gongkai.statute.report_form import Form

NUMERALS = "一二三四五六"
_SUBJECT = "政府信息公开"
_TITLE_WIDTH = 20
"""So many characters of a title fit on a line of the official page."""
UNDATED = "　　　年　月　日"
TABLE_ABSENT = "（原报告的本表未能读取，此处从缺。）"

_NUMBERED = re.compile(rf"^\s*第?[{NUMERALS}][章部]?分?\s*[、.．]\s*")
_SECOND_LEVEL = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。：:；;]{1,30}(?:[。：:]|$)")
_UNPRINTABLE = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six chapters as written (输出章节).

    ``heading`` carries its numeral; ``paragraphs`` come before ``table``, which three of the chapters have.
    """

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    table: PrintedTable | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A report ready to be written: title, preface, six parts, signature (输出提纲).

    ``signature`` is the organ and the date, or empty where the report's own text already closes with its date.
    """

    title: str
    preface: tuple[str, ...]
    parts: tuple[Part, ...]
    signature: tuple[str, ...]

    @property
    def tables(self) -> tuple[PrintedTable, ...]:
        """The tables that were recovered (现有表格)."""
        return tuple(part.table for part in self.parts if part.table is not None)


def outline(report: Report) -> Outline:
    """Arrange a report in the official order; a chapter it lacks is left empty (整理提纲)."""
    form = BY_EDITION.get(report.edition or "", EDITIONS[-1])
    tables = printed_tables(report)
    parts = (_part(report, form, number, tables.get(number)) for number in range(1, len(NUMERALS) + 1))
    return Outline(title_of(report), _preface(report), tuple(parts), _signature(report))


def outline_for_signing(report: Report) -> Outline:
    """Arrange a report that is not dated yet: the date under it is left open (送签稿提纲)."""
    plan = outline(report)
    signer = report.signed_by or report.agency
    if report.reported_on is not None or not signer:
        return plan
    return replace(plan, signature=(printable(signer), UNDATED))


def title_of(report: Report) -> str:
    """Return the title as printed, or the statutory one where the report names none (标题)."""
    if report.title:
        return printable(" ".join(report.title.split()))
    year = f"{report.year}年" if report.year else ""
    return printable(f"{report.agency or ''}{year}政府信息公开工作年度报告")


def title_lines(title: str) -> tuple[str, ...]:
    """Return a title as it is cut into lines: where it is too long for one, after the organ and year (标题分行)."""
    at = title.find(_SUBJECT)
    if at <= 0 or width_in_characters(title) <= _TITLE_WIDTH:
        return (title,)
    return title[:at], title[at:]


def printed_tables(report: Report) -> dict[int, PrintedTable]:
    """Return the recovered tables, filled in, by the number of the chapter that holds them (填好的表格)."""
    forms = ((key, report.form_of(key)) for key in TABLES)
    blanks = (printed_table(form, key) for key, form in forms if form is not None)
    return {blank.number: with_figures(blank, report.figures) for blank in blanks}


def printable(text: str) -> str:
    """Return the text without the control characters that no document admits (可印文字)."""
    return _UNPRINTABLE.sub("", text)


def heading_split(paragraph: str) -> tuple[str, str]:
    """Split a second-level heading, ``（一）主动公开。``, from the text that runs on after it (拆分二级标题).

    The heading is empty where the paragraph does not open with one.
    """
    found = _SECOND_LEVEL.match(paragraph)
    end = found.end() if found else 0
    return paragraph[:end], paragraph[end:]


def _part(report: Report, form: Form, number: int, table: PrintedTable | None) -> Part:
    paragraphs = _prose(report, number)
    if table is None and number in (one.number for one in form.tables):
        paragraphs += (TABLE_ABSENT,)
    return Part(number, _heading(report, form, number), paragraphs, table)


def _heading(report: Report, form: Form, number: int) -> str:
    titles = (chapter.title for chapter in report.chapters if chapter.number == number)
    printed = _NUMBERED.sub("", printable(" ".join(next(titles, "").split())))
    return f"{NUMERALS[number - 1]}、{printed or form.chapters[number - 1][0]}"


def _preface(report: Report) -> tuple[str, ...]:
    """Return the preface without the title, which a reader finds there, on one line or on several."""
    title = _squeezed(title_of(report))
    return tuple(line for line in _prose(report, 0) if _squeezed(line) not in title)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _prose(report: Report, number: int) -> tuple[str, ...]:
    texts = (chapter.text for chapter in report.chapters if chapter.number == number)
    lines = (printable(line).strip() for text in texts for line in text.splitlines())
    return tuple(line for line in lines if line and line != TABLE_ABSENT)


def _signature(report: Report) -> tuple[str, ...]:
    if report.reported_on is None:
        return ()
    day = _written(report.reported_on)
    said = any(day in _squeezed(chapter.text) for chapter in report.chapters)
    return () if said else tuple(_signed(report, day))


def _signed(report: Report, day: str) -> Iterator[str]:
    signer = report.signed_by or report.agency
    if signer:
        yield printable(signer)
    yield day


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
