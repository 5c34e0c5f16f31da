"""Figures in prose as live fields: 【本年新收申请件数】 is always what the table has (数据字段).

A field is typed by its Chinese name, or by the path of any cell of the form. What prose says of a cell can so never
differ from the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.reports.writers.printed import figure_text
from gongkai.statute.report_form import Value

_TOKEN = re.compile(r"【([^【】\n]{1,60})】")
_ALL = "total"


def _rows(*rows: str) -> tuple[str, ...]:
    return tuple(f"applications.{row}.{_ALL}" for row in rows)


_REFUSED = ("state_secret", "other_law", "security_stability", "third_party", "internal_affairs", "deliberative")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "本年新收申请件数": _rows("new"),
    "上年结转申请件数": _rows("carried_in"),
    "本年应办申请件数": _rows("new", "carried_in"),
    "本年办结申请件数": _rows("total"),
    "结转下年度申请件数": _rows("carried_out"),
    "予以公开件数": _rows("granted"),
    "部分公开件数": _rows("partly_granted"),
    "不予公开件数": _rows(*(f"refused.{ground}" for ground in (*_REFUSED, "enforcement_file", "administrative_query"))),
    "无法提供件数": _rows(*(f"unavailable.{each}" for each in ("not_held", "needs_creation", "still_unclear"))),
    "不予处理件数": _rows(
        *(f"declined.{each}" for each in ("petition", "repeat", "publication", "excessive", "confirmation"))
    ),
    "自然人申请件数": ("applications.new.natural_person",),
    "规章制发件数": ("proactive.regulations.made",),
    "现行有效规章件数": ("proactive.regulations.in_force",),
    "行政规范性文件制发件数": ("proactive.normative_documents.made",),
    "行政规范性文件废止件数": ("proactive.normative_documents.repealed",),
    "现行有效行政规范性文件件数": ("proactive.normative_documents.in_force",),
    "行政许可件数": ("proactive.licensing.decisions",),
    "行政处罚件数": ("proactive.penalties.decisions",),
    "行政强制件数": ("proactive.coercion.decisions",),
    "行政事业性收费万元": ("proactive.charges.amount",),
    "行政复议件数": ("remedies.reconsideration.total",),
    "行政复议维持件数": ("remedies.reconsideration.upheld",),
    "行政复议纠正件数": ("remedies.reconsideration.corrected",),
    "行政诉讼件数": ("remedies.litigation_direct.total", "remedies.litigation_after_reconsideration.total"),
}
"""The fields by name, each the sum of some cells (数据字段)."""


@dataclass(frozen=True, slots=True)
class Material:
    """What prose may speak of (可引用的内容).

    ``facts`` are texts by name, such as 年度 and 机关名称; ``unknown`` says of others why they cannot be told.
    """

    figures: Mapping[str, Value]
    facts: Mapping[str, str]
    unknown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that cannot be filled, and why (无法填入的字段)."""

    token: str
    message: str


def rendered(text: str, material: Material) -> str:
    """Return the text with its fields filled in; one that cannot be stays as typed (填入数据)."""
    return _TOKEN.sub(lambda found: _filled(found[1], material) or found[0], text)


def gaps(text: str, material: Material) -> tuple[Gap, ...]:
    """Return the fields of a text that cannot be filled in (无法填入的字段)."""
    unfilled = (found for found in _TOKEN.finditer(text) if _filled(found[1], material) is None)
    return tuple(Gap(found[0], _reason(found[1], material)) for found in unfilled)


def value_of(name: str, figures: Mapping[str, Value]) -> Value:
    """Return what a field shows: the sum of its cells, None where one of them is blank (字段数值)."""
    paths = FIELDS.get(name, (name,))
    values = [figures.get(path) for path in paths]
    if any(value is None for value in values):
        return None
    amount: int | Decimal = 0
    for value in values:
        assert value is not None
        amount += value
    return amount


def _filled(name: str, material: Material) -> str | None:
    if name in material.facts:
        return material.facts[name]
    value = value_of(name, material.figures)
    return None if value is None else figure_text(value)


def _reason(name: str, material: Material) -> str:
    if name in material.unknown:
        return material.unknown[name]
    if name in FIELDS or "." in name:
        return f"“{name}”所指的单元格是空白，不能填入"
    return f"没有名为“{name}”的字段，请从字段列表中选择"
