"""All the checks of one report together."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.reports.checks import RULES, findings_of, in_order
from gongkai.reports.findings import Finding, Severity
from reports.checks.invented_reports import SOUND, applications, report

HOSTILE = {
    "digits": "收到政府信息公开申请" + "1" * 1_000_000,
    "measure words": "收到申请" + "件" * 1_000_000,
    "opening brackets": "《（〔" * 333_333,
    "closing brackets": "）》〕" * 333_333,
    "titles": "《2022年政务公开工作要点》（" * 60_000,
    "spaces": "收到 " * 500_000,
    "figures": "收到政府信息公开申请1件，" * 80_000,
    "no stop": "未收到公民法人和其他组织的" * 80_000,
    "chinese digits": "一" * 1_000_000,
    "line breaks": "件\n" * 300_000,
    "years": "2022年" * 200_000,
    "conflicting words": "因政府信息公开未发生行政复议、" * 60_000,
}


def test_report_without_fault_has_no_finding() -> None:
    assert findings_of(report(figures=SOUND, reported_on=date(2023, 1, 20))) == ()


def test_findings_come_gravest_first_and_by_rule() -> None:
    judged = report(
        figures={
            **SOUND,
            **applications("new", 11, 2, 0, 0, 1, 0, 13),
            "remedies.reconsideration.total": 9,
            "proactive.penalties.decisions": -1,
            "proactive.coercion.decisions": None,
        },
        prose={
            1: "全年收到政府信息公开申请20件。落实《2022年政务公开工作要点》（国办发〔2020〕17号）。",
            6: "无。",
        },
        order=(1, 3, 2, 4, 6),
        reported_on=date(2023, 2, 1),
    )
    assert [finding.rule for finding in findings_of(judged)] == [
        "applications.balance",
        "applications.row_sum",
        "remedies.block_sum",
        "cell.invalid",
        "narrative.disagrees",
        "section.missing",
        "section.order",
        "cell.blank",
        "narrative.citation_year",
        "section.fee_statement",
        "report.late",
    ]


def test_findings_of_other_reports_can_be_sorted_in() -> None:
    late = Finding("report.late", Severity.NOTICE, "")
    carried = Finding("applications.carry_over", Severity.ERROR, "")
    assert in_order((late, carried)) == (carried, late)


def test_judging_does_not_change_the_report() -> None:
    judged = report(figures=SOUND, prose={1: "全年收到政府信息公开申请20件。"})
    before = dict(judged.figures), judged.chapters
    findings_of(judged)
    assert (dict(judged.figures), judged.chapters) == before


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_judged_like_any_other(text: str) -> None:
    judged = report(figures=SOUND, prose={1: text, 6: text})
    assert all(finding.rule in RULES for finding in findings_of(judged))


def test_every_rule_is_explained_in_the_docs() -> None:
    page = (Path(__file__).parents[3] / "docs" / "law" / "report_checks.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", page, re.MULTILINE)) == set(RULES)
