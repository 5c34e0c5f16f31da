"""Write a report as PDF/A in the official form (输出 PDF)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files

from gongkai.documents import official_page as page
from gongkai.documents.typesetting import (
    BODY_FONTS,
    HEADING_FONTS,
    LEVEL_TWO_FONTS,
    TABLE_FONTS,
    TITLE_FONTS,
    fonts_among,
    installed_families,
    marked_pages,
    title_weight,
    typeset,
)
from gongkai.reports.model import Report
from gongkai.reports.writers.outline import (
    Outline,
    Part,
    heading_split,
    outline,
    outline_for_signing,
    printable,
    title_lines,
)
from gongkai.reports.writers.printed import PrintedCell, PrintedTable
from gongkai.reports.writers.table_measures import LABEL_INDENT, PADDING, TABLE_POINTS, WIDTHS, points_of

_UNDATED = date(2000, 1, 1)


def write(report: Report, *, installed: frozenset[str] | None = None) -> bytes:
    """Return the report as PDF: title, preface, six chapters, the tables in their chapters (输出 PDF).

    ``installed`` names the font families to choose from, the machine's own by default. Raises NoChineseFont. The same
    report gives the same bytes on the same fonts.
    """
    return _typeset(report, outline(report), mark="", installed=installed)


def write_draft(report: Report, *, mark: str, installed: frozenset[str] | None = None) -> bytes:
    """Return the report as PDF that bears ``mark`` on every page, for signing (输出送签稿). Raises NoChineseFont."""
    return _typeset(report, outline_for_signing(report), mark=printable(mark), installed=installed)


def _typeset(report: Report, plan: Outline, *, mark: str, installed: frozenset[str] | None) -> bytes:
    families = installed_families() if installed is None else installed
    printed = {**_measures(), **_faces(families), **_words(plan), "mark": mark}
    printed["author"] = printable(report.agency or "")
    midnight = datetime.combine(report.reported_on or _UNDATED, time(), UTC)
    inputs = _inputs({**printed, "keep_last": False})
    if len(set(marked_pages(_source(), inputs=inputs))) > 1:
        # The signature may not stand alone on a page: it takes the last paragraph along.
        inputs = _inputs({**printed, "keep_last": True})
    return typeset(_source(), inputs=inputs, seconds=int(midnight.timestamp()))


def _inputs(printed: Mapping[str, object]) -> dict[str, str]:
    return {"report": json.dumps(printed, ensure_ascii=False)}


def _measures() -> dict[str, object]:
    return {
        "page": asdict(page.PAGE),
        "text_size": page.TEXT_SIZE,
        "title_size": page.TITLE_SIZE,
        "title_pitch": page.TITLE_PITCH,
        "page_number_size": page.PAGE_NUMBER_SIZE,
        "line_pitch": page.LINE_PITCH,
        "tracking": page.TRACKING,
        "table_size": TABLE_POINTS,
        "label_indent": LABEL_INDENT / page.TWIPS_PER_POINT,
        "padding": PADDING / page.TWIPS_PER_POINT,
    }


def _faces(families: frozenset[str]) -> dict[str, object]:
    title_fonts = fonts_among(TITLE_FONTS, installed=families)
    return {
        "body_fonts": fonts_among(BODY_FONTS, installed=families),
        "title_fonts": title_fonts,
        "title_weight": title_weight(title_fonts),
        "level_one_fonts": fonts_among(HEADING_FONTS, installed=families),
        "level_two_fonts": fonts_among(LEVEL_TWO_FONTS, installed=families),
        "table_fonts": fonts_among(TABLE_FONTS, installed=families),
    }


def _words(plan: Outline) -> dict[str, object]:
    organ, day = (plan.signature[0], plan.signature[-1]) if plan.signature else ("", "")
    signed = plan.signature if organ is not day else (day,)
    indents = page.signature_indents(organ, day) if len(signed) > 1 else (page.DATE_INDENT,)
    return {
        "title": plan.title,
        "title_lines": title_lines(plan.title),
        "preface": [_prose(text) for text in plan.preface],
        "parts": [_part(part) for part in plan.parts],
        "signature": [
            {"line": line, "indent": indent} for line, indent in zip(filter(None, signed), indents, strict=False)
        ],
    }


def _part(part: Part) -> Mapping[str, object]:
    return {
        "heading": part.heading,
        "paragraphs": [_prose(text) for text in part.paragraphs],
        "table": _table(part.table) if part.table is not None else None,
    }


def _prose(text: str) -> Mapping[str, str]:
    heading, rest = heading_split(text)
    return {"heading": heading, "rest": rest}


def _table(table: PrintedTable) -> Mapping[str, object]:
    widths = WIDTHS[table.key]
    return {
        "widths": [width / page.TWIPS_PER_POINT for width in widths],
        "header": [_cell(cell, widths) for row in table.rows[: table.header_rows] for cell in row],
        "body": [_cell(cell, widths) for row in table.rows[table.header_rows :] for cell in row],
        "is_long": table.key == "applications",
    }


def _cell(cell: PrintedCell, widths: tuple[int, ...]) -> Mapping[str, object]:
    return {
        "text": cell.text,
        "row": cell.row,
        "column": cell.column,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "size": points_of(cell, widths),
        "is_left": cell.scope == "row",
    }


@cache
def _source() -> bytes:
    return files("gongkai.reports.writers").joinpath("report.typ").read_bytes()
