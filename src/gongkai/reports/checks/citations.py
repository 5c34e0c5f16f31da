"""Document numbers cited for a title that they cannot belong to (引文年份核对).

Two things are certain enough to be said. A year's key points of work (工作要点) are issued in that year, and other
papers on one year's work in that year or a neighbouring one; and a few instruments have one number only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report
from gongkai.statute.citations import Instrument
from gongkai.statute.instruments import FEE_MEASURES

_DOCUMENT_NUMBERS = Instrument("党政机关公文处理工作条例", "中办发〔2012〕14号", date(2012, 7, 1), 42).at(
    "第九条第五项"
)
"""A document number is made of the organ's sign, the year and the serial number."""

_CITED = re.compile(
    r"《(?P<title>[^《》]{2,160})》(?:的(?:通知|意见)》)?\s{0,4}"
    r"[（(](?P<before>[^（）()〔〕\[\]﹝﹞]{0,40}?)"
    r"(?P<number>[\u4e00-\u9fff]{1,14}\s{0,2}[〔\[﹝（(【［]\s{0,2}(?P<year>(?:19|20)\d{2})\s{0,2}[〕\]﹞）)】］]\s{0,2}"
    r"第?\s{0,2}(?P<serial>\d{1,5})\s{0,2}号)"
)
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s{0,2}年")
_NOT_A_YEARS_WORK = re.compile(
    r"\d{4}\s{0,2}年?\s{0,2}[-—–－~～至到]{1,3}\s{0,2}\d{4}|规划|纲要|行动|[三五]年|修订|修改|废止|[到至]\s{0,2}20\d\d"
    r"|\d\s{0,2}年\s{0,2}(?:以|之?前|底|远景|起|版)"
)
_KEY_POINTS = re.compile(r"要点")
_YEARLY = re.compile(r"要点|工作安排|工作计划|[工作实施]方案|重点工作|任务|年度报告|考核")
"""Kinds of document that are of one year's work; a title of another kind may name a year for any reason."""
_ABOUT_KEY_POINTS = re.compile(r"情况|通报|总结|考核|评估|任务|分解|分工|方案")
"""What follows key points may come out a year away from them."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A document that has one number only: words its title must have, and may not, and its number."""

    title: re.Pattern[str]
    year: int
    serial: int
    number: str


_KNOWN = (
    _Known(
        re.compile(r"信息公开(?:信息){1,2}处理费管理办法"),
        2020,
        109,
        FEE_MEASURES.number,
    ),
)


def citation_years(report: Report) -> Iterator[Finding]:
    """Yield a notice for each cited number whose year cannot fit its title, once each (引文年份不符)."""
    seen: set[str] = set()
    for chapter in report.chapters:
        for match in _CITED.finditer(chapter.text):
            quote = re.sub(r"\s", "", match["number"]).removeprefix("即").removeprefix("见")
            fault = _fault(match)
            if fault and quote not in seen:
                seen.add(quote)
                yield _finding(match, quote, fault)


def _fault(match: re.Match[str]) -> str:
    issued = int(match["year"])
    for known in _KNOWN:
        if known.title.search(match["title"]) and "国办函" in match["number"]:
            right = (issued, int(match["serial"])) == (known.year, known.serial)
            return "" if right else f"该文件的文号是{known.number}"
    return _year_fault(match["title"], issued)


def _year_fault(title: str, issued: int) -> str:
    named = {int(year) for year in _TITLE_YEAR.findall(title)}
    if len(named) != 1 or not _YEARLY.search(title) or _NOT_A_YEARS_WORK.search(title):
        return ""
    year = named.pop()
    allowed = 0 if _KEY_POINTS.search(title) and not _ABOUT_KEY_POINTS.search(title) else 1
    return f"标题所指为{year}年，文号却是{issued}年的" if abs(issued - year) > allowed else ""


def _finding(match: re.Match[str], quote: str, fault: str) -> Finding:
    return Finding(
        "narrative.citation_year",
        Severity.NOTICE,
        f"引用《{match['title']}》的文号{quote}有误：{fault}。",
        found=quote,
        quote=quote,
        citation=str(_DOCUMENT_NUMBERS),
    )
