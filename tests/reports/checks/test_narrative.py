"""Figures in the prose against the tables; the cases are in prose_cases.toml, to be read by a clerk."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.reports.checks.narrative import disagreements
from gongkai.reports.checks.narrative.statements import statements
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Chapter
from reports.checks.invented_reports import report

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "prose_cases.toml").read_text("utf-8"))["case"]

_ORGANISATIONS = ("business", "research", "public_interest", "legal_services", "other")
_REFUSED = (
    "state_secret",
    "other_law",
    "security_stability",
    "third_party",
    "internal_affairs",
    "deliberative",
    "enforcement_file",
    "administrative_query",
)


def _total(*rows: str) -> tuple[str, ...]:
    return tuple(f"applications.{row}.total" for row in rows)


CELLS: dict[str, tuple[str, ...]] = {
    "新收": _total("new"),
    "上年结转": _total("carried_in"),
    "办结": _total("total"),
    "结转下年": _total("carried_out"),
    "予以公开": _total("granted"),
    "部分公开": _total("partly_granted"),
    "国家秘密": _total("refused.state_secret"),
    "过程性信息": _total("refused.deliberative"),
    "行政查询": _total("refused.administrative_query"),
    "不掌握": _total("unavailable.not_held"),
    "另行制作": _total("unavailable.needs_creation"),
    "仍不明确": _total("unavailable.still_unclear"),
    "信访类": _total("declined.petition"),
    "重复申请": _total("declined.repeat"),
    "逾期不补正": _total("other.uncorrected"),
    "其他处理一行": _total("other.all"),
    "不予公开": _total(*(f"refused.{row}" for row in _REFUSED)),
    "无法提供": _total("unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear"),
    "不予处理": _total(
        *(f"declined.{row}" for row in ("petition", "repeat", "publication", "excessive", "confirmation"))
    ),
    "其他处理": _total("other.uncorrected", "other.fee_unpaid", "other.other"),
    "新收加结转": _total("new", "carried_in"),
    "新收自然人": ("applications.new.natural_person",),
    "新收商业企业": ("applications.new.business",),
    "新收其他": ("applications.new.other",),
    "新收法人": tuple(f"applications.new.{column}" for column in _ORGANISATIONS),
    "规章制发": ("proactive.regulations.made",),
    "规章废止": ("proactive.regulations.repealed",),
    "现行有效规章": ("proactive.regulations.in_force",),
    "规范性文件制发": ("proactive.normative_documents.made",),
    "规范性文件废止": ("proactive.normative_documents.repealed",),
    "现行有效规范性文件": ("proactive.normative_documents.in_force",),
    "许可": ("proactive.licensing.decisions",),
    "处罚": ("proactive.penalties.decisions",),
    "强制": ("proactive.coercion.decisions",),
    "收费": ("proactive.charges.amount",),
    "复议": ("remedies.reconsideration.total",),
    "复议维持": ("remedies.reconsideration.upheld",),
    "复议纠正": ("remedies.reconsideration.corrected",),
    "复议未结": ("remedies.reconsideration.pending",),
    "复议其他": ("remedies.reconsideration.other",),
    "直接起诉": ("remedies.litigation_direct.total",),
    "复议后起诉": ("remedies.litigation_after_reconsideration.total",),
    "诉讼": ("remedies.litigation_direct.total", "remedies.litigation_after_reconsideration.total"),
}


def _found(case: dict[str, Any]) -> list[Finding]:
    cells = {
        path: Decimal(value) if "." in value else int(value)
        for name, value in map(str.split, case["table"])
        for path in CELLS[name]
    }
    judged = report(
        figures=cells,
        prose={case.get("chapter", 1): case["prose"]},
        edition=case.get("edition", "2021"),
        agency=case.get("agency", "清江县水利局"),
        year=case.get("year", 2022),
    )
    return list(disagreements(judged))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_prose_is_compared_with_the_cell_it_speaks_of(case: dict[str, Any]) -> None:
    expected = [(CELLS[cell], table, prose) for cell, table, prose in map(str.split, case.get("finds", []))]
    assert [(finding.cells, finding.expected, finding.found) for finding in _found(case)] == expected


def test_the_cases_hold_enough_traps() -> None:
    assert len(CASES) >= 80
    assert sum("finds" not in case for case in CASES) >= 50


def test_finding_quotes_the_clause_and_says_both_numbers() -> None:
    judged = report(
        figures={"applications.new.total": 12},
        prose={1: "（二）依申请公开。我局严格依法办理，全年共收到政府信息公开申请13件，均已答复。"},
    )
    [finding] = disagreements(judged)
    assert finding.rule == "narrative.disagrees"
    assert finding.severity is Severity.WARNING
    assert finding.quote == "全年共收到政府信息公开申请13件"
    assert (
        finding.message
        == "正文称“全年共收到政府信息公开申请13件”，而表三“一、本年新收政府信息公开申请数量”的“总计”为12。"
    )
    assert finding.citation == "政府信息公开条例第五十条"


def test_blank_cell_is_not_contradicted() -> None:
    judged = report(figures={"applications.new.total": None}, prose={1: "全年收到政府信息公开申请13件。"})
    assert list(disagreements(judged)) == []


def test_table_that_was_not_recovered_is_not_contradicted() -> None:
    judged = report(tables=("remedies",), prose={1: "全年收到政府信息公开申请13件，制定规范性文件2件。"})
    assert list(disagreements(judged)) == []


def test_figures_of_the_prose_are_placed_where_they_stand() -> None:
    prose = "（二）依申请公开\n2022 年，我局收到政府信息公开申请 13 件，办结12件。"
    judged = report(prose={1: prose})
    placed = [(prose[found.start : found.end], found.claim.cells) for found in statements(judged)]
    assert placed == [("13 件", ("applications.new.total",)), ("12件", ("applications.total.total",))]


def test_preface_is_not_judged() -> None:
    judged = report(prose={1: "平稳有序。"})
    preface = Chapter(0, "", "全年收到政府信息公开申请13件。")
    assert list(disagreements(replace(judged, chapters=(preface, *judged.chapters)))) == []
