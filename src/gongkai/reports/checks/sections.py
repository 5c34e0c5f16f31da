"""Whether a report has its six parts, in order, and says what the sixth must say (报告结构核对)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.documents.blocks import Carrier
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.statute.editions import EDITIONS, form_for
from gongkai.statute.instruments import FEE_MEASURES
from gongkai.statute.report_form import Form

_NUMBERS = "一二三四五六"
_FEE = re.compile(r"处理费|收费|费用|收取.{0,20}费")


def missing_sections(report: Report) -> Iterator[Finding]:
    """Yield one warning for each of the six parts that is absent (缺少部分).

    A part whose table was found is not absent, whatever became of its heading; a workbook has tables and no parts.
    """
    if report.carrier is Carrier.XLSX and not report.chapters:
        return
    form = _form(report)
    present = {chapter.number for chapter in report.chapters}
    present |= {form_table.number for key in TABLES if (form_table := report.table(key)) is not None}
    for number, titles in enumerate(form.chapters, start=1):
        if number not in present:
            yield Finding(
                "section.missing",
                Severity.WARNING,
                f"缺少第{_NUMBERS[number - 1]}部分“{titles[0]}”。",
                expected=titles[0],
                citation=str(form.instrument.at("附件")),
            )


def section_order(report: Report) -> Iterator[Finding]:
    """Yield one warning where the parts stand in another order than the form's (部分顺序)."""
    numbers = tuple(dict.fromkeys(chapter.number for chapter in report.chapters if chapter.number))
    if numbers != tuple(sorted(numbers)):
        expected, found = ("、".join(_NUMBERS[number - 1] for number in order) for order in (sorted(numbers), numbers))
        yield Finding(
            "section.order",
            Severity.WARNING,
            f"各部分顺序与格式不符：现依次为第{found}部分，应依次为第{expected}部分。",
            expected=expected,
            found=found,
            citation=str(_form(report).instrument.at("附件")),
        )


def fee_statement(report: Report) -> Iterator[Finding]:
    """Yield a notice where part six of a report on the 2021 form says nothing of the fee (信息处理费说明)."""
    last = next((chapter for chapter in report.chapters if chapter.number == 6), None)
    if report.edition != "2021" or last is None or _FEE.search(last.text):
        return
    yield Finding(
        "section.fee_statement",
        Severity.NOTICE,
        "第六部分没有说明信息处理费收取情况；没有收取的，也应当写明。",
        quote=last.text.strip().partition("\n")[0][:60] or None,
        citation=f"{_form(report).instrument.title}；{FEE_MEASURES.title}",
    )


def _form(report: Report) -> Form:
    """The form the report follows, or the one prescribed for its year, or the newest."""
    for key in ("applications", *TABLES):
        form = report.form_of(key)
        if form is not None:
            return form
    if report.year is not None and report.year >= EDITIONS[0].first_year:
        return form_for(report.year)
    return EDITIONS[-1]
