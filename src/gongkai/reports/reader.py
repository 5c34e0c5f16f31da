"""From the bytes of a published file to a report with its findings (年度报告读取)."""

from __future__ import annotations

from dataclasses import replace

from gongkai.documents.blocks import Document
from gongkai.documents.problems import DocumentError, Problem
from gongkai.documents.reading import read_document
from gongkai.reports.bind_tables import bind_tables
from gongkai.reports.checks import findings_of
from gongkai.reports.model import TABLES, Report
from gongkai.reports.outline import chapters
from gongkai.reports.prose import prose_of
from gongkai.reports.title import heading, reported_on


def read_report(content: bytes, *, source: str) -> Report:
    """Return what a published report says, where, and what is wrong with it (年度报告读取).

    A file that cannot be read, or is not a report, gives a report with a problem and no figures.
    """
    try:
        document = read_document(content)
    except DocumentError as error:
        return Report(source, problems=(error.problem,))
    return report_in(document, source=source)


def report_in(document: Document, *, source: str) -> Report:
    """Return the report that a document holds (年度报告识别)."""
    paragraphs = prose_of(document)
    tables, problems = bind_tables(document)
    title = heading(paragraphs)
    if title is None and not tables:
        return Report(source, document.carrier, problems=(*document.problems, _not_a_report()))
    report = Report(
        source=source,
        carrier=document.carrier,
        title=title.title if title else None,
        agency=title.agency if title else None,
        year=title.year if title else None,
        reported_on=reported_on(paragraphs),
        editions={key: tables[key].edition for key in TABLES if key in tables},
        figures={path: value for key in TABLES if key in tables for path, value in tables[key].figures.items()},
        places={path: place for key in TABLES if key in tables for path, place in tables[key].places.items()},
        chapters=chapters(paragraphs),
        problems=(*document.problems, *problems),
        unread=frozenset().union(*(table.unread for table in tables.values())),
    )
    return replace(report, findings=findings_of(report))


def _not_a_report() -> Problem:
    return Problem(
        "report.not_recognised",
        "这份文件不像政府信息公开工作年度报告：既没有年度报告的标题，也没有法定表格；请检查是否选错了文件。",
    )
