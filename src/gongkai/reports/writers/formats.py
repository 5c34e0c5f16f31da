"""The kinds of file in which a report can be had (下载格式)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.reports.model import Report
from gongkai.reports.writers import csv, docx, html, json, pdf, xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file (格式): its suffix, its name for people, its media type, and how it is written."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Report], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: tuple[Format, ...] = (
    Format("docx", "Word 文档（规范格式）", f"{_OFFICE}.wordprocessingml.document", docx.write),
    Format("pdf", "PDF 文档（规范格式）", "application/pdf", pdf.write),
    Format("xlsx", "Excel 工作簿", f"{_OFFICE}.spreadsheetml.sheet", xlsx.write),
    Format("html", "网页", "text/html; charset=utf-8", html.write),
    Format("csv", "CSV 数据", "text/csv; charset=utf-8", csv.write),
    Format("json", "JSON 数据", "application/json", json.write),
)
BY_SUFFIX = {one.suffix: one for one in FORMATS}
